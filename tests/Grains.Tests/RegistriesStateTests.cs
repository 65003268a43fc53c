using System.Text.Json;
using Gongshu.Grains.Honours;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Registries;
using Gongshu.Grains.Reports;
using Gongshu.Policy;
using Gongshu.Silo.Storage;
using static Gongshu.Grains.Tests.RegistriesSamples;

namespace Gongshu.Grains.Tests;

/// <summary>What was stored once is read for ever: these texts never change, new ones may stand beside them.</summary>
public sealed class RegistriesStateTests
{
    private static readonly AuditNote Note = new("x.changed", "staff-1", new DateTimeOffset(2018, 3, 5, 9, 0, 0, TimeSpan.FromHours(8)), "x", [123, 125]);

    [Fact]
    public void The_registries_name_the_storage_that_the_silo_has() => Assert.Equal(Silo.Composition.Registry.StorageName, RegistryStorageName.Value);

    [Fact]
    public void An_enterprise_reads_as_it_was_stored() => IsStoredAs(
        new EnterpriseRecord
        {
            Name = "测试一号有限公司",
            Kinds = [EnterpriseKind.Employer, EnterpriseKind.InternshipBase],
            InDistrict = false,
            Contact = new Contact("测试一号", null),
            Bank = new BankAccount("测试银行", "测试一号有限公司", "0001"),
            PendingBank = new PendingBank(new BankAccount("测试银行", "测试一号有限公司", "0002"), ["portal-1"]),
            AccountsFrom = ["GS-2018Q1-000001"],
            Version = 3,
        },
        """{"current":{"name":"测试一号有限公司","kinds":["employer","internshipBase"],"inDistrict":false,"legalRepresentative":null,"contact":{"name":"测试一号","phone":null},"bank":{"bankName":"测试银行","accountName":"测试一号有限公司","accountNumber":"0001"},"pendingBank":{"account":{"bankName":"测试银行","accountName":"测试一号有限公司","accountNumber":"0002"},"proposedBy":["portal-1"]},"accountsFrom":["GS-2018Q1-000001"],"version":3},"intended":null}""");

    [Fact]
    public void Proposers_and_rulings_of_an_account_read_as_they_were_stored() => IsStoredAs(
        new EnterpriseRecord
        {
            Name = "测试一号有限公司",
            Kinds = [],
            InDistrict = true,
            PendingBank = PendingBank.From(new BankAccount("测试银行", "测试一号有限公司", "0002"), new Actor("portal-1", "测试一号", Roles.Portal, "*")),
            AccountsFrom = [],
            Version = 3,
            Rulings = [new AccountRuling("ab", [123, 125], new EnterpriseView { Uscc = OwnUscc, Name = "测试一号有限公司", Kinds = [], InDistrict = true, Version = 2 })],
        },
        """{"current":{"name":"测试一号有限公司","kinds":[],"inDistrict":true,"legalRepresentative":null,"contact":null,"bank":null,"pendingBank":{"account":{"bankName":"测试银行","accountName":"测试一号有限公司","accountNumber":"0002"},"proposedBy":["portal-1"],"names":["测试一号"]},"accountsFrom":[],"version":3,"rulings":[{"operation":"ab","request":"e30=","answer":{"uscc":"91330105T0000000A1","name":"测试一号有限公司","kinds":[],"inDistrict":true,"legalRepresentative":null,"contact":null,"bank":null,"pendingBank":null,"version":2,"pendingBankProposedBy":null}}]},"intended":null}""");

    [Fact]
    public void Honours_and_inputs_of_a_year_read_as_they_were_stored()
    {
        IsStoredAs(
            new HonoursRecord([new HonourEntry
            {
                Uscc = OwnUscc, Name = "测试一号有限公司", Grounds = "甲", Document = new OfficialDocument("测试通知", "1号"), HonouredOn = Day("2019-01-02"), Number = 1, Version = 2, TakenOff = true,
            }]),
            """{"current":{"entries":[{"uscc":"91330105T0000000A1","name":"测试一号有限公司","grounds":"甲","document":{"title":"测试通知","number":"1号"},"honouredOn":"2019-01-02","number":1,"version":2,"takenOff":true}]},"intended":null}""");
        IsStoredAs(
            new ReportInputsRecord { SkilledWorkers = 10, HighSkilledWorkers = 3, Source = "年报", Version = 1 },
            """{"current":{"skilledWorkers":10,"highSkilledWorkers":3,"source":"年报","version":1},"intended":null}""");
    }

    [Fact]
    public void A_studio_reads_as_it_was_stored() => IsStoredAs(
        new MasterStudioRecord
        {
            Name = "测试大师工作室",
            Leader = new NamedPerson("测试一号"),
            Host = OwnUscc,
            Level = StudioLevel.Municipal,
            RecognisedOn = Day("2018-03-01"),
            Document = new OfficialDocument("认定文件", "5号"),
            Version = 1,
        },
        """{"current":{"name":"测试大师工作室","leader":{"name":"测试一号"},"host":"91330105T0000000A1","level":"municipal","recognisedOn":"2018-03-01","document":{"title":"认定文件","number":"5号"},"version":1},"intended":null}""");

    [Fact]
    public void A_competition_reads_as_it_was_stored() => IsStoredAs(
        new CompetitionRecord
        {
            Name = "技能竞赛",
            Year = 2018,
            Class = CompetitionClass.WorldSkills,
            Organiser = OwnUscc,
            Document = new OfficialDocument("通知", "1号"),
            Version = 1,
        },
        """{"current":{"name":"技能竞赛","year":2018,"class":"worldSkills","organiser":"91330105T0000000A1","document":{"title":"通知","number":"1号"},"version":1},"intended":null}""");

    [Fact]
    public void A_plan_reads_as_it_was_stored() => IsStoredAs(
        new TrainingPlanRecord
        {
            Applicant = OwnUscc,
            Title = "焊工高级班",
            Occupation = new Occupation("6-18-02-04", "焊工"),
            Level = SkillLevel.Senior,
            ClassStartsOn = Day("2018-03-20"),
            ClassEndsOn = Day("2018-04-10"),
            Timetable = [new Lesson(Day("2018-03-20"), new TimeOnly(9, 0), new TimeOnly(17, 30), "理论")],
            Trainees = [new FiledTrainee("w_a", "测试一号", "330105196001011234")],
            FiledOn = Day("2018-03-05"),
            FirstNamedOn = new() { ["w_a"] = Day("2018-03-05") },
            ReceivedOnPaper = new PaperReceived(Day("2018-03-05"), "r-1"),
            Version = 1,
        },
        """{"current":{"applicant":"91330105T0000000A1","title":"焊工高级班","occupation":{"code":"6-18-02-04","name":"焊工"},"level":"senior","classStartsOn":"2018-03-20","classEndsOn":"2018-04-10","timetable":[{"on":"2018-03-20","from":"09:00:00","to":"17:30:00","subject":"理论"}],"trainees":[{"workerRef":"w_a","name":"测试一号","idNumber":"330105196001011234"}],"filedOn":"2018-03-05","firstNamedOn":{"w_a":"2018-03-05"},"receivedOnPaper":{"on":"2018-03-05","register":"r-1"},"version":1},"intended":null}""");

    [Fact]
    public void A_calendar_reads_as_it_was_stored() => IsStoredAs(
        new CalendarRecord(new() { [2018] = new CalendarView(2018, [Day("2018-05-01")], [Day("2018-04-28")], "通知", 2) }),
        """{"current":{"years":{"2018":{"year":2018,"weekdaysOff":["2018-05-01"],"weekendDaysWorked":["2018-04-28"],"source":"通知","version":2}}},"intended":null}""");

    [Fact]
    public void A_change_that_was_begun_reads_as_it_was_stored()
    {
        var record = new CalendarRecord([]);
        var begun = new Registered<CalendarRecord> { Intended = new Intent<CalendarRecord>(record, Note) };
        const string Stored = """{"current":null,"intended":{"next":{"years":{}},"note":{"type":"x.changed","actor":"staff-1","at":"2018-03-05T09:00:00+08:00","subject":"x","body":"e30="}}}""";
        Assert.Equal(Stored, JsonSerializer.Serialize(begun, RegistryStateSerializer.Json));
        var read = JsonSerializer.Deserialize<Registered<CalendarRecord>>(Stored, RegistryStateSerializer.Json)!;
        Assert.Equal(Note with { Body = read.Intended!.Note.Body }, read.Intended.Note);
        Assert.Equal(Note.Body, read.Intended.Note.Body);
    }

    private static void IsStoredAs<T>(T record, string stored)
        where T : class
    {
        Assert.Equal(stored, JsonSerializer.Serialize(new Registered<T> { Current = record }, RegistryStateSerializer.Json));
        var read = JsonSerializer.Deserialize<Registered<T>>(stored, RegistryStateSerializer.Json)!;
        Assert.Equal(stored, JsonSerializer.Serialize(read, RegistryStateSerializer.Json));
    }
}
