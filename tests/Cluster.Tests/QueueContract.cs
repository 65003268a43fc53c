using System.Net;
using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>What waits for whom, since when, due when.</summary>
public abstract class QueueContract(District district)
{
    [Fact]
    public async Task Each_officer_sees_what_waits_for_him_by_the_day_that_is_due()
    {
        var employer = await district.RegisterAsync("employer");
        var (submitted, recommended, endorsed, rejected) = (await FileAsync(employer), await FileAsync(employer), await FileAsync(employer), await FileAsync(employer));
        await PassAsync(recommended, "handler");
        await PassAsync(endorsed, "handler", "approver");
        await rejected.RejectAsync();
        var appeal = new JsonObject { ["lines"] = new JsonArray(1), ["grounds"] = "测试理由" };
        (await employer.Caller.PostAsync($"/applications/{rejected.Number}/appeals", appeal)).Expect(HttpStatusCode.Created);
        await district.MoveClockAsync("2018-03-06T09:00:00+08:00");
        var later = await FileAsync(employer);

        var handler = await QueueRead.OfAsync(district.Handler);
        Assert.Equal([submitted.Number, later.Number], handler.Numbers);
        Assert.Equal(["handler 2/0"], handler.Counts);
        Assert.Equal(["2018-03-12", "2018-03-13"], handler.Items.Select(item => item!["dueOn"]!.GetValue<string>()));
        Assert.Equal([recommended.Number], (await QueueRead.OfAsync(district.Approver)).Numbers);
        var leader = await QueueRead.OfAsync(district.Leader);
        Assert.Equal([endorsed.Number, rejected.Number], leader.Numbers);
        Assert.Equal(["decision", "appeal"], leader.Kinds);
        Assert.Equal(["leader 2/0"], leader.Counts);
        Assert.Equal(1, leader.Items[1]!["appeal"]!.GetValue<int>());
        Assert.Empty((await QueueRead.OfAsync(district.Finance)).Items);

        await ShowsWhoMayNotDecideAsync(recommended);
        await NarrowsAsync(submitted, later);
        await EverythingIsOverdueAsync(submitted, recommended, endorsed, rejected, later);
    }

    private static async Task ShowsAllStagesAsync(Staff person, params Case[] cases)
    {
        var all = await QueueRead.OfAsync(person);
        Assert.Equal(cases.Select(filed => filed.Number), all.Numbers);
        Assert.Equal(["handler 2/2", "approver 1/1", "leader 2/2", "finance 0/0"], all.Counts);
        Assert.All(all.MayDecide, Assert.False);
        Assert.All(all.Items, item => Assert.True(item!["overdue"]!.GetValue<bool>()));
    }

    /// <summary>The officer of the first stage sees the case at the second too, and that it is for somebody else.</summary>
    private async Task ShowsWhoMayNotDecideAsync(Case recommended)
    {
        Assert.Equal([true], (await QueueRead.OfAsync(district.Approver)).MayDecide);
        var both = await QueueRead.OfAsync(await district.StaffAsync("approver", district.Handler.Sub));
        Assert.Equal([recommended.Number], both.Numbers);
        Assert.Equal([false], both.MayDecide);
    }

    private async Task NarrowsAsync(Case submitted, Case later)
    {
        (await district.Handler.Caller.PostAsync($"/applications/{later.Number}/assignment")).Expect(HttpStatusCode.OK);
        Assert.Equal([later.Number], (await QueueRead.OfAsync(district.Handler, "?assignee=me")).Numbers);
        Assert.Equal([later.Number], (await QueueRead.OfAsync(district.Handler, $"?assignee={district.Handler.Sub}")).Numbers);
        Assert.Equal([submitted.Number], (await QueueRead.OfAsync(district.Handler, "?assignee=none")).Numbers);
        Assert.Empty((await QueueRead.OfAsync(district.Handler, "?assignee=nobody-we-know")).Items);
        Assert.Empty((await QueueRead.OfAsync(district.Handler, "?stage=approver")).Items);
        Assert.Empty((await QueueRead.OfAsync(district.Handler, "?overdue=true")).Items);

        var first = await QueueRead.OfAsync(district.Handler, "?limit=1");
        var second = await QueueRead.OfAsync(district.Handler, $"?limit=1&cursor={first.Next}");
        Assert.Equal([submitted.Number, later.Number], [.. first.Numbers, .. second.Numbers]);
        Assert.Equal(first.Counts, second.Counts);
        Assert.Null(second.Next);
        foreach (var query in (string[])[$"?assignee=me&cursor={first.Next}", "?stage=clerk", "?overdue=yes", "?status=submitted", "?limit=0"])
            (await district.Handler.Caller.GetAsync($"/queue{query}")).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
    }

    private async Task EverythingIsOverdueAsync(Case submitted, Case recommended, Case endorsed, Case rejected, Case later)
    {
        await district.MoveClockAsync("2018-03-13T09:00:00+08:00");
        Assert.Equal(["handler 2/1"], (await QueueRead.OfAsync(district.Handler)).Counts);
        Assert.Equal([submitted.Number], (await QueueRead.OfAsync(district.Handler, "?overdue=true")).Numbers);
        await district.MoveClockAsync("2018-03-14T00:00:05+08:00");
        foreach (var role in (string[])["auditor", "admin"])
            await ShowsAllStagesAsync(await district.StaffAsync(role, $"queue-{role}"), submitted, recommended, endorsed, rejected, later);
    }

    private async Task PassAsync(Case filed, params string[] stages)
    {
        foreach (var stage in stages)
            (await filed.DecideAsync(stage == "handler" ? district.Handler : district.Approver, stage, "pass")).Expect(HttpStatusCode.OK);
    }

    private Task<Case> FileAsync(Portal employer) => employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person())));
}

public sealed class Queue_on_SQLite(OnSqlite program) : QueueContract(program.District), IClassFixture<OnSqlite>;

public sealed class Queue_on_PostgreSQL(OnPostgreSql program) : QueueContract(program.District), IClassFixture<OnPostgreSql>;
