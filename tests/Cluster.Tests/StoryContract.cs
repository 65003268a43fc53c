using System.Net;
using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>
/// One year's odd cases, told once through with the clock: what was stopped, what the bank refused and sent back, what was clawed back, what was
/// corrected too late, and what was appealed too late.
/// </summary>
public abstract class StoryContract(District district)
{
    private const string Settlement = "/windows/2018Q1/settlement";

    [Fact]
    public async Task Every_odd_case_of_a_quarter_ends_where_it_should()
    {
        await district.MoveClockAsync("2018-03-20T10:00:00+08:00");
        var straight = await (await FileAsync(1)).ApproveAsync();
        var stopped = await (await FileAsync(2)).ApproveAsync();
        var failing = await (await FileAsync(1)).ApproveAsync();
        var rejected = await FileAsync(1);
        await rejected.RejectAsync();
        var (lapsing, corrected) = (await FileAsync(1), await FileAsync(2));
        foreach (var returned in new[] { lapsing, corrected }) (await returned.DecideAsync(district.Handler, "handler", "return")).Expect(HttpStatusCode.OK);
        Assert.Equal("2018-04-03", (await lapsing.ReadAsync())["dueOn"]!.GetValue<string>());

        await district.MoveClockAsync("2018-04-02T09:00:00+08:00");
        await CorrectsAfterTheWindowAsync(corrected);
        var batch = await SettleAsync(straight, stopped, failing);
        await StopsInTheSealedBatchAsync(batch, stopped);
        await RefusesResultsBeforeTheReleaseAsync(batch);
        await batch.ReleaseAsync();
        await PaysAsync(batch, straight, failing);
        await PaysTheRestAsync(stopped, failing);
        await ClawsBackAsync(straight);
        await LapsesAsync(lapsing);
        await AppealsTooLateAsync(rejected);
        await corrected.RefreshAsync();
        Assert.Equal("submitted", await corrected.StatusAsync());
        (await Verified.RunAsync(district.Store)).AssertClean();
    }

    /// <summary>After the window a line may be corrected or dropped, and nobody may join.</summary>
    private static async Task CorrectsAfterTheWindowAsync(Case filed)
    {
        var (first, second) = (filed.People[0], filed.People[1]);
        var more = Forms.SkillUpgrade(filed.Applicant, Forms.UpgradeLine(first), Forms.UpgradeLine(filed.Stranger, line: 3));
        var refused = (await filed.DoAsync(filed.Applicant.Caller, "resubmission", more)).Expect(HttpStatusCode.UnprocessableEntity, "line-added-after-window");
        Assert.Equal("/lines/1/worker/idNumber", Assert.Single(refused["errors"]!.AsArray())!["pointer"]!.GetValue<string>());
        await filed.MustAsync(filed.Applicant.Caller, "resubmission", Forms.SkillUpgrade(filed.Applicant, Forms.UpgradeLine(second, "technician", 2)), "submitted");
    }

    private async Task<Batch> SettleAsync(params Case[] cases)
    {
        var settled = (await district.Finance.Caller.PostAsync(Settlement, new JsonObject { ["carryUndecided"] = true })).Expect(HttpStatusCode.Created);
        return new Batch(district, settled["batch"]!).AssertAddsUp(cases);
    }

    /// <summary>The whole line of the case leaves the batch; what is not stopped waits for the next one.</summary>
    private async Task StopsInTheSealedBatchAsync(Batch batch, Case filed)
    {
        await filed.RefreshAsync();
        await filed.MustAsync(district.OtherFinance.Caller, "stop", Lines(1, "reason"), "approved");
        var line = await LineAsync(batch, filed);
        Assert.Equal(("failed", "stopped"), (line["status"]!.GetValue<string>(), line["code"]!.GetValue<string>()));
        await batch.AssertUnchangedAsync();
        var next = (await district.Finance.Caller.PostAsync(Settlement)).Expect(HttpStatusCode.Created);
        Assert.Equal("stopped", Assert.Single(next["heldBack"]!.AsArray())!["reason"]!.GetValue<string>());
        var second = new Batch(district, next["batch"]!);
        Assert.Equal(("B-2018Q1-2", 50_000L), (second.Id, second.TotalFen));
        Assert.Equal("scheduled", await filed.StatusAsync());
    }

    private async Task RefusesResultsBeforeTheReleaseAsync(Batch batch) =>
        (await ResultsAsync(batch, Result(1, "paid"))).Expect(HttpStatusCode.Conflict, "not-released");

    /// <summary>One is paid, one refused; the same again changes nothing; another answer, or an unknown line, stores nothing.</summary>
    private async Task PaysAsync(Batch batch, Case straight, Case failing)
    {
        var (paid, refused) = (await NumberAsync(batch, straight), await NumberAsync(batch, failing));
        (await ResultsAsync(batch, Result(paid, "paid"), Result(99, "paid"))).Expect(HttpStatusCode.UnprocessableEntity, "result-mismatch");
        Assert.Equal("scheduled", await straight.StatusAsync());
        var first = (await ResultsAsync(batch, Result(paid, "paid"), Result(refused, "failed", "account-closed"))).Expect(HttpStatusCode.OK);
        Assert.Equal("partlyPaid", first["status"]!.GetValue<string>());
        var again = (await ResultsAsync(batch, Result(paid, "paid"), Result(refused, "failed", "account-closed"))).Expect(HttpStatusCode.OK);
        Assert.Equal(first["version"]!.GetValue<int>(), again["version"]!.GetValue<int>());
        (await ResultsAsync(batch, Result(paid, "failed"))).Expect(HttpStatusCode.UnprocessableEntity, "result-mismatch");
        (await ResultsAsync(batch, Result(refused, "paid"))).Expect(HttpStatusCode.UnprocessableEntity, "result-mismatch");
        Assert.Equal(("paid", "paymentFailed"), (await straight.StatusAsync(), await failing.StatusAsync()));
        var sums = (await district.Finance.ReadAsync($"/batches/{batch.Id}/reconciliation")).Body;
        Assert.Equal((3, 1, 2, 0), (Count(sums, "total"), Count(sums, "paid"), Count(sums, "failed"), Count(sums, "unanswered")));
        Assert.Equal(batch.TotalFen, Yuan.Fen(sums["total"]!["amount"]!));
    }

    /// <summary>The refused one waits for another account; the stop ends; both go into the next batch, which the bank pays and then sends one of it back.</summary>
    private async Task PaysTheRestAsync(Case stopped, Case failing)
    {
        (await district.Finance.Caller.PostAsync(Settlement)).Expect(HttpStatusCode.OK);
        var account = District.Bank(failing.Applicant.Organisation);
        account["accountNumber"] = "0000000000000000017";
        await failing.Applicant.Caller.PutAsync($"/enterprises/{failing.Applicant.Uscc}", new JsonObject { ["name"] = failing.Applicant.Organisation.Name, ["bank"] = account });
        (await district.Finance.Caller.PostAsync($"/enterprises/{failing.Applicant.Uscc}/bank/confirmation", new JsonObject { ["outcome"] = "confirm", ["comment"] = "已核" })).Expect(HttpStatusCode.OK);
        await stopped.RefreshAsync();
        (await stopped.DoAsync(district.Leader.Caller, "stop/release", Lines(1, "reason"))).Expect(HttpStatusCode.OK);
        var settled = (await district.Finance.Caller.PostAsync(Settlement)).Expect(HttpStatusCode.Created);
        var batch = new Batch(district, settled["batch"]!).AssertAddsUp(stopped, failing);
        Assert.Equal(("B-2018Q1-3", 100_000L), (batch.Id, batch.TotalFen));
        (await district.OtherFinance.Caller.PostAsync($"/batches/{batch.Id}/release")).Expect(HttpStatusCode.OK);
        var (one, two) = (await NumberAsync(batch, stopped), await NumberAsync(batch, failing));
        Assert.Equal("paid", (await ResultsAsync(batch, Result(one, "paid"), Result(two, "paid"))).Expect(HttpStatusCode.OK)["status"]!.GetValue<string>());
        Assert.Equal("paid", await failing.StatusAsync());
        (await ResultsAsync(batch, Result(two, "returned", "sent-back"))).Expect(HttpStatusCode.OK);
        Assert.Equal("paymentFailed", await failing.StatusAsync());
        await batch.AssertUnchangedAsync();
    }

    /// <summary>Once, without its key; what comes back is written down until nothing is owed.</summary>
    private async Task ClawsBackAsync(Case filed)
    {
        await filed.RefreshAsync();
        var body = new JsonObject { ["lines"] = new JsonArray(new JsonObject { ["line"] = 1 }), ["reason"] = "测试追回" };
        (await filed.DoAsync(district.Leader.Caller, "clawback", body)).Expect(HttpStatusCode.Forbidden, "forbidden");
        await filed.MustAsync(district.Finance.Caller, "clawback", body, "clawedBack");
        (await filed.DoAsync(district.Finance.Caller, "clawback", body)).Expect(HttpStatusCode.Conflict, "already-clawed-back");
        var other = await district.RegisterAsync("employer");
        var owed = (await district.Finance.ReadAsync("/clawbacks?open=true"))["items"]!.AsArray();
        Assert.Equal(filed.Number, Assert.Single(owed)!["caseNumber"]!.GetValue<string>());
        (await filed.DoAsync(district.Finance.Caller, "clawback/repayments", Repayment(600))).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        await filed.MustAsync(district.Finance.Caller, "clawback/repayments", Repayment(200), "clawedBack");
        await filed.MustAsync(district.Finance.Caller, "clawback/repayments", Repayment(300), "clawedBack");
        Assert.Empty((await district.Finance.ReadAsync("/clawbacks?open=true"))["items"]!.AsArray());
        Assert.Single((await district.Finance.ReadAsync("/clawbacks"))["items"]!.AsArray());
        var told = (await other.Caller.PostAsync("/applications/precheck", Forms.SkillUpgrade(other, Forms.UpgradeLine(filed.People[0])))).Expect(HttpStatusCode.OK);
        Assert.All(told["conflicts"]!.AsArray(), conflict => Assert.Equal("clawedBack", conflict!["heldBy"]!["status"]!.GetValue<string>()));
        Assert.NotEmpty(told["conflicts"]!.AsArray());
        Assert.Contains("window-closed", told["codes"]!.AsArray().Select(code => code!.GetValue<string>()));
        Assert.Equal(("2018-06-01", "2018-06-30"), (told["nextOpensOn"]!.GetValue<string>(), told["nextClosesOn"]!.GetValue<string>()));
    }

    /// <summary>A day late is too late: the case lapses by the clock alone, and says so.</summary>
    private async Task LapsesAsync(Case filed)
    {
        await district.MoveClockAsync("2018-04-03T23:59:00+08:00");
        Assert.Equal("returned", await filed.StatusAsync());
        await district.MoveClockAsync("2018-04-04T00:00:05+08:00");
        var row = (await district.Handler.ReadAsync($"/applications?applicant={filed.Applicant.Uscc}"))["items"]![0]!;
        Assert.Equal("lapsed", row["status"]!.GetValue<string>());
        await filed.RefreshAsync();
        (await filed.DoAsync(filed.Applicant.Caller, "resubmission", Forms.SkillUpgrade(filed.Applicant, Forms.UpgradeLine(filed.People[0])))).Expect(HttpStatusCode.Conflict, "illegal-transition");
        var events = (await district.Handler.ReadAsync($"/applications/{filed.Number}/audit"))["items"]!.AsArray();
        Assert.Contains(events, happened => happened!["type"]!.GetValue<string>() == "case.lapsed" && happened["actor"]!.GetValue<string>() == "system");
    }

    private async Task AppealsTooLateAsync(Case filed)
    {
        await filed.RefreshAsync();
        Assert.Equal("2018-05-19", (await filed.ReadAsync())["appealUntil"]!.GetValue<string>());
        await district.MoveClockAsync("2018-05-20T00:00:05+08:00");
        (await filed.DoAsync(filed.Applicant.Caller, "appeals", new() { ["lines"] = new JsonArray(1), ["grounds"] = "测试" })).Expect(HttpStatusCode.UnprocessableEntity, "appeal-out-of-time");
        Assert.Equal("rejected", await filed.StatusAsync());
    }

    private async Task<Case> FileAsync(int lines)
    {
        var employer = await district.RegisterAsync("employer");
        var people = district.Persons(lines);
        var filed = await employer.FileAsync(Forms.SkillUpgrade(employer, [.. people.Select((person, i) => Forms.UpgradeLine(person, line: i + 1))]));
        filed.People = people;
        filed.Stranger = district.Person();
        return filed;
    }

    private async Task<JsonNode> LineAsync(Batch batch, Case filed) => (await district.Finance.ReadAsync($"/batches/{batch.Id}"))["lines"]!.AsArray()
        .Single(line => line!["caseNumber"]!.GetValue<string>() == filed.Number)!;

    private async Task<int> NumberAsync(Batch batch, Case filed) => (await LineAsync(batch, filed))["batchLine"]!.GetValue<int>();

    private Task<Answer> ResultsAsync(Batch batch, params JsonObject[] results) =>
        district.Finance.Caller.PostAsync($"/batches/{batch.Id}/results", new JsonObject { ["results"] = new JsonArray([.. results]) });

    private static JsonObject Result(int line, string outcome, string? code = null) => new()
    {
        ["batchLine"] = line,
        ["outcome"] = outcome,
        ["code"] = code,
        ["paidOn"] = outcome == "paid" ? "2018-04-09" : null,
    };

    private static JsonObject Lines(int line, string why) => new() { ["lines"] = new JsonArray(line), [why] = "测试核查" };

    private static JsonObject Repayment(int yuan) => new() { ["amount"] = yuan, ["paidOn"] = "2018-04-02", ["reference"] = "HK-1" };

    private static int Count(JsonNode sums, string which) => sums[which]!["lines"]!.GetValue<int>();
}

public sealed class Story_on_SQLite(OnSqlite program) : StoryContract(program.District), IClassFixture<OnSqlite>;

public sealed class Story_on_PostgreSQL(OnPostgreSql program) : StoryContract(program.District), IClassFixture<OnPostgreSql>;
