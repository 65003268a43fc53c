using System.Text.Json.Nodes;
using Gongshu.Testing.Samples;

namespace Gongshu.Cluster.Tests;

/// <summary>Annex 1 forms in which everything is in order on 2018-03-20; a test changes the one thing it is about.</summary>
public static class Forms
{
    public const string Occupation = "6-18-02-04";
    private static readonly string[] Papers =
    [
        "identityDocument", "labourContract", "socialInsuranceProof", "certificateRoster", "assessmentInvoice", "benefitRoster",
        "competitionDocument", "recognitionDocument", "internshipMaterials",
    ];

    /// <summary>三(一): the class, certificate and plan of <see cref="District.FilePlansAsync"/>.</summary>
    public static JsonObject SkillTraining(Portal applicant, params JsonObject[] lines) =>
        Form("skillTraining", applicant, lines, ("trainingPlan", applicant.Plan));

    /// <summary>三(二).</summary>
    public static JsonObject SkillUpgrade(Portal applicant, params JsonObject[] lines) => Form("skillUpgrade", applicant, lines);

    /// <summary>三(三).</summary>
    public static JsonObject CompetitionTraining(Portal applicant, string competition, params JsonObject[] lines) =>
        Form("competitionTraining", applicant, lines, ("competition", competition));

    /// <summary>三(四).</summary>
    public static JsonObject MasterStudio(Portal applicant, string studio) => Form("masterStudio", applicant, [], ("masterStudio", studio));

    /// <summary>三(五).</summary>
    public static JsonObject InternshipHiring(Portal applicant, params JsonObject[] lines) => Form("internshipHiring", applicant, lines);

    /// <summary>三(六).</summary>
    public static JsonObject WorldSkills(Portal applicant, string competition, params JsonObject[] lines) =>
        Form("worldSkills", applicant, lines, ("competition", competition));

    public static JsonObject TrainedLine(Portal applicant, SamplePerson person, string level = "senior", int line = 1)
    {
        var trained = UpgradeLine(person, level, line);
        trained.Remove("signedByWorker");
        trained["certificate"] = Certificate(person, level, "2018-03-16", applicant.Uscc);
        return trained;
    }

    public static JsonObject UpgradeLine(SamplePerson person, string level = "senior", int line = 1)
    {
        var signed = CertifiedLine(person, level, line);
        signed["employment"] = new JsonObject
        {
            ["contractFrom"] = "2016-07-01",
            ["contractTo"] = "2019-06-30",
            ["socialInsuranceInHangzhou"] = true,
            ["position"] = "焊工",
        };
        signed["signedByWorker"] = true;
        return signed;
    }

    public static JsonObject CertifiedLine(SamplePerson person, string level = "senior", int line = 1)
    {
        var certified = WorkerLine(person, line);
        certified["certificate"] = Certificate(person, level, "2018-02-11", null);
        return certified;
    }

    public static JsonObject InternLine(Portal applicant, SamplePerson person, string education = "bachelor", int line = 1)
    {
        var intern = WorkerLine(person, line);
        intern["internship"] = new JsonObject
        {
            ["base"] = applicant.Uscc,
            ["from"] = "2017-09-01",
            ["to"] = "2018-01-31",
            ["education"] = education,
            ["contractFrom"] = "2018-02-01",
            ["contractTo"] = "2020-01-31",
            ["socialInsurance"] = true,
        };
        return intern;
    }

    public static JsonObject AwardLine(SamplePerson person, string kind, int edition, string occupation = "焊接", int line = 1)
    {
        var awarded = WorkerLine(person, line);
        awarded["award"] = new JsonObject
        {
            ["edition"] = edition,
            ["announcedOn"] = "2018-03-01",
            ["kind"] = kind,
            ["team"] = "测试代表队",
            ["occupation"] = occupation,
        };
        return awarded;
    }

    public static JsonObject Certificate(SamplePerson person, string level, string issuedOn, string? declaredBy) => new()
    {
        ["number"] = person.CertificateNumber,
        ["occupation"] = new JsonObject { ["code"] = Occupation, ["name"] = "焊工" },
        ["level"] = level,
        ["issuedOn"] = issuedOn,
        ["declaredBy"] = declaredBy,
    };

    public static JsonObject Plan(Portal applicant, IEnumerable<SamplePerson> trainees, string startsOn = "2018-03-15", string endsOn = "2018-03-19") => new()
    {
        ["applicant"] = applicant.Uscc,
        ["title"] = "测试焊工班",
        ["occupation"] = new JsonObject { ["code"] = Occupation, ["name"] = "焊工" },
        ["level"] = "senior",
        ["classStartsOn"] = startsOn,
        ["classEndsOn"] = endsOn,
        ["timetable"] = new JsonArray(new JsonObject { ["on"] = startsOn, ["from"] = "09:00", ["to"] = "11:30", ["subject"] = "焊接工艺" }),
        ["trainees"] = new JsonArray([.. trainees.Select(person => new JsonObject { ["name"] = person.Name, ["idNumber"] = person.IdNumber })]),
    };

    public static JsonObject Studio(Portal host, string name, string level = "district", string recognisedOn = "2018-02-01") => new()
    {
        ["name"] = name,
        ["leader"] = new JsonObject { ["name"] = "测试大师" },
        ["host"] = host.Uscc,
        ["level"] = level,
        ["recognisedOn"] = recognisedOn,
        ["document"] = new JsonObject { ["title"] = "测试公布文件", ["number"] = $"测人社〔2018〕{name}号" },
    };

    public static JsonObject Competition(Portal organiser, string name, string @class = "A", int year = 2018) => new()
    {
        ["name"] = name,
        ["year"] = year,
        ["class"] = @class,
        ["organiser"] = organiser.Uscc,
        ["document"] = new JsonObject { ["title"] = "测试竞赛文件", ["number"] = $"测竞〔{year}〕{name}号" },
    };

    private static JsonObject WorkerLine(SamplePerson person, int line) => new()
    {
        ["line"] = line,
        ["worker"] = new JsonObject { ["name"] = person.Name, ["idNumber"] = person.IdNumber, ["phone"] = person.Phone },
    };

    private static JsonObject Form(string programme, Portal applicant, JsonObject[] lines, params (string Name, string Id)[] references)
    {
        var form = new JsonObject
        {
            ["programme"] = programme,
            ["applicant"] = applicant.Uscc,
            ["contact"] = new JsonObject { ["name"] = "测试联系人", ["phone"] = "0571-00000000" },
            ["bank"] = null,
            ["lines"] = new JsonArray([.. lines]),
            ["documents"] = new JsonArray([.. Papers.Select(kind => new JsonObject { ["kind"] = kind, ["onPaper"] = true })]),
        };
        foreach (var (name, id) in references) form[name] = id;
        return form;
    }
}
