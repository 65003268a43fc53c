using Gongshu.Grains.Interfaces;
using Gongshu.Policy;
using Gongshu.Testing.Samples;
using static Gongshu.Grains.Tests.RegistriesSamples;

namespace Gongshu.Grains.Tests;

public sealed class RegistriesOnSqliteTests(RegistriesOnSqlite shared) : RegistriesContract(shared), IClassFixture<RegistriesOnSqlite>;

public sealed class RegistriesOnPostgreSqlTests(RegistriesOnPostgreSql shared) : RegistriesContract(shared), IClassFixture<RegistriesOnPostgreSql>;

/// <summary>The registry grains on a whole silo, on either database.</summary>
public abstract class RegistriesContract(RegistriesShared shared)
{
    private static readonly SamplePeople People = new(seed: 81);

    private RegistriesHost Host => shared.Host;

    [Fact]
    public async Task Everything_registered_reads_back_after_a_restart()
    {
        var organisation = People.Enterprise(1);
        await Host.RegisterAsync(organisation);
        await Host.Studio("std.1").Put(Studio("测试工作室一", "1号"), RegistriesHost.Handler, null);
        await Host.Competition("cmp.1").Put(Competition(2031), RegistriesHost.Handler, null);
        await Host.Plan("pln.1").Put(Plan(organisation, People[1]), Portal(organisation.Uscc), null);
        await Host.Calendar.Put(2031, new CalendarForm([Day("2031-01-01")], [], "通知"), RegistriesHost.Admin, null);
        var before = await AllAsync();

        await shared.RestartAsync();
        Assert.Equal(before, await AllAsync());

        async Task<string> AllAsync() => System.Text.Json.JsonSerializer.Serialize(new object?[]
        {
            await Host.Enterprise(organisation.Uscc).Get(RegistriesHost.Handler), await Host.Enterprise(organisation.Uscc).Profile(),
            await Host.Studio("std.1").Get(), await Host.Competition("cmp.1").Get(), await Host.Plan("pln.1").Get(RegistriesHost.Handler),
            await Host.Plan("pln.1").Facts(), await Host.Calendar.Get(2031),
        });
    }

    [Theory]
    [InlineData(2, WriteFault.Refused, typeof(StorageUnavailableException))]
    [InlineData(3, WriteFault.Conflict, typeof(StorageConflictException))]
    [InlineData(4, WriteFault.Unreadable, typeof(OutcomeUnknownException))]
    public async Task A_write_that_failed_leaves_the_old_record_and_no_activation(int index, WriteFault fault, Type told)
    {
        var organisation = People.Enterprise(index);
        await Host.RegisterAsync(organisation);
        var reads = Host.Faults.ReadsOf(GrainKeys.Enterprise(organisation.Uscc));
        Host.Faults.OnWrites(fault);

        await Assert.ThrowsAsync(told, () => Host.Enterprise(organisation.Uscc).Put(new EnterpriseForm { Name = "新名" }, RegistriesHost.Handler, null));

        var view = await Host.Enterprise(organisation.Uscc).Get(RegistriesHost.Handler);
        Assert.Equal((organisation.Name, 1), (view!.Name, view.Version));
        Assert.Equal(reads + 1, Host.Faults.ReadsOf(GrainKeys.Enterprise(organisation.Uscc)));
        Assert.Single(await Host.AuditAsync("enterprise.changed", organisation.Uscc));
    }

    [Theory]
    [InlineData(5, WriteFault.AnswerLost, null)]
    [InlineData(6, null, WriteFault.Refused)]
    [InlineData(7, null, WriteFault.Conflict)]
    [InlineData(8, null, WriteFault.AnswerLost)]
    public async Task A_change_that_broke_off_is_carried_out_by_the_next_call(int index, WriteFault? first, WriteFault? second)
    {
        var organisation = People.Enterprise(index);
        await Host.RegisterAsync(organisation);
        Host.Faults.OnWrites(first, second);

        await Assert.ThrowsAsync<OutcomeUnknownException>(() =>
            Host.Enterprise(organisation.Uscc).Put(new EnterpriseForm { Name = "新名" }, RegistriesHost.Handler, null));

        var view = await Host.Enterprise(organisation.Uscc).Get(RegistriesHost.Handler);
        Assert.Equal(("新名", 2), (view!.Name, view.Version));
        Assert.InRange((await Host.AuditAsync("enterprise.changed", organisation.Uscc)).Length, 2, 3);
    }

    [Theory]
    [InlineData(9, "PutAsync")]
    [InlineData(10, "AppendAuditAsync")]
    public async Task Without_the_ledger_nothing_comes_into_force_and_with_it_what_was_begun_does(int index, string broken)
    {
        var organisation = People.Enterprise(index);
        await Host.RegisterAsync(organisation);
        Host.Faults.BreakLedger(broken);
        try
        {
            await Assert.ThrowsAsync<OutcomeUnknownException>(() =>
                Host.Enterprise(organisation.Uscc).Put(new EnterpriseForm { Name = "新名" }, RegistriesHost.Handler, null));
            await Assert.ThrowsAsync<StorageUnavailableException>(() => Host.Enterprise(organisation.Uscc).Get(RegistriesHost.Handler));
        }
        finally
        {
            Host.Faults.BreakLedger(null);
        }

        Assert.Equal("新名", (await Host.Enterprise(organisation.Uscc).Get(RegistriesHost.Handler))!.Name);
        Assert.Equal(2, (await Host.AuditAsync("enterprise.changed", organisation.Uscc)).Length);
    }

    [Fact]
    public async Task Of_ten_who_saw_one_version_one_changes_it()
    {
        var organisation = People.Enterprise(11);
        await Host.RegisterAsync(organisation);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(n =>
            Host.Enterprise(organisation.Uscc).Put(new EnterpriseForm { Name = $"新名{n}" }, RegistriesHost.Handler, 1)));
        var winner = Assert.Single(answers, answer => answer.Refusal is null);
        Assert.All(answers.Where(answer => answer != winner), answer => Assert.Equal(ProblemCode.StaleVersion, answer.Refusal!.Code));
        Assert.Equal(winner.Value!.Name, (await Host.Enterprise(organisation.Uscc).Get(RegistriesHost.Handler))!.Name);
    }

    [Fact]
    public async Task One_studio_gets_one_id_however_many_are_tried_at_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async n =>
            (Id: $"race.{n}", Answer: await Host.Studio($"race.{n}").Put(Studio("测试竞争工作室", n % 2 == 0 ? "拱人社〔2018〕9号" : "拱人社[2018] 9号"), RegistriesHost.Handler, null))));
        var (winner, _) = Assert.Single(answers, one => one.Answer.Refusal is null);
        foreach (var (id, answer) in answers.Where(one => one.Id != winner))
        {
            Assert.Equal((ProblemCode.AlreadyRegistered, winner), (answer.Refusal!.Code, answer.Refusal.RegisteredAs));
            Assert.Null(await Host.Studio(id).Get());
        }

        Assert.Equal(2, (await Host.Studio(winner).Put(Studio("测试竞争工作室", "拱人社〔2018〕9号"), RegistriesHost.Handler, null)).Value!.Version);
    }

    [Fact]
    public async Task A_year_has_one_worldskills_competition_until_that_one_becomes_another()
    {
        var skills = Competition(2032) with { Class = CompetitionClass.WorldSkills };
        Assert.True((await Host.Competition("ws.1").Put(skills, RegistriesHost.Handler, null)).Created);
        Assert.Equal("ws.1", (await Host.Competition("ws.2").Put(skills with { Name = "另一场" }, RegistriesHost.Handler, null)).Refusal!.RegisteredAs);
        Assert.True((await Host.Competition("ws.3").Put(Competition(2032), RegistriesHost.Handler, null)).Created);
        await Host.Competition("ws.1").Put(skills with { Year = 2033 }, RegistriesHost.Handler, null);
        Assert.True((await Host.Competition("ws.2").Put(skills, RegistriesHost.Handler, null)).Created);
    }

    [Fact]
    public async Task A_refused_name_leaves_what_was_registered_before()
    {
        await Host.Studio("kept.1").Put(Studio("测试工作室甲", "21号"), RegistriesHost.Handler, null);
        await Host.Studio("kept.2").Put(Studio("测试工作室乙", "22号"), RegistriesHost.Handler, null);
        Assert.Equal("kept.1", (await Host.Studio("kept.2").Put(Studio("测试工作室甲", "21号"), RegistriesHost.Handler, null)).Refusal!.RegisteredAs);
        Assert.Equal("测试工作室乙", (await Host.Studio("kept.2").Get())!.Name);
        Assert.Equal("kept.2", (await Host.Studio("kept.3").Put(Studio("测试工作室乙", "22号"), RegistriesHost.Handler, null)).Refusal!.RegisteredAs);
    }

    [Fact]
    public async Task Another_account_after_the_first_case_waits_for_a_second_person()
    {
        var organisation = People.Enterprise(12);
        await Host.RegisterAsync(organisation);
        var other = RegistriesHost.AccountOf(organisation) with { AccountNumber = "0002999900001112222" };
        await Host.SubmitAsync(organisation, People[2]);

        var pending = (await Host.Enterprise(organisation.Uscc).Put(new EnterpriseForm { Name = organisation.Name, Bank = other }, Portal(organisation.Uscc), null)).Value!;
        Assert.EndsWith(organisation.AccountNumber[^4..], pending.Bank!.AccountNumber, StringComparison.Ordinal);
        Assert.Equal("***************2222", pending.PendingBank!.AccountNumber);
        var finance = Staff(Roles.Finance, "u-finance");
        var confirmed = (await Host.Enterprise(organisation.Uscc).ConfirmBank(new RuleOnAccount(true, "电话核实", null, null, finance))).Value!;
        Assert.Equal(("***************2222", null), (confirmed.Bank!.AccountNumber, confirmed.PendingBank));
        Assert.Equal(other, (await Host.Enterprise(organisation.Uscc).Profile())!.Bank);
        Assert.Equal(ProblemCode.IllegalTransition, (await Host.Enterprise(organisation.Uscc).ConfirmBank(new RuleOnAccount(true, null, null, null, finance))).Refusal!.Code);
        var key = new OperationKey("aa11", "{}"u8.ToArray());
        await Host.Enterprise(organisation.Uscc).Put(new EnterpriseForm { Name = organisation.Name, Bank = RegistriesHost.AccountOf(organisation) }, Portal(organisation.Uscc), null);
        var refusal = new RuleOnAccount(false, "账户不符", null, key, finance);
        var refused = await Host.Enterprise(organisation.Uscc).ConfirmBank(refusal);
        var again = await Host.Enterprise(organisation.Uscc).ConfirmBank(refusal);
        Assert.Equal((false, true, refused.Value!.Version), (refused.Replayed, again.Replayed, again.Value!.Version));
        Assert.Equal(ProblemCode.IdempotencyKeyReused, (await Host.Enterprise(organisation.Uscc).ConfirmBank(refusal with { Operation = key with { Request = "[]"u8.ToArray() } })).Refusal!.Code);
        Assert.Single(await Host.AuditAsync("enterprise.bankRefused", organisation.Uscc));
        Assert.Contains("电话核实", Assert.Single(await Host.AuditAsync("enterprise.bankConfirmed", organisation.Uscc)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_portal_sees_its_own_organisation_only()
    {
        var organisation = People.Enterprise(13);
        await Host.RegisterAsync(organisation);
        await Host.Plan("pln.own").Put(Plan(organisation, People[3]), RegistriesHost.Handler, null);
        var stranger = Portal(People.Enterprise(14).Uscc);
        Assert.Null(await Host.Enterprise(organisation.Uscc).Get(stranger));
        Assert.Null(await Host.Plan("pln.own").Get(stranger));
        Assert.Equal(ProblemCode.NotFound, (await Host.Enterprise(organisation.Uscc).Put(new EnterpriseForm { Name = "甲" }, stranger, null)).Refusal!.Code);
        Assert.NotNull(await Host.Enterprise(organisation.Uscc).Get(Portal(organisation.Uscc)));
        Assert.NotNull(await Host.Plan("pln.own").Get(Portal("*")));
    }

    [Fact]
    public async Task No_audit_entry_of_a_registry_holds_a_number_in_full()
    {
        var organisation = People.Enterprise(15);
        await Host.RegisterAsync(organisation);
        await Host.Plan("pln.audit").Put(Plan(organisation, People[4]), Portal(organisation.Uscc), null);
        var told = string.Concat([.. await Host.AuditAsync("enterprise.changed", organisation.Uscc), .. await Host.AuditAsync("plan.filed", "pln.audit")]);
        Assert.Contains("pln.audit", told, StringComparison.Ordinal);
        Assert.DoesNotContain(organisation.AccountNumber, told, StringComparison.Ordinal);
        Assert.DoesNotContain("12000001234", told, StringComparison.Ordinal);
        Assert.DoesNotContain(People[4].IdNumber, told, StringComparison.Ordinal);
        Assert.DoesNotContain(People[4].Name, told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filing_is_judged_by_the_calendar_as_it_is_now()
    {
        var organisation = People.Enterprise(16);
        var form = Plan(organisation, People[5]) with { ClassStartsOn = Day("2018-03-15"), ClassEndsOn = Day("2018-03-30") };
        var filed = (await Host.Plan("pln.calendar").Put(form, Portal(organisation.Uscc), null)).Value!;
        Assert.Equal(new Filing(Day("2018-03-05"), 7, InTime: true), filed.Filing);

        var year = (await Host.Calendar.Get(2018))!;
        var answer = await Host.Calendar.Put(2018, new CalendarForm([.. year.WeekdaysOff, Day("2018-03-09")], year.WeekendDaysWorked, "通知"), RegistriesHost.Admin, year.Version);
        Assert.Equal(year.Version + 1, answer.Value!.Version);
        Assert.Equal(new Filing(Day("2018-03-05"), 6, InTime: false), (await Host.Plan("pln.calendar").Get(RegistriesHost.Handler))!.Filing);
        await Host.Calendar.Put(2018, new CalendarForm(year.WeekdaysOff, year.WeekendDaysWorked, "通知"), RegistriesHost.Admin, answer.Value.Version);
        Assert.Equal(2, (await Host.AuditAsync("calendar.changed", "2018")).Length);
    }

    internal static TrainingPlanForm Plan(SampleOrganisation applicant, params SamplePerson[] people) => new()
    {
        Applicant = applicant.Uscc,
        Title = "焊工高级班",
        Occupation = new Occupation("6-18-02-04", "焊工"),
        Level = SkillLevel.Senior,
        ClassStartsOn = Day("2018-04-20"),
        ClassEndsOn = Day("2018-05-10"),
        Timetable = [new Lesson(Day("2018-04-20"), new TimeOnly(9, 0), new TimeOnly(17, 0), "理论")],
        Trainees = [.. people.Select(person => new Trainee(person.Name, person.IdNumber))],
    };

    internal static MasterStudioForm Studio(string name, string document) =>
        new(name, new NamedPerson("测试大师"), OwnUscc, StudioLevel.District, Day("2018-03-01"), new OfficialDocument("认定文件", document));

    internal static CompetitionForm Competition(int year) => new("技能竞赛", year, CompetitionClass.A, OwnUscc, new OfficialDocument("通知", "1号"));
}
