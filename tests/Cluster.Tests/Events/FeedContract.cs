using System.Collections.Concurrent;
using System.Net;

namespace Gongshu.Cluster.Tests;

/// <summary>The feed as others follow it.</summary>
public abstract class FeedContract(District district)
{
    private const int Many = 200;

    [Fact]
    public async Task Two_hundred_submissions_at_once_are_each_told_once_in_order_also_across_a_kill()
    {
        var portals = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => district.RegisterAsync("employer")));
        var forms = Enumerable.Range(0, Many).Select(i => Forms.SkillUpgrade(portals[i % 8], Forms.UpgradeLine(district.Person()))).ToArray();
        var start = (await new Follower(district.Handler.Caller).CatchUpAsync()).Position;
        var acknowledged = new ConcurrentDictionary<int, string>();
        var follower = new Follower(district.Handler.Caller, start);
        var following = Task.Run(() => follower.UntilAsync(() => acknowledged.Count == Many && follower.Seen.Count >= Many));

        async Task FileAsync(int most)
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, Many).Where(i => !acknowledged.ContainsKey(i)).Take(most), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
            {
                try
                {
                    var answer = await portals[i % 8].SubmitAsync(forms[i], $"{nameof(FeedContract)}-{i}");
                    if (answer.Status == HttpStatusCode.Created) acknowledged[i] = answer["caseNumber"]!.GetValue<string>();
                }
                catch (Exception gone) when (gone is HttpRequestException or IOException)
                {
                    // Killed meanwhile: filed again below, under the same key.
                }
            });
        }

        var first = FileAsync(Many);
        await Gongshu.Testing.Poll.UntilAsync(() => acknowledged.Count >= Many / 2, TimeSpan.FromSeconds(60), "half of them are acknowledged");
        await district.Server.KillAsync();
        await first;
        await district.Server.StartAgainAsync();
        await FileAsync(Many);
        Assert.Equal(Many, acknowledged.Count);
        await following;

        Assert.All(follower.Seen, told => Assert.Equal("case.submitted submitted 1", Follower.Line(told)));
        Assert.Equal(acknowledged.Values.Order(), follower.Seen.Select(told => told["subject"]!.GetValue<string>()).Order());
        var sequences = follower.Seen.Select(Follower.SequenceOf).ToArray();
        Assert.Equal(sequences.Distinct().Order(), sequences);
        // Read again, from the ledger and by another reader, it is the same to the byte.
        var again = await new Follower(district.Everybody, start).CatchUpAsync();
        Assert.Equal(follower.Seen.Select(told => told.ToJsonString()), again.Seen.Select(told => told.ToJsonString()));
    }

    [Fact]
    public async Task A_case_is_told_as_each_event_left_it_and_only_to_whom_it_concerns()
    {
        var employer = await district.RegisterAsync("employer");
        var other = await district.RegisterAsync("employer");
        var approved = await (await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person())))).ApproveAsync();
        var own = await new Follower(employer.Caller).CatchUpAsync();
        Assert.Equal(["case.submitted submitted 1", "case.decided recommended 2", "case.decided endorsed 3", "case.approved approved 4"], own.Of(approved.Number));
        Assert.Contains("window.opened open 2", own.Of("2018Q1"));
        Assert.All(own.Seen, told => Assert.True(told["data"]!["applicant"] is null || told["data"]!["applicant"]!.GetValue<string>() == employer.Uscc));

        var told = own.Seen.First(item => item["subject"]!.GetValue<string>() == approved.Number);
        Assert.Equal(
            ["specversion", "id", "source", "type", "subject", "time", "datacontenttype", "sequence", "data"], told.AsObject().Select(member => member.Key));
        Assert.Equal(
            ("1.0", $"{Follower.SequenceOf(told)}", "/gongshu", "application/json"),
            ($"{told["specversion"]}", $"{told["id"]}", $"{told["source"]}", $"{told["datacontenttype"]}"));
        Assert.Equal((approved.Number, employer.Uscc, "2018Q1"), ($"{told["data"]!["caseNumber"]}", $"{told["data"]!["applicant"]}", $"{told["data"]!["window"]}"));

        var foreign = await new Follower(other.Caller).CatchUpAsync();
        Assert.Empty(foreign.Of(approved.Number));
        Assert.Equal(own.Of("2018Q1"), foreign.Of("2018Q1"));
        // Its position goes on over what it may not see.
        Assert.True(foreign.Position >= Follower.SequenceOf(own.Seen[^1]));
        Assert.NotEmpty((await new Follower(district.Everybody).CatchUpAsync()).Of(approved.Number));
    }

    [Fact]
    public async Task Who_waits_is_told_as_soon_as_something_happens_that_he_may_see()
    {
        var employer = await district.RegisterAsync("employer");
        var other = await district.RegisterAsync("employer");
        var at = (await new Follower(employer.Caller).CatchUpAsync()).Position;
        var waiting = employer.Caller.GetAsync($"/events?after={at}&wait=30");
        await other.FileAsync(Forms.SkillUpgrade(other, Forms.UpgradeLine(district.Person())));
        var filed = await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person())));
        var told = Assert.Single((await waiting).Expect(HttpStatusCode.OK)["items"]!.AsArray());
        Assert.Equal(filed.Number, told!["subject"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_program_that_is_told_to_stop_does_not_wait_for_those_who_wait()
    {
        var at = (await new Follower(district.Handler.Caller).CatchUpAsync()).Position;
        var waiting = Enumerable.Range(0, 5).Select(_ => district.Handler.Caller.GetAsync($"/events?after={at}&wait=30")).ToArray();
        Assert.Equal(0, await district.Server.StopAsync());
        foreach (var hungUp in waiting)
        {
            var answer = (await hungUp).Expect(HttpStatusCode.OK);
            Assert.Equal((0, at), (answer["items"]!.AsArray().Count, answer["next"]!.GetValue<long>()));
        }
        await district.Server.StartAgainAsync();
        Assert.Equal(at, (await new Follower(district.Handler.Caller, at).CatchUpAsync()).Position);
    }

    [Fact]
    public async Task A_position_from_the_future_and_a_wait_that_is_none_are_refused()
    {
        var reader = district.Handler.Caller;
        var last = (await new Follower(reader).CatchUpAsync()).Position;
        (await reader.GetAsync($"/events?after={last}")).Expect(HttpStatusCode.OK);
        (await reader.GetAsync($"/events?after={last + 1_000_000}")).Expect(HttpStatusCode.UnprocessableEntity, "feed-position-ahead");
        (await reader.GetAsync($"/events?after={long.MaxValue}&wait=30")).Expect(HttpStatusCode.UnprocessableEntity, "feed-position-ahead");
        foreach (var query in new[] { "after=-1", "after=x", "after=9223372036854775808", "wait=31", "wait=-1", "wait=1.5", "limit=0", "limit=201", "cursor=x", "type=case.paid", "after=1&after=2" })
            (await reader.GetAsync($"/events?{query}")).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
    }

    [Theory]
    [InlineData("http://93.184.215.14/hook")]
    [InlineData("https://127.0.0.1/hook")]
    [InlineData("https://localhost/hook")]
    [InlineData("https://[::1]/hook")]
    [InlineData("https://10.0.0.1/hook")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::ffff:192.168.0.1]/hook")]
    [InlineData("https://2130706433/hook")]
    public async Task Nothing_is_pushed_to_an_address_that_is_not_everybodys(string url)
    {
        var caller = district.Everybody;
        var asked = new System.Text.Json.Nodes.JsonObject { ["url"] = url, ["types"] = new System.Text.Json.Nodes.JsonArray("case.paid"), ["secret"] = "0123456789abcdef" };
        (await caller.PostAsync("/webhooks", asked, district.Id("refused"))).Expect(HttpStatusCode.UnprocessableEntity, "webhook-address-refused");
        Assert.Empty((await caller.GetAsync("/webhooks")).Expect(HttpStatusCode.OK)["items"]!.AsArray());
    }
}

/// <summary>On a day on which the sample forms are in order.</summary>
public sealed class FollowedOnSqlite : OnSqlite
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await District.MoveClockAsync("2018-03-20T10:00:00+08:00");
    }
}

/// <summary>On a day on which the sample forms are in order.</summary>
public sealed class FollowedOnPostgreSql : OnPostgreSql
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await District.MoveClockAsync("2018-03-20T10:00:00+08:00");
    }
}

public sealed class Feed_on_SQLite(FollowedOnSqlite program) : FeedContract(program.District), IClassFixture<FollowedOnSqlite>;

public sealed class Feed_on_PostgreSQL(FollowedOnPostgreSql program) : FeedContract(program.District), IClassFixture<FollowedOnPostgreSql>;
