using System.Net;
using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>Deadlines, by moving the clock: what is told, what lapses, and that both happen once and without anybody's call.</summary>
public abstract class DeadlineContract(District district)
{
    [Fact]
    public async Task Deadlines_are_told_once_and_a_case_that_was_not_corrected_lapses_by_itself_and_frees_its_keys()
    {
        var employer = await district.RegisterAsync("employer");
        var person = district.Person();
        var (returned, waiting, rejected) = (await FileAsync(employer, Forms.UpgradeLine(person)), await FileAsync(employer), await FileAsync(employer));
        (await returned.DecideAsync(district.Handler, "handler", "return")).Expect(HttpStatusCode.OK);
        await rejected.RejectAsync();
        var appeal = new JsonObject { ["lines"] = new JsonArray(1), ["grounds"] = "测试理由" };
        (await employer.Caller.PostAsync($"/applications/{rejected.Number}/appeals", appeal)).Expect(HttpStatusCode.Created);
        Assert.Equal("2018-03-19", (await returned.ReadAsync())["dueOn"]!.GetValue<string>());

        // The stage and the appeal may take until Monday the 12th, the correction until Monday the 19th.
        await district.MoveClockAsync("2018-03-12T23:00:00+08:00");
        Assert.Empty(await EventsAsync("case.overdue"));
        await district.MoveClockAsync("2018-03-13T00:00:05+08:00");
        await district.MoveClockAsync("2018-03-13T23:00:00+08:00");
        Assert.Equal(Sorted(waiting, rejected), await EventsAsync("case.overdue"));
        Assert.Empty(await EventsAsync("case.correctionDue"));
        await district.MoveClockAsync("2018-03-14T00:00:05+08:00");
        await district.MoveClockAsync("2018-03-19T23:00:00+08:00");
        Assert.Equal([returned.Number], await EventsAsync("case.correctionDue"));
        Assert.Equal("returned", await returned.StatusAsync());

        await district.MoveClockAsync("2018-03-20T00:00:05+08:00");
        Assert.Equal([returned.Number], await EventsAsync("case.lapsed"));
        Assert.Equal("lapsed", await returned.StatusAsync());
        await FileAsync(await district.RegisterAsync("employer"), Forms.UpgradeLine(person));

        await ShowsInTheAuditOfTheCaseAsync(returned, waiting);
        (await waiting.DecideAsync(district.Handler, "handler", "pass")).Expect(HttpStatusCode.OK);

        await district.MoveClockAsync("2018-03-28T00:00:05+08:00");
        await district.MoveClockAsync("2018-03-29T00:00:05+08:00");
        Assert.Single((await Auditor().ReadAsync("/audit?type=window.closingSoon"))["items"]!.AsArray());
    }

    /// <summary>In the order in which it happened, in a stream of its own: the version of the case is not raised.</summary>
    private async Task ShowsInTheAuditOfTheCaseAsync(Case returned, Case waiting)
    {
        var items = (await district.Handler.ReadAsync($"/applications/{returned.Number}/audit"))["items"]!.AsArray();
        Assert.Equal(["case.submitted", "case.returned", "case.correctionDue", "case.lapsed"], items.Select(item => item!["type"]!.GetValue<string>()));
        Assert.Equal([1, 2, 1, 3], items.Select(item => item!["version"]!.GetValue<int>()));
        Assert.All(items, item => Assert.Equal(returned.Number, item!["caseNumber"]!.GetValue<string>()));
        Assert.Equal("system", items[2]!["actor"]!.GetValue<string>());
        Assert.Equal(1, (await waiting.ReadAsync())["version"]!.GetValue<int>());
    }

    private async Task<string[]> EventsAsync(string type) =>
        [.. (await Auditor().ReadAsync($"/audit?type={type}"))["items"]!.AsArray().Select(item => item!["caseNumber"]!.GetValue<string>()).Order(StringComparer.Ordinal)];

    // A leader reads the whole audit too.
    private Staff Auditor() => district.Leader;

    private static string[] Sorted(params Case[] cases) => [.. cases.Select(filed => filed.Number).Order(StringComparer.Ordinal)];

    private Task<Case> FileAsync(Portal employer, JsonObject? line = null) =>
        employer.FileAsync(Forms.SkillUpgrade(employer, line ?? Forms.UpgradeLine(district.Person())));
}

public sealed class Deadlines_on_SQLite(OnSqlite program) : DeadlineContract(program.District), IClassFixture<OnSqlite>;

public sealed class Deadlines_on_PostgreSQL(OnPostgreSql program) : DeadlineContract(program.District), IClassFixture<OnPostgreSql>;
