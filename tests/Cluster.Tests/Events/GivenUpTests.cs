using System.Net;
using System.Text.Json.Nodes;
using Gongshu.Testing;

namespace Gongshu.Cluster.Tests;

/// <summary>A program that gives up soon.</summary>
public sealed class HastyOnSqlite : OnSqlite
{
    protected override async Task<string[]> DatabaseAsync() => [.. await base.DatabaseAsync(), .. Pushing.Settings, "--Webhooks:GiveUpAfter=00:00:02"];
}

public sealed class GivenUpTests(HastyOnSqlite program) : IClassFixture<HastyOnSqlite>
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(40);
    private readonly District _district = program.District;

    private static async Task<JsonNode> ReadAsync(Caller caller, string path) => (await caller.GetAsync(path)).Expect(HttpStatusCode.OK).Body;

    [Fact]
    public async Task What_a_receiver_refuses_is_given_up_in_time_listed_and_sent_again_by_hand()
    {
        using var receiver = new Receiver();
        receiver.Start();
        await _district.MoveClockAsync("2018-03-20T10:00:00+08:00");
        var (portal, other) = (await _district.RegisterAsync("employer"), await _district.RegisterAsync("employer"));
        var id = (await portal.Caller.PostAsync("/webhooks", WebhookContract.Asked(receiver.Url, "case.submitted"))).Expect(HttpStatusCode.Created)["id"]!.GetValue<string>();
        string? refused = null;
        receiver.Answers = got => got.Subject == (refused ??= got.Subject) ? 302 : 204;
        var first = await portal.FileAsync(Forms.SkillUpgrade(portal, Forms.UpgradeLine(_district.Person())));
        await Poll.UntilAsync(() => refused is not null, Bound, "the first has come");
        var second = await portal.FileAsync(Forms.SkillUpgrade(portal, Forms.UpgradeLine(_district.Person())));
        await Poll.UntilAsync(() => receiver.All.Any(got => got.Subject == second.Number), Bound, "what comes after a refused one is delivered");
        JsonNode? dead = null;
        await Poll.UntilAsync(
            async () => (dead = (await ReadAsync(portal.Caller, $"/webhooks/{id}/deliveries?status=dead"))["items"]!.AsArray().SingleOrDefault()) is not null,
            Bound, "the refused one is given up");
        Assert.Equal(("dead", "redirect"), (dead!["status"]!.GetValue<string>(), dead["lastError"]!.GetValue<string>()));
        Assert.Equal(receiver.All.Count(got => got.Subject == first.Number), dead["attempts"]!.GetValue<int>());
        Assert.True(dead["attempts"]!.GetValue<int>() > 1);
        Assert.Null(dead["nextAttemptAt"]);
        Assert.Equal(1, (await ReadAsync(portal.Caller, $"/webhooks/{id}"))["dead"]!.GetValue<int>());

        receiver.Answers = _ => 204;
        var before = receiver.All.Length;
        var again = $"/webhooks/{id}/deliveries/{dead["sequence"]}/redelivery";
        (await other.Caller.PostAsync(again)).Expect(HttpStatusCode.NotFound, "not-found");
        foreach (var missing in new[] { "0", "1", "x", "99999999" })
            (await portal.Caller.PostAsync($"/webhooks/{id}/deliveries/{missing}/redelivery")).Expect(HttpStatusCode.NotFound, "not-found");
        var asked = (await portal.Caller.PostAsync(again, null, "again")).Expect(HttpStatusCode.OK);
        Assert.Equal(("retrying", 0), (asked["status"]!.GetValue<string>(), asked["attempts"]!.GetValue<int>()));
        Assert.True((await portal.Caller.PostAsync(again, null, "again")).Expect(HttpStatusCode.OK).IsReplay);
        await Poll.UntilAsync(async () => (await ReadAsync(portal.Caller, $"/webhooks/{id}/deliveries"))["items"]!.AsArray().Count == 0, Bound, "it was taken");
        Assert.Equal([receiver.All.First(got => got.Subject == first.Number).Id], receiver.All.Skip(before).Select(got => got.Id));
    }
}
