using System.Net;
using System.Text.Json.Nodes;
using Gongshu.Testing;

namespace Gongshu.Cluster.Tests;

/// <summary>What a draft would have paid, asked of the running program.</summary>
public abstract class SimulationContract(District district)
{
    private const string Path = "/policies/simulations";

    [Fact]
    public async Task The_policy_in_force_pays_what_it_paid_and_a_draft_what_it_says_and_nothing_is_written()
    {
        var (employer, other) = (await district.RegisterAsync("employer"), await district.RegisterAsync("employer"));
        var (shared, people) = (district.Person(), district.Persons(3));
        var approved = await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(shared), Forms.UpgradeLine(people[0], line: 2)));
        await approved.ApproveAsync(Case.Reject(2, "post-does-not-fit"));
        var withdrawn = await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(people[1])));
        await withdrawn.WithdrawAsync();
        var partial = Forms.SkillUpgrade(other, Forms.UpgradeLine(people[2], "technician"), Forms.UpgradeLine(shared, line: 2));
        partial["acceptPartial"] = true;
        var held = await other.FileAsync(partial);

        var leader = await district.StaffAsync("leader", district.Id("simulating"));
        var same = await RunAsync(leader, Policy(_ => { }), "?differing=true");
        Assert.Equal((0, 0, 0L), (same["totals"]!["linesWithMore"]!.GetValue<int>(), same["totals"]!["linesWithLess"]!.GetValue<int>(), Yuan.Fen(same["totals"]!["amounts"]!["difference"]!)));
        Assert.Empty(same["lines"]!.AsArray());

        var draft = Policy(policy => Upgrade(policy)["benefits"]![0]!["amount"]!["yuan"]!["senior"] = 600);
        var lines = await AllAsync(leader, draft, new HashSet<string> { approved.Number, withdrawn.Number, held.Number });
        Assert.Equal(
            [
                $"{approved.Number}.1 eligible - approved 50000 0 60000 10000", $"{approved.Number}.2 eligible rejected released 0 0 0 0",
                $"{withdrawn.Number}.1 eligible withdrawn released 0 0 0 0",
                $"{held.Number}.1 eligible - held 100000 0 100000 0", $"{held.Number}.2 duplicate - - 0 0 0 0",
            ],
            lines.Select(Told));
        Assert.Equal(approved.Number, lines[^1]["benefits"]![0]!["heldBy"]!.GetValue<string>());
        Assert.All(people.Append(shared), person => Assert.All(new[] { person.Name, person.IdNumber, person.CertificateNumber }, value =>
            Assert.All(lines, line => Assert.DoesNotContain(value, line.ToJsonString(), StringComparison.Ordinal))));

        Assert.Equal("approved", await approved.StatusAsync());
        Assert.Empty((await leader.ReadAsync($"/audit?actor={leader.Sub}"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Who_may_not_ask_and_what_is_no_window_or_page_is_refused()
    {
        (await district.Handler.Caller.PostAsync(Path, Body(Policy(_ => { })))).Expect(HttpStatusCode.Forbidden, "forbidden");
        var before = (await district.Finance.Caller.PostAsync(Path, Body(Policy(_ => { }), "2016Q1"))).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        Assert.Equal("/over", before["errors"]![0]!["pointer"]!.GetValue<string>());
        var empty = await RunAsync(district.Finance, Policy(_ => { }), "", "2027Q3");
        Assert.Equal((0, 0L), (empty["totals"]!["cases"]!.GetValue<int>(), Yuan.Fen(empty["totals"]!["amounts"]!["wouldPay"]!)));

        var employer = await district.RegisterAsync("employer");
        await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person()), Forms.UpgradeLine(district.Person(), line: 2)));
        var page = await RunAsync(district.Finance, Policy(_ => { }), "?limit=1");
        var cursor = page["nextCursor"]!.GetValue<string>();
        // Of another draft it is no page.
        (await district.Finance.Caller.PostAsync($"{Path}?limit=1&cursor={cursor}", Body(Policy(policy => policy["id"] = "another")))).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        (await district.Finance.Caller.PostAsync($"{Path}?limit=1&cursor={cursor}", Body(Policy(_ => { })))).Expect(HttpStatusCode.OK);
    }

    private static string Told(JsonNode line)
    {
        var (benefit, amounts) = (Assert.Single(line["benefits"]!.AsArray())!, line["amounts"]!);
        return string.Join(' ',
            $"{line["caseNumber"]}.{line["line"]}", benefit["verdict"], benefit["letGo"]?.ToString() ?? "-", benefit["status"]?.ToString() ?? "-",
            Yuan.Fen(amounts["granted"]!), Yuan.Fen(amounts["paid"]!), Yuan.Fen(amounts["wouldPay"]!), Yuan.Fen(amounts["difference"]!));
    }

    /// <summary>Every line of these cases, page after page.</summary>
    private static async Task<JsonNode[]> AllAsync(Staff staff, JsonObject policy, HashSet<string> cases)
    {
        var (lines, cursor) = (new List<JsonNode>(), (string?)null);
        do
        {
            var page = await RunAsync(staff, policy, $"?limit=200{(cursor is null ? "" : "&cursor=" + cursor)}");
            lines.AddRange(page["lines"]!.AsArray().OfType<JsonNode>().Where(line => cases.Contains(line["caseNumber"]!.GetValue<string>())));
            cursor = page["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);
        return [.. lines];
    }

    private static async Task<JsonNode> RunAsync(Staff staff, JsonObject policy, string query, string over = "2018Q1") =>
        (await staff.Caller.PostAsync(Path + query, Body(policy, over))).Expect(HttpStatusCode.OK).Body;

    private static JsonObject Body(JsonObject policy, string over = "2018Q1") => new() { ["policy"] = policy.DeepClone(), ["over"] = over };

    private static JsonObject Policy(Action<JsonObject> change)
    {
        var policy = JsonNode.Parse(File.ReadAllText(Checkout.At("policies", "gongshu-2018.json")))!.AsObject();
        change(policy);
        return policy;
    }

    private static JsonNode Upgrade(JsonObject policy) => policy["programmes"]!.AsArray().Single(one => one!["programme"]!.GetValue<string>() == "skillUpgrade")!;
}

[Collection(SqliteTests.Name)]
public sealed class Simulations_on_SQLite(SharedOnSqlite program) : SimulationContract(program.District);

[Collection(PostgreSqlTests.Name)]
public sealed class Simulations_on_PostgreSQL(SharedOnPostgreSql program) : SimulationContract(program.District);
