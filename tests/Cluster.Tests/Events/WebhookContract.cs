using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Gongshu.Testing;

namespace Gongshu.Cluster.Tests;

/// <summary>Events that are pushed to a receiver of the portal's own.</summary>
public abstract class WebhookContract(District district)
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private static readonly string Secret = "whsec_" + Convert.ToBase64String(Key);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(40);

    internal static JsonObject Asked(string url, params string[] types) => new()
    {
        ["url"] = url,
        ["types"] = new JsonArray([.. types.Select(type => JsonValue.Create(type))]),
        ["secret"] = Secret,
    };

    private Task<Portal> OpenAsync() => district.RegisterAsync("employer");

    private Task<Case> FileAsync(Portal portal) => portal.FileAsync(Forms.SkillUpgrade(portal, Forms.UpgradeLine(district.Person())));

    private static async Task<string> RegisterAsync(Caller caller, string url, params string[] types) =>
        (await caller.PostAsync("/webhooks", Asked(url, types))).Expect(HttpStatusCode.Created)["id"]!.GetValue<string>();

    private static async Task<JsonNode> ReadAsync(Caller caller, string path) => (await caller.GetAsync(path)).Expect(HttpStatusCode.OK).Body;

    [Fact]
    public async Task A_receiver_that_was_down_gets_each_event_once_by_id_signed_also_across_a_kill()
    {
        using var receiver = new Receiver();
        var portal = await OpenAsync();
        var foreign = await FileAsync(await district.RegisterAsync("employer"));
        var id = await RegisterAsync(portal.Caller, receiver.Url, "case.submitted", "case.withdrawn");
        // More than are tried again at a time: the rest wait for their turn.
        var cases = new List<Case>();
        for (var i = 0; i < 60; i++) cases.Add(await FileAsync(portal));
        await cases[0].WithdrawAsync();
        await Poll.UntilAsync(
            async () => (await ReadAsync(portal.Caller, $"/webhooks/{id}"))["retrying"]!.GetValue<int>() == 50, Bound, "fifty are tried again, and no more are taken");
        await district.Server.KillAsync();
        await district.Server.StartAgainAsync();
        receiver.Start();
        await Poll.UntilAsync(() => receiver.All.Select(got => got.Id).Distinct().Count() == 61, Bound, "every event has come");
        await Poll.UntilAsync(async () => (await ReadAsync(portal.Caller, $"/webhooks/{id}"))["retrying"]!.GetValue<int>() == 0, Bound, "nothing is left");

        var once = receiver.All.GroupBy(got => got.Id).Select(same => same.First()).ToArray();
        Assert.Equal(cases.Select(file => file.Number).Append(cases[0].Number).Order(), once.Select(got => got.Subject).Order());
        Assert.DoesNotContain(once, got => got.Subject == foreign.Number);
        Assert.All(receiver.All, got => Assert.True(got.IsSignedBy(Key)));
        Assert.All(once, got => Assert.Equal($"msg_{id}_{got.Told["id"]}", got.Id));
        Assert.All(once, got => Assert.StartsWith("application/cloudevents+json", got.ContentType, StringComparison.Ordinal));
        // Pushed and pulled it is the same event.
        var pulled = (await new Follower(portal.Caller).CatchUpAsync()).Seen.ToDictionary(Follower.SequenceOf);
        Assert.All(once, got => Assert.True(JsonNode.DeepEquals(pulled[Follower.SequenceOf(got.Told)], got.Told)));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_gets_nothing_more_and_an_end_is_an_end()
    {
        using var gone = new Receiver { Answers = got => got.Method == "POST" ? 410 : 204 };
        using var ended = new Receiver();
        gone.Start();
        ended.Start();
        var portal = await OpenAsync();
        var id = await RegisterAsync(portal.Caller, gone.Url, "case.submitted");
        var second = await RegisterAsync(portal.Caller, ended.Url, "case.submitted");
        var removed = (await portal.Caller.DeleteAsync($"/webhooks/{second}")).Expect(HttpStatusCode.OK);
        Assert.Equal(second, removed["id"]!.GetValue<string>());
        await FileAsync(portal);
        await Poll.UntilAsync(async () => (await ReadAsync(portal.Caller, $"/webhooks/{id}"))["status"]!.GetValue<string>() == "disabled", Bound, "it is disabled");
        await FileAsync(portal);
        Assert.Single(gone.All);
        Assert.Empty(ended.All);
        (await portal.Caller.GetAsync($"/webhooks/{second}")).Expect(HttpStatusCode.NotFound, "not-found");
        (await portal.Caller.DeleteAsync($"/webhooks/{second}")).Expect(HttpStatusCode.NotFound, "not-found");
        (await portal.Caller.GetAsync($"/webhooks/{second}/deliveries")).Expect(HttpStatusCode.NotFound, "not-found");
        var audit = (await district.Leader.ReadAsync("/audit?type=webhook.removed"))["items"]!.AsArray();
        Assert.Contains(audit, told => told!["stream"]!.GetValue<string>() == second);
        Assert.DoesNotContain(Secret, (await portal.Caller.GetAsync("/webhooks")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_portal_sees_its_own_subscriptions_and_an_admin_all()
    {
        using var receiver = new Receiver();
        var portal = await OpenAsync();
        var other = await district.RegisterAsync("employer");
        var admin = (await district.StaffAsync("admin", "webhook-admin")).Caller;
        var key = district.Id("webhook");
        var made = (await portal.Caller.PostAsync("/webhooks", Asked(receiver.Url, "window.opened", "case.paid"), key)).Expect(HttpStatusCode.Created);
        var id = made["id"]!.GetValue<string>();
        Assert.Equal($"/api/v1/webhooks/{id}", made.Headers.Location!.ToString());
        Assert.Equal((portal.Uscc, "active"), (made["owner"]!.GetValue<string>(), made["status"]!.GetValue<string>()));
        Assert.DoesNotContain(Secret, made.Text, StringComparison.Ordinal);
        var again = (await portal.Caller.PostAsync("/webhooks", Asked(receiver.Url, "window.opened", "case.paid"), key)).Expect(HttpStatusCode.Created);
        Assert.True(again.IsReplay);
        Assert.Equal(made.Text, again.Text);
        Assert.Equal("/url", (await portal.Caller.PostAsync("/webhooks", Asked(receiver.Url + "2", "window.opened", "case.paid"), key))
            .Expect(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused")["pointer"]!.GetValue<string>());

        Assert.Equal([id], (await ReadAsync(portal.Caller, "/webhooks"))["items"]!.AsArray().Select(hook => hook!["id"]!.GetValue<string>()));
        Assert.Empty((await ReadAsync(other.Caller, "/webhooks"))["items"]!.AsArray());
        foreach (var path in new[] { $"/webhooks/{id}", $"/webhooks/{id}/deliveries" }) (await other.Caller.GetAsync(path)).Expect(HttpStatusCode.NotFound, "not-found");
        (await other.Caller.DeleteAsync($"/webhooks/{id}")).Expect(HttpStatusCode.NotFound, "not-found");
        Assert.Equal(id, (await ReadAsync(admin, $"/webhooks/{id}"))["id"]!.GetValue<string>());
        Assert.Equal(id, (await ReadAsync(district.Everybody, $"/webhooks/{id}"))["id"]!.GetValue<string>());
        (await district.Handler.Caller.GetAsync("/webhooks")).Expect(HttpStatusCode.Forbidden, "forbidden");
        (await portal.Caller.GetAsync($"/webhooks/{id}/deliveries?status=delivered")).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");

        for (var i = 1; i < 10; i++) await RegisterAsync(portal.Caller, receiver.Url, "case.paid");
        (await portal.Caller.PostAsync("/webhooks", Asked(receiver.Url, "case.paid"))).Expect(HttpStatusCode.Conflict, "too-many-webhooks");
        await RegisterAsync(other.Caller, receiver.Url, "case.paid");
    }

    [Fact]
    public async Task An_address_that_redirects_and_a_body_that_is_none_are_refused_and_nothing_is_kept()
    {
        using var receiver = new Receiver { Answers = _ => 301 };
        receiver.Start();
        var portal = await OpenAsync();
        (await portal.Caller.PostAsync("/webhooks", Asked(receiver.Url, "case.paid"), district.Id("redirect")))
            .Expect(HttpStatusCode.UnprocessableEntity, "webhook-redirects");
        var wrong = Asked("ftp://127.0.0.1/x", "case.paid", "case.assigned");
        wrong["secret"] = "short";
        var answer = (await portal.Caller.PostAsync("/webhooks", wrong)).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        Assert.Equal(
            ["/secret out-of-range", "/types/1 unknown-value", "/url unknown-value"],
            answer["errors"]!.AsArray().Select(fault => $"{fault!["pointer"]} {fault["code"]}").Order());
        (await portal.Caller.PostAsync("/webhooks", Asked(receiver.Url))).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        Assert.Empty((await ReadAsync(portal.Caller, "/webhooks"))["items"]!.AsArray());
        Assert.Empty(receiver.All);
    }
}

/// <summary>With receivers on this machine, tried again soon.</summary>
public sealed class PushingOnSqlite : OnSqlite
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await District.MoveClockAsync("2018-03-20T10:00:00+08:00");
    }

    protected override async Task<string[]> DatabaseAsync() => [.. await base.DatabaseAsync(), .. Pushing.Settings];
}

/// <summary>With receivers on this machine, tried again soon.</summary>
public sealed class PushingOnPostgreSql : OnPostgreSql
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await District.MoveClockAsync("2018-03-20T10:00:00+08:00");
    }

    protected override async Task<string[]> DatabaseAsync() => [.. await base.DatabaseAsync(), .. Pushing.Settings];
}

internal static class Pushing
{
    public static readonly string[] Settings = ["--Webhooks:AllowPrivateAddresses=true", "--Webhooks:FirstRetry=00:00:00.2"];
}

public sealed class Webhooks_on_SQLite(PushingOnSqlite program) : WebhookContract(program.District), IClassFixture<PushingOnSqlite>;

public sealed class Webhooks_on_PostgreSQL(PushingOnPostgreSql program) : WebhookContract(program.District), IClassFixture<PushingOnPostgreSql>;
