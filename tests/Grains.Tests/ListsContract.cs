using System.Text.Json;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;
using Gongshu.Testing.Samples;
using static Gongshu.Grains.Tests.RegistriesSamples;

namespace Gongshu.Grains.Tests;

public sealed class ListsOnSqliteTests(RegistriesOnSqlite shared) : ListsContract(shared), IClassFixture<RegistriesOnSqlite>;

public sealed class ListsOnPostgreSqlTests(RegistriesOnPostgreSql shared) : ListsContract(shared), IClassFixture<RegistriesOnPostgreSql>;

/// <summary>Lists, search and look-up on a whole silo, on either database. The tests keep apart by their organisations and persons.</summary>
public abstract class ListsContract(RegistriesShared shared)
{
    private static readonly SamplePeople People = new(seed: 82);

    private RegistriesHost Host => shared.Host;

    [Fact]
    public async Task A_portal_lists_its_own_cases_and_nothing_under_a_foreign_filter()
    {
        var (own, other) = (People.Enterprise(1), People.Enterprise(2));
        await Host.RegisterAsync(own);
        await Host.RegisterAsync(other);
        var mine = await Host.SubmitAsync(own, People[1]);
        var theirs = await Host.SubmitAsync(other, People[2]);

        Assert.Equal([mine.CaseNumber], await NumbersAsync(Query(), Portal(own.Uscc)));
        Assert.Equal([mine.CaseNumber], await NumbersAsync(Query() with { Applicant = own.Uscc }, Portal(own.Uscc)));
        Assert.Empty(await NumbersAsync(Query() with { Applicant = other.Uscc }, Portal(own.Uscc)));
        Assert.Empty(await NumbersAsync(Query() with { Text = theirs.CaseNumber.ToString() }, Portal(own.Uscc)));
        Assert.Equal([theirs.CaseNumber], await NumbersAsync(Query() with { Applicant = other.Uscc }, Portal("*")));
        Assert.Equal([theirs.CaseNumber], await NumbersAsync(Query() with { Text = theirs.CaseNumber.ToString() }, RegistriesHost.Auditor));
        Assert.Empty(await NumbersAsync(Query(), new Actor("nobody", "无", default, null)));
    }

    [Fact]
    public async Task A_listed_case_is_the_answer_of_its_submission_without_lines()
    {
        var organisation = People.Enterprise(3);
        await Host.RegisterAsync(organisation);
        var submitted = await Host.SubmitAsync(organisation, People[3], People[4]);
        var listed = Assert.Single((await Host.Lists.Cases(Query() with { Applicant = organisation.Uscc }, RegistriesHost.Auditor)).Value!.Items);
        Assert.Null(listed.Lines);
        Assert.Equal(
            (submitted.Status, submitted.Version, submitted.Window, submitted.Policy, submitted.Programme, submitted.Applicant, submitted.Amount, submitted.AmountInWords, submitted.Receipt),
            (listed.Status, listed.Version, listed.Window, listed.Policy, listed.Programme, listed.Applicant, listed.Amount, listed.AmountInWords, listed.Receipt));
        Assert.Equal("壹仟元整", listed.AmountInWords);
        Assert.Empty(await NumbersAsync(Query() with { Applicant = organisation.Uscc, Status = CaseStatus.Approved }, RegistriesHost.Auditor));
        Assert.Empty(await NumbersAsync(Query() with { Applicant = organisation.Uscc, Programme = Programme.WorldSkills }, RegistriesHost.Auditor));
        Assert.Single(await NumbersAsync(Query() with { Applicant = organisation.Uscc, Window = WindowId.Parse("2018Q1"), Programme = Programme.SkillUpgrade }, RegistriesHost.Auditor));
    }

    [Fact]
    public async Task Pages_are_whole_and_in_order_while_cases_are_added()
    {
        var organisation = People.Enterprise(4);
        await Host.RegisterAsync(organisation);
        var before = new List<CaseNumber>();
        for (var i = 0; i < 11; i++) before.Add((await Host.SubmitAsync(organisation, People[100 + i])).CaseNumber);

        var seen = new List<CaseNumber>();
        var added = 0;
        var query = Query() with { Applicant = organisation.Uscc, Limit = 3 };
        do
        {
            var page = (await Host.Lists.Cases(query, Portal(organisation.Uscc))).Value!;
            seen.AddRange(page.Items.Select(item => item.CaseNumber));
            query = query with { Cursor = page.NextCursor };
            await Host.SubmitAsync(organisation, People[200 + added++]);
        }
        while (query.Cursor is not null);

        before.Reverse();
        Assert.Equal(before, seen);
    }

    [Fact]
    public async Task A_cursor_from_elsewhere_is_refused()
    {
        var organisation = People.Enterprise(5);
        await Host.RegisterAsync(organisation);
        await Host.SubmitAsync(organisation, People[5]);
        await Host.SubmitAsync(organisation, People[6]);
        var query = Query() with { Applicant = organisation.Uscc, Limit = 1 };
        var cursor = (await Host.Lists.Cases(query, RegistriesHost.Auditor)).Value!.NextCursor!;
        Assert.Single((await Host.Lists.Cases(query with { Cursor = cursor }, RegistriesHost.Auditor)).Value!.Items);

        await IsRefused(Host.Lists.Cases(query with { Cursor = cursor, Applicant = null }, RegistriesHost.Auditor));
        await IsRefused(Host.Lists.Cases(query with { Cursor = cursor, Status = CaseStatus.Submitted }, RegistriesHost.Auditor));
        await IsRefused(Host.Lists.Cases(query with { Cursor = cursor + "A" }, RegistriesHost.Auditor));
        await IsRefused(Host.Lists.Cases(query with { Cursor = cursor[..^1] }, RegistriesHost.Auditor));
        await IsRefused(Host.Lists.Cases(query with { Cursor = "" }, RegistriesHost.Auditor));
        await IsRefused(Host.Lists.Events(new EventQuery(null, null, null, null, cursor, 50)));
        await IsRefused(Host.Lists.Enterprises(new RegistryQuery(organisation.Uscc, null, cursor, 50), RegistriesHost.Auditor));
        await IsRefused(Host.Lists.Batches(null, cursor, 50));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task A_limit_out_of_range_is_refused(int limit)
    {
        var fault = Assert.Single((await Host.Lists.Cases(Query() with { Limit = limit }, RegistriesHost.Auditor)).Refusal!.Errors!);
        Assert.Equal(("/limit", "out-of-range"), (fault.Pointer, fault.Code));
    }

    [Fact]
    public async Task A_person_is_found_by_number_and_by_whole_name()
    {
        var organisation = People.Enterprise(6);
        await Host.RegisterAsync(organisation);
        var submitted = await Host.SubmitAsync(organisation, People[7], People[8]);
        foreach (var search in (PersonSearch[])[new(People[8].IdNumber, null, null, 50), new(null, People[8].Name, null, 50), new(null, $" {People[8].Name} ", null, 50)])
            Assert.Equal([submitted.CaseNumber], (await Host.Lists.Search(search, RegistriesHost.Auditor)).Value!.Items.Select(item => item.CaseNumber));
        Assert.Empty((await Host.Lists.Search(new(null, People[8].Name[..^1], null, 50), RegistriesHost.Auditor)).Value!.Items);
        Assert.Empty((await Host.Lists.Search(new(People[9].IdNumber, null, null, 50), RegistriesHost.Auditor)).Value!.Items);
        Assert.Equal(ProblemCode.InvalidRequest, (await Host.Lists.Search(new("330105", null, null, 50), RegistriesHost.Auditor)).Refusal!.Code);
        Assert.Equal(ProblemCode.InvalidRequest, (await Host.Lists.Search(new(null, null, null, 50), RegistriesHost.Auditor)).Refusal!.Code);
        var reference = submitted.Lines![1].WorkerRef!;
        Assert.Single(await Host.AuditAsync("worker.searched", reference));
    }

    [Theory]
    [InlineData(Roles.Admin, null)]
    [InlineData(Roles.Portal, "*")]
    public async Task Who_may_not_ask_for_persons_learns_nothing(Roles roles, string? org)
    {
        var organisation = People.Enterprise(7);
        await Host.RegisterAsync(organisation);
        await Host.Plan($"pln.{roles}").Put(RegistriesContract.Plan(organisation, People[10]), RegistriesHost.Handler, null);
        var actor = new Actor("u-1", "测试", roles, org);
        Assert.Equal(ProblemCode.Forbidden, (await Host.Lists.Search(new(People[10].IdNumber, null, null, 50), actor)).Refusal!.Code);
        Assert.Null(await Host.Lists.Lookup(People[10].IdNumber, actor));
        Assert.NotNull(await Host.Lists.Lookup(People[10].IdNumber, RegistriesHost.Auditor));
    }

    [Fact]
    public async Task A_worker_is_looked_up_by_a_case_or_a_filing_and_each_look_is_told()
    {
        var organisation = People.Enterprise(8);
        await Host.RegisterAsync(organisation);
        var submitted = await Host.SubmitAsync(organisation, People[11]);
        await Host.Plan("pln.lookup").Put(RegistriesContract.Plan(organisation, People[12]), Portal(organisation.Uscc), null);

        var worker = (await Host.Lists.Lookup(People[11].IdNumber, RegistriesHost.Auditor))!;
        Assert.Equal(new WorkerView(submitted.Lines![0].WorkerRef!, submitted.Lines[0].MaskedId!, People[11].Name), worker);
        var trainee = (await Host.Lists.Lookup(People[12].IdNumber, RegistriesHost.Handler))!;
        Assert.Equal(People[12].Name, trainee.Name);
        Assert.Null(await Host.Lists.Lookup(People[13].IdNumber, RegistriesHost.Auditor));
        Assert.Null(await Host.Lists.Lookup("not a number", RegistriesHost.Auditor));
        Assert.Single(await Host.AuditAsync("worker.lookedUp", worker.WorkerRef));
    }

    [Fact]
    public async Task Who_was_taken_off_a_plan_is_not_found_by_it()
    {
        var organisation = People.Enterprise(9);
        await Host.Plan("pln.off").Put(RegistriesContract.Plan(organisation, People[14], People[15]), Portal(organisation.Uscc), null);
        await Host.Plan("pln.off").Put(RegistriesContract.Plan(organisation, People[14]), Portal(organisation.Uscc), null);
        Assert.NotNull(await Host.Lists.Lookup(People[14].IdNumber, RegistriesHost.Auditor));
        Assert.Null(await Host.Lists.Lookup(People[15].IdNumber, RegistriesHost.Auditor));
    }

    [Fact]
    public async Task Registries_are_listed_newest_first_under_the_callers_ownership()
    {
        var organisations = Enumerable.Range(20, 5).Select(n => People.Enterprise(n)).ToArray();
        foreach (var organisation in organisations)
        {
            await Host.Enterprise(organisation.Uscc).Put(RegistriesHost.FormOf(organisation) with { Name = "列表测试" + organisation.Name }, RegistriesHost.Handler, null);
            await Host.Plan("pln." + organisation.Uscc).Put(RegistriesContract.Plan(organisation, People[16]), Portal(organisation.Uscc), null);
        }

        var names = new List<string>();
        var query = new RegistryQuery(null, "列表测试", null, 2);
        do
        {
            var page = (await Host.Lists.Enterprises(query, RegistriesHost.Auditor)).Value!;
            names.AddRange(page.Items.Select(item => item.Uscc));
            query = query with { Cursor = page.NextCursor };
        }
        while (query.Cursor is not null);

        Assert.Equal(organisations.Select(organisation => organisation.Uscc).Reverse(), names);
        var own = Portal(organisations[0].Uscc);
        Assert.Equal([organisations[0].Uscc], (await Host.Lists.Enterprises(new(null, null, null, 50), own)).Value!.Items.Select(item => item.Uscc));
        Assert.Empty((await Host.Lists.Enterprises(new(organisations[1].Uscc, null, null, 50), own)).Value!.Items);
        Assert.Equal(["pln." + organisations[0].Uscc], (await Host.Lists.TrainingPlans(new(null, null, null, 50), own)).Value!.Items.Select(item => item.Id));
        Assert.Empty((await Host.Lists.TrainingPlans(new(organisations[1].Uscc, null, null, 50), own)).Value!.Items);
        Assert.Single((await Host.Lists.TrainingPlans(new(organisations[1].Uscc, null, null, 50), Portal("*"))).Value!.Items);
    }

    [Fact]
    public async Task Studios_and_competitions_are_for_everybody_and_refused_ones_are_not_listed()
    {
        await Host.Studio("list.1").Put(RegistriesContract.Studio("列表工作室", "31号"), RegistriesHost.Handler, null);
        await Host.Studio("list.2").Put(RegistriesContract.Studio("列表工作室", "31号"), RegistriesHost.Handler, null);
        await Host.Competition("list.1").Put(RegistriesContract.Competition(2040) with { Name = "列表竞赛" }, RegistriesHost.Handler, null);
        var portal = Portal(OwnUscc);
        Assert.Equal(["list.1"], (await Host.Lists.MasterStudios(new(null, "列表工作室", null, 50), portal)).Value!.Items.Select(item => item.Id));
        Assert.Equal(["list.1"], (await Host.Lists.Competitions(new(null, "列表竞赛", null, 50), portal)).Value!.Items.Select(item => item.Id));
    }

    [Fact]
    public async Task Events_of_all_streams_are_listed_without_their_contents()
    {
        var organisation = People.Enterprise(30);
        await Host.RegisterAsync(organisation);
        var submitted = await Host.SubmitAsync(organisation, People[30]);
        var changed = (await Host.Lists.Events(new("u-handler", "enterprise.changed", null, null, null, 1))).Value!;
        var entry = Assert.Single(changed.Items);
        Assert.Equal(("enterprise.changed", "u-handler", null), (entry.Type, entry.Actor, entry.Data));
        var cases = (await Host.Lists.Events(new(null, "case.submitted", null, null, null, 200))).Value!;
        Assert.Contains(cases.Items, item => item.CaseNumber == submitted.CaseNumber.ToString());
        Assert.Empty((await Host.Lists.Events(new(null, null, Host.Clock.Now.AddDays(1), null, null, 50))).Value!.Items);
    }

    [Fact]
    public async Task Policies_are_read_as_their_files_say_them()
    {
        var policies = Host.Grains.GetGrain<IPolicyGrain>(0);
        Assert.Equal(["gongshu-2018"], await policies.List());
        using var file = JsonDocument.Parse((await policies.Get("gongshu-2018"))!);
        Assert.Equal("gongshu-2018", file.RootElement.GetProperty("id").GetString());
        Assert.Null(await policies.Get("gongshu-2019"));
    }

    private static CaseQuery Query() => new(null, null, null, null, null, null, 200);

    private static async Task IsRefused<T>(Task<Answer<PageOf<T>>> page)
    {
        var fault = Assert.Single((await page).Refusal!.Errors!);
        Assert.Equal(("/cursor", "unknown-value"), (fault.Pointer, fault.Code));
    }

    private async Task<CaseNumber[]> NumbersAsync(CaseQuery query, Actor actor) =>
        [.. (await Host.Lists.Cases(query, actor)).Value!.Items.Select(item => item.CaseNumber)];
}
