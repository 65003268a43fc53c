using System.Net;
using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>What waits for finance: accounts, windows, batches and failed payments, each until it is done.</summary>
public abstract class FinanceQueueContract(District district)
{
    [Fact]
    public async Task Finance_sees_accounts_windows_batches_and_failed_payments_each_until_it_is_done()
    {
        var employer = await district.RegisterAsync("employer");
        var paid = await (await FileAsync(employer)).ApproveAsync();
        var undecided = await FileAsync(await district.RegisterAsync("employer"));
        Assert.Empty((await QueueRead.OfAsync(district.Finance)).Items);
        await AccountsAsync(employer);

        await district.MoveClockAsync("2018-04-01T00:02:00+08:00");
        var closed = Assert.Single((await QueueRead.OfAsync(district.Finance, "?stage=finance")).Items)!;
        Assert.Equal(("settlement", "2018Q1", "closed"), (Text(closed, "kind"), Text(closed, "window"), Text(closed, "status")));
        Assert.StartsWith("2018-04-01T00:00:00", Text(closed, "waitingSince"), StringComparison.Ordinal);
        Assert.Equal(paid.Fen, Yuan.Fen(closed["amount"]!));
        (await district.Finance.Caller.PostAsync("/windows/2018Q1/settlement", new JsonObject { ["carryUndecided"] = true })).Expect(HttpStatusCode.Created);

        var own = await QueueRead.OfAsync(district.Finance);
        Assert.Equal(["batchRelease"], own.Kinds);
        Assert.Equal([false], own.MayDecide);
        var other = await QueueRead.OfAsync(district.OtherFinance);
        Assert.Equal([true], other.MayDecide);
        Assert.Equal("B-2018Q1-1", Text(other.Items[0]!, "batchId"));
        (await district.OtherFinance.Caller.PostAsync("/batches/B-2018Q1-1/release")).Expect(HttpStatusCode.OK);
        Assert.Empty((await QueueRead.OfAsync(district.Finance)).Items);

        Assert.Equal([undecided.Number], (await QueueRead.OfAsync(district.Handler)).Numbers);

        var failed = new JsonObject { ["batchLine"] = 1, ["outcome"] = "failed", ["code"] = "no-account", ["paidOn"] = null };
        (await district.Finance.Caller.PostAsync("/batches/B-2018Q1-1/results", new JsonObject { ["results"] = new JsonArray(failed) })).Expect(HttpStatusCode.OK);
        await FailedPaymentsComeFirstAsync(employer, paid);
    }

    private async Task AccountsAsync(Portal employer)
    {
        await ProposeAsync(employer, "6222000000000000011");
        var waiting = await QueueRead.OfAsync(district.Finance);
        Assert.Equal(["bankConfirmation"], waiting.Kinds);
        Assert.Equal(employer.Uscc, Text(waiting.Items[0]!, "uscc"));
        Assert.Equal([true], waiting.MayDecide);
        Assert.Equal(["finance 1/0"], waiting.Counts);
        await ConfirmAsync(employer);
        var done = await QueueRead.OfAsync(district.Finance);
        Assert.Empty(done.Items);
        Assert.Equal(["finance 0/0"], done.Counts);
    }

    /// <summary>Cases first, and page by page across the kinds nothing is left out.</summary>
    private async Task FailedPaymentsComeFirstAsync(Portal employer, Case paid)
    {
        var others = new List<Portal>();
        for (var i = 0; i < 3; i++) others.Add(await district.RegisterAsync("employer"));
        await district.MoveClockAsync("2018-06-05T09:00:00+08:00");
        foreach (var other in others) await FileAsync(other);
        foreach (var other in others) await ProposeAsync(other, "6222000000000000012");
        await ProposeAsync(employer, "6222000000000000013");

        var items = new List<JsonNode>();
        for (var cursor = ""; ;)
        {
            var page = await QueueRead.OfAsync(district.Finance, $"?limit=2{cursor}");
            Assert.Equal(["finance 5/0"], page.Counts);
            items.AddRange(page.Items!);
            if (page.Next is null) break;
            cursor = $"&cursor={page.Next}";
        }
        Assert.Equal(["paymentFailed", "bankConfirmation", "bankConfirmation", "bankConfirmation", "bankConfirmation"], items.Select(item => Text(item, "kind")));
        Assert.Equal((paid.Number, "paymentFailed"), (Text(items[0], "caseNumber"), Text(items[0], "status")));
        Assert.Equal(paid.Fen, Yuan.Fen(items[0]["amount"]!));
        Assert.Equal(5, items.Select(item => (item["uscc"] ?? item["caseNumber"])!.GetValue<string>()).Distinct(StringComparer.Ordinal).Count());
    }

    private static string Text(JsonNode item, string member) => item[member]!.GetValue<string>();

    private static async Task ProposeAsync(Portal employer, string account) => (await employer.Caller.PutAsync($"/enterprises/{employer.Uscc}", new JsonObject
    {
        ["name"] = employer.Organisation.Name,
        ["bank"] = new JsonObject { ["bankName"] = "测试银行", ["accountName"] = employer.Organisation.Name, ["accountNumber"] = account },
    })).Expect(HttpStatusCode.OK);

    private async Task ConfirmAsync(Portal employer) => (await district.Finance.Caller.PostAsync(
        $"/enterprises/{employer.Uscc}/bank/confirmation", new JsonObject { ["outcome"] = "confirm", ["comment"] = "电话核实" })).Expect(HttpStatusCode.OK);

    private Task<Case> FileAsync(Portal employer) => employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person())));
}

public sealed class Finance_queue_on_SQLite(OnSqlite program) : FinanceQueueContract(program.District), IClassFixture<OnSqlite>;

public sealed class Finance_queue_on_PostgreSQL(OnPostgreSql program) : FinanceQueueContract(program.District), IClassFixture<OnPostgreSql>;
