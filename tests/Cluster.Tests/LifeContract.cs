using System.Net;
using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>What a case goes through before its window closes, when it does not go straight.</summary>
public abstract class LifeContract(District district)
{
    [Fact]
    public async Task A_correction_swaps_the_claims_of_changed_lines_and_frees_those_that_it_drops()
    {
        var employer = await district.RegisterAsync("employer");
        var (kept, changed, dropped, added) = (district.Person(), district.Person(), district.Person(), district.Person());
        var filed = await employer.FileAsync(Forms.SkillUpgrade(
            employer, Forms.UpgradeLine(kept), Forms.UpgradeLine(changed, "technician", 2), Forms.UpgradeLine(dropped, line: 3)));
        (await filed.DecideAsync(district.Handler, "handler", "return")).Expect(HttpStatusCode.OK);
        await RefusesAsync(dropped, "returned");

        var corrected = Forms.SkillUpgrade(employer, Forms.UpgradeLine(kept), Forms.UpgradeLine(changed, "seniorTechnician", 2), Forms.UpgradeLine(added, line: 4));
        var path = $"/applications/{filed.Number}/resubmission";
        (await employer.Caller.PostAsync(path, corrected)).Expect(HttpStatusCode.PreconditionRequired, "if-match-required");
        (await employer.Caller.PostAsync(path, corrected, ifMatch: 1)).Expect(HttpStatusCode.PreconditionFailed, "stale-version");
        var answer = await filed.MustAsync(employer.Caller, "resubmission", corrected, "submitted");
        Assert.Equal(2, answer["round"]!.GetValue<int>());
        Assert.Equal((500 + 1500 + 500) * 100L, Yuan.Fen(answer["amount"]!));
        Assert.Equal(filed.Submitted["receipt"]!.GetValue<string>(), answer["receipt"]!.GetValue<string>());
        Assert.Equal(filed.Submitted["submittedAt"]!.GetValue<string>(), answer["submittedAt"]!.GetValue<string>());

        foreach (var held in new[] { kept, changed, added }) await RefusesAsync(held, "submitted");
        var other = await district.RegisterAsync("employer");
        await other.FileAsync(Forms.SkillUpgrade(other, Forms.UpgradeLine(dropped)));
        (await filed.DoAsync(employer.Caller, "resubmission", corrected)).Expect(HttpStatusCode.Conflict, "illegal-transition");
        await filed.ApproveAsync();
    }

    [Fact]
    public async Task A_correction_may_give_a_certificate_to_the_worker_to_whom_it_belongs()
    {
        var employer = await district.RegisterAsync("employer");
        var (mistyped, right) = (district.Person(), district.Person());
        var line = Forms.UpgradeLine(mistyped);
        line["certificate"]!["number"] = right.CertificateNumber;
        var filed = await employer.FileAsync(Forms.SkillUpgrade(employer, line));
        (await filed.DecideAsync(district.Handler, "handler", "return")).Expect(HttpStatusCode.OK);
        await filed.MustAsync(employer.Caller, "resubmission", Forms.SkillUpgrade(employer, Forms.UpgradeLine(right)), "submitted");
        var other = await district.RegisterAsync("employer");
        await other.FileAsync(Forms.SkillUpgrade(other, Forms.UpgradeLine(mistyped)));
    }

    [Fact]
    public async Task A_correction_that_is_refused_leaves_the_case_as_it_was()
    {
        var (employer, other) = (await district.RegisterAsync("employer"), await district.RegisterAsync("employer"));
        var (own, taken) = (district.Person(), district.Person());
        await other.FileAsync(Forms.SkillUpgrade(other, Forms.UpgradeLine(taken)));
        var filed = await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(own)));
        (await filed.DecideAsync(district.Handler, "handler", "return")).Expect(HttpStatusCode.OK);
        Conflicts.AssertForeign(await filed.DoAsync(employer.Caller, "resubmission", Forms.SkillUpgrade(employer, Forms.UpgradeLine(taken))), "skillUpgrade", "submitted");
        var late = Forms.UpgradeLine(own);
        late["certificate"]!["issuedOn"] = "2018-03-21";
        (await filed.DoAsync(employer.Caller, "resubmission", Forms.SkillUpgrade(employer, late))).Expect(HttpStatusCode.UnprocessableEntity, "not-eligible");
        var elsewhere = Forms.SkillUpgrade(other, Forms.UpgradeLine(own));
        var wrong = (await filed.DoAsync(district.Leader.Caller, "resubmission", elsewhere)).Expect(HttpStatusCode.Forbidden);
        Assert.Equal("forbidden", wrong.Code);
        (await filed.DoAsync(district.Handler.Caller, "resubmission", Forms.SkillUpgrade(employer, Forms.UpgradeLine(own)))).Expect(HttpStatusCode.Forbidden, "separation-of-duties");
        Assert.Equal("returned", await filed.StatusAsync());
        await RefusesAsync(own, "returned");
    }

    [Fact]
    public async Task An_officer_takes_back_his_own_decision_until_somebody_builds_upon_it()
    {
        var filed = await FileAsync();
        (await filed.DecideAsync(district.Handler, "handler", "pass")).Expect(HttpStatusCode.OK);
        var other = await district.StaffAsync("handler", district.Id("handler"));
        (await filed.DoAsync(other.Caller, "decisions/1/handler/reversal", Reason())).Expect(HttpStatusCode.Forbidden, "separation-of-duties");
        (await filed.DoAsync(district.Handler.Caller, "decisions/2/handler/reversal", Reason())).Expect(HttpStatusCode.NotFound);
        var reversed = await filed.MustAsync(district.Handler.Caller, "decisions/1/handler/reversal", Reason(), "submitted");
        Assert.Equal(["pass", "reversal"], reversed["decisions"]!.AsArray().Select(decision => decision!["outcome"]!.GetValue<string>()));
        (await filed.DoAsync(district.Handler.Caller, "decisions/1/handler/reversal", Reason())).Expect(HttpStatusCode.NotFound);
        (await filed.DecideAsync(district.Handler, "handler", "pass")).Expect(HttpStatusCode.OK);
        (await filed.DecideAsync(district.Approver, "approver", "pass")).Expect(HttpStatusCode.OK);
        (await filed.DoAsync(district.Handler.Caller, "decisions/1/handler/reversal", Reason())).Expect(HttpStatusCode.Conflict, "illegal-transition");
        (await filed.DecideAsync(district.Leader, "leader", "pass")).Expect(HttpStatusCode.OK);
        await filed.MustAsync(district.Leader.Caller, "decisions/1/leader/reversal", Reason(), "endorsed");
        (await filed.DecideAsync(district.Leader, "leader", "pass")).Expect(HttpStatusCode.OK);
        Assert.Equal("approved", await filed.StatusAsync());
    }

    [Fact]
    public async Task A_return_is_taken_back_before_the_correction_comes()
    {
        var filed = await FileAsync();
        (await filed.DecideAsync(district.Handler, "handler", "pass")).Expect(HttpStatusCode.OK);
        (await filed.DecideAsync(district.Approver, "approver", "return")).Expect(HttpStatusCode.OK);
        await filed.MustAsync(district.Approver.Caller, "decisions/1/approver/reversal", Reason(), "recommended");
        (await filed.DecideAsync(district.Approver, "approver", "pass")).Expect(HttpStatusCode.OK);
        await filed.WithdrawAsync();
        await filed.RefreshAsync();
        (await filed.DoAsync(filed.Applicant.Caller, "withdrawal", Reason())).Expect(HttpStatusCode.Conflict, "illegal-transition");
    }

    [Fact]
    public async Task A_rejection_is_taken_back_only_while_its_keys_are_free()
    {
        var person = district.Person();
        var (first, second) = (await district.RegisterAsync("employer"), await district.RegisterAsync("employer"));
        var filed = await first.FileAsync(Forms.SkillUpgrade(first, Forms.UpgradeLine(person)));
        await filed.RejectAsync();
        await filed.MustAsync(district.Handler.Caller, "decisions/1/handler/reversal", Reason(), "submitted");
        await RefusesAsync(person, "submitted");
        await filed.RejectAsync();
        await second.FileAsync(Forms.SkillUpgrade(second, Forms.UpgradeLine(person)));
        (await filed.DoAsync(district.Handler.Caller, "decisions/1/handler/reversal", Reason())).Expect(HttpStatusCode.Conflict, "duplicate-claim");
        Assert.Equal("rejected", await filed.StatusAsync());
    }

    [Fact]
    public async Task A_leader_who_took_no_part_decides_an_appeal_and_what_is_overturned_is_approved()
    {
        var filed = await (await FileAsync(2)).ApproveAsync(Case.Reject(1, "post-does-not-fit"));
        var appellant = filed.Applicant.Caller;
        (await filed.DoAsync(appellant, "appeals", Appeal(2))).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        var appealed = (await filed.DoAsync(appellant, "appeals", Appeal(1))).Expect(HttpStatusCode.Created);
        Assert.EndsWith($"/applications/{filed.Number}/appeals/1", appealed.Headers.Location!.ToString(), StringComparison.Ordinal);
        (await appellant.GetAsync($"/applications/{filed.Number}/appeals/1")).Expect(HttpStatusCode.OK);
        (await filed.DoAsync(appellant, "appeals", Appeal(1))).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        (await filed.DoAsync(district.Leader.Caller, "appeals/1/decision", Ruling("overturn"))).Expect(HttpStatusCode.Forbidden, "separation-of-duties");
        var other = await district.StaffAsync("leader", district.Id("leader"));
        var won = await filed.MustAsync(other.Caller, "appeals/1/decision", Ruling("overturn"), "approved");
        Assert.Equal(100_000, Yuan.Fen(won["amount"]!));
        (await filed.DoAsync(other.Caller, "appeals/1/decision", Ruling("uphold"))).Expect(HttpStatusCode.Conflict, "illegal-transition");
    }

    [Fact]
    public async Task An_appeal_is_lost_when_the_key_was_taken_meanwhile_or_the_leader_upholds()
    {
        var person = district.Person();
        var (first, second) = (await district.RegisterAsync("employer"), await district.RegisterAsync("employer"));
        var filed = await first.FileAsync(Forms.SkillUpgrade(first, Forms.UpgradeLine(person)));
        await filed.RejectAsync();
        (await filed.DoAsync(first.Caller, "appeals", Appeal(1))).Expect(HttpStatusCode.Created);
        await second.FileAsync(Forms.SkillUpgrade(second, Forms.UpgradeLine(person)));
        var leader = await district.StaffAsync("leader", district.Id("leader"));
        (await filed.DoAsync(leader.Caller, "appeals/1/decision", Ruling("overturn"))).Expect(HttpStatusCode.Conflict, "duplicate-claim");
        await filed.MustAsync(leader.Caller, "appeals/1/decision", Ruling("uphold"), "rejected");
    }

    [Fact]
    public async Task A_stop_waits_for_another_person_and_changes_nobodys_claims()
    {
        var filed = await (await FileAsync(2)).ApproveAsync();
        (await filed.DoAsync(district.Handler.Caller, "stop", Stop(1))).Expect(HttpStatusCode.Forbidden, "forbidden");
        (await filed.DoAsync(district.Finance.Caller, "stop", Stop(7))).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        await filed.MustAsync(district.Finance.Caller, "stop", Stop(1), "approved");
        (await filed.DoAsync(district.Finance.Caller, "stop/release", Stop(1))).Expect(HttpStatusCode.Forbidden, "separation-of-duties");
        (await filed.DoAsync(district.OtherFinance.Caller, "stop/release", Stop(2))).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        var released = await filed.MustAsync(district.OtherFinance.Caller, "stop/release", Stop(1), "approved");
        Assert.NotNull(released["stops"]![0]!["releasedAt"]);
        (await filed.DoAsync(district.OtherFinance.Caller, "stop/release", Stop(1))).Expect(HttpStatusCode.Conflict, "illegal-transition");
    }

    [Fact]
    public async Task A_case_lies_on_the_desk_of_whom_it_was_assigned_to_until_the_next_stage()
    {
        var filed = await FileAsync();
        var assigned = await filed.MustAsync(district.Handler.Caller, "assignment", [], "submitted");
        Assert.Equal(district.Handler.Sub, assigned["assignee"]!["id"]!.GetValue<string>());
        var other = new JsonObject { ["assignee"] = new JsonObject { ["id"] = "u-other", ["name"] = "测试另一人" } };
        Assert.Equal("u-other", (await filed.MustAsync(district.Leader.Caller, "assignment", other, "submitted"))["assignee"]!["id"]!.GetValue<string>());
        Assert.Null((await filed.MustAsync(district.Handler.Caller, "assignment", new() { ["release"] = true }, "submitted"))["assignee"]);
        await filed.MustAsync(district.Handler.Caller, "assignment", [], "submitted");
        (await filed.DecideAsync(district.Handler, "handler", "pass")).Expect(HttpStatusCode.OK);
        Assert.Null((await filed.ReadAsync())["assignee"]);
        Assert.Null((await filed.Applicant.Caller.GetAsync($"/applications/{filed.Number}"))["assignee"]);
    }

    [Fact]
    public async Task The_same_operation_again_is_answered_as_the_first_time()
    {
        var filed = await (await FileAsync(2)).ApproveAsync();
        var path = $"/applications/{filed.Number}/stop";
        var key = district.Id("stop");
        var first = (await district.Finance.Caller.PostAsync(path, Stop(1), key)).Expect(HttpStatusCode.OK);
        (await district.OtherFinance.Caller.PostAsync($"{path}/release", Stop(1))).Expect(HttpStatusCode.OK);
        var again = (await district.Finance.Caller.PostAsync(path, Stop(1), key)).Expect(HttpStatusCode.OK);
        Assert.True(again.IsReplay);
        Assert.Equal(first["version"]!.GetValue<int>(), again["version"]!.GetValue<int>());
        (await district.Finance.Caller.PostAsync(path, Stop(2), key)).Expect(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    private async Task<Case> FileAsync(int lines = 1)
    {
        var employer = await district.RegisterAsync("employer");
        return await employer.FileAsync(Forms.SkillUpgrade(employer, [.. Enumerable.Range(1, lines).Select(line => Forms.UpgradeLine(district.Person(), line: line))]));
    }

    private async Task RefusesAsync(Testing.Samples.SamplePerson person, string status)
    {
        var other = await district.RegisterAsync("employer");
        Conflicts.AssertForeign(await other.SubmitAsync(Forms.SkillUpgrade(other, Forms.UpgradeLine(person))), "skillUpgrade", status);
    }

    private static JsonObject Reason() => new() { ["reason"] = "测试更正" };

    private static JsonObject Appeal(params int[] lines) => new() { ["lines"] = Numbers(lines), ["grounds"] = "测试申诉理由" };

    private static JsonObject Ruling(string outcome) => new() { ["outcome"] = outcome, ["comment"] = "测试决定" };

    private static JsonObject Stop(params int[] lines) => new() { ["lines"] = Numbers(lines), ["reason"] = "测试核查" };

    private static JsonArray Numbers(int[] lines) => [.. lines.Select(line => JsonValue.Create(line))];
}

[Collection(SqliteTests.Name)]
public sealed class Life_on_SQLite(SharedOnSqlite program) : LifeContract(program.District);

[Collection(PostgreSqlTests.Name)]
public sealed class Life_on_PostgreSQL(SharedOnPostgreSql program) : LifeContract(program.District);
