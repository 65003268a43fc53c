namespace Gongshu.Api.Demo;

/// <summary>A made-up organisation.</summary>
/// <param name="Kinds">As the contract names them.</param>
internal sealed record DemoOrganisation(string Uscc, string Name, string[] Kinds, bool InDistrict = true)
{
    public object Form => new
    {
        name = Name,
        kinds = Kinds,
        inDistrict = InDistrict,
        legalRepresentative = new { name = "示例法人" },
        contact = DemoRegistries.Contact,
        bank = new { bankName = "示例银行拱墅支行", accountName = Name, accountNumber = $"000{Uscc[9..16]}000" },
    };
}

/// <summary>A class: who trains whom, numbers of workers from <paramref name="First"/> on.</summary>
internal sealed record DemoClass(string Id, DemoOrganisation Applicant, string Title, DemoOccupation Occupation, string Level, DateOnly StartsOn, int First, int Count)
{
    public object Form => new
    {
        applicant = Applicant.Uscc,
        title = Title,
        occupation = Occupation.Form,
        level = Level,
        classStartsOn = StartsOn,
        classEndsOn = StartsOn.AddDays(1),
        timetable = new[] { new { on = StartsOn, from = "09:00", to = "16:30", subject = "实训" } },
        trainees = Enumerable.Range(First, Count).Select(DemoPeople.Worker).Select(worker => new { name = worker.Name, idNumber = worker.IdNumber }),
    };
}

internal sealed record DemoOccupation(string Code, string Name)
{
    public static readonly DemoOccupation Welder = new("6-18-02-04", "焊工"), Electrician = new("6-31-01-03", "电工"), Fitter = new("6-20-01-01", "装配钳工");

    public object Form => new { code = Code, name = Name };
}

/// <summary>Who is registered in the demo, and what for.</summary>
internal static class DemoRegistries
{
    public static readonly DemoOrganisation
        Machines = new(DemoPeople.CreditCode("91", 1), "示例精工机械有限公司", ["employer"]),
        Installations = new(DemoPeople.CreditCode("91", 2), "示例安装工程有限公司", ["employer"]),
        Logistics = new(DemoPeople.CreditCode("91", 3), "示例运河物流有限公司", ["employer"]),
        SchoolNorth = new(DemoPeople.CreditCode("52", 4), "示例城北职业培训学校", ["trainingSchool"]),
        SchoolCanal = new(DemoPeople.CreditCode("52", 5), "示例运河职业培训学校", ["trainingSchool"]),
        Organiser = new(DemoPeople.CreditCode("91", 6), "示例竞赛服务有限公司", ["employer", "competitionOrganiser"]),
        InternshipBase = new(DemoPeople.CreditCode("91", 7), "示例智造见习基地有限公司", ["employer", "internshipBase"]),
        Elsewhere = new(DemoPeople.CreditCode("91", 8), "示例外区机电有限公司", ["employer"], InDistrict: false);

    public static readonly DemoOrganisation[] Organisations =
        [Machines, Installations, Logistics, SchoolNorth, SchoolCanal, Organiser, InternshipBase, Elsewhere];

    /// <summary>The earliest day of a class whose plan is filed on the demo's first day, Monday 2018-03-05, with seven working days between.</summary>
    private static readonly DateOnly Class = new(2018, 3, 15);

    public static readonly DemoClass
        Welders = new("demo-welders", SchoolNorth, "焊工高级班", DemoOccupation.Welder, "senior", Class, 1, 15),
        Electricians = new("demo-electricians", SchoolNorth, "电工中级班", DemoOccupation.Electrician, "intermediate", Class, 16, 12),
        Fitters = new("demo-fitters", SchoolCanal, "装配钳工高级班", DemoOccupation.Fitter, "senior", Class, 28, 15),
        OwnStaff = new("demo-own-staff", Machines, "企业内训：装配钳工技师班", DemoOccupation.Fitter, "technician", Class, 43, 10),
        FiledLate = new("demo-filed-late", Logistics, "电工高级班（备案不及时）", DemoOccupation.Electrician, "senior", new(2018, 3, 8), 53, 5);

    public static readonly DemoClass[] Classes = [Welders, Electricians, Fitters, OwnStaff, FiledLate];

    public static readonly (string Id, object Form)[] Studios =
    [
        Studio("demo-studio-welding", "示例焊接技能大师工作室", Machines, "district", 1),
        Studio("demo-studio-electric", "示例电气技能大师工作室", Installations, "municipal", 2),
        Studio("demo-studio-fitting", "示例钳工技能大师工作室", Logistics, "district", 3),
    ];

    public static readonly (string Id, object Form)[] Competitions =
    [
        Competition("demo-contest-welding", "示例焊工职业技能竞赛", "A", 1),
        Competition("demo-contest-b", "示例电工技能比武（二类）", "B", 2),
        Competition("demo-worldskills", "示例世界技能大赛", "worldSkills", 3),
    ];

    public static object Contact => new { name = "示例联系人", phone = "12000000000" };

    private static (string, object) Studio(string id, string name, DemoOrganisation host, string level, int number) => (id, new
    {
        name,
        leader = new { name = "示例大师" },
        host = host.Uscc,
        level,
        recognisedOn = "2018-01-22",
        document = new { title = "示例认定文件", number = $"示例〔2018〕{number}号" },
    });

    private static (string, object) Competition(string id, string name, string @class, int number) => (id, new
    {
        name,
        year = 2018,
        @class,
        organiser = Organiser.Uscc,
        document = new { title = "示例竞赛文件", number = $"示例竞〔2018〕{number}号" },
    });
}
