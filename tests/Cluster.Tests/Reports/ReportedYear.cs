using System.Net;
using System.Text.Json.Nodes;
using Gongshu.Testing.Samples;

namespace Gongshu.Cluster.Tests;

/// <summary>A year and a quarter in which everything happens that a report has to count rightly.</summary>
internal sealed class ReportedYear(District district)
{
    private Portal _first = null!, _second = null!, _unit = null!;

    public async Task TellAsync()
    {
        await district.FilePlansAsync(2);
        (_first, _second) = (await district.RegisterAsync("employer"), await district.RegisterAsync("employer"));
        _unit = await district.RegisterAsync("employer", "competitionOrganiser", "internshipBase");
        await district.MoveClockAsync("2018-03-20T10:00:00+08:00");
        var (paid, failed, freed, stopped, pending) = await FirstQuarterAsync();
        await PayAsync(paid, failed, freed, stopped, pending);
        await LaterQuartersAsync();
    }

    private async Task<(Case Paid, Case Failed, Case Freed, Case Stopped, Case Pending)> FirstQuarterAsync()
    {
        var (paid, failed, freed) = (await UpgradeAsync(_first, 3), await UpgradeAsync(_second, 1), await TrainedAsync(migrants: 2));
        var (stopped, pending) = (await UpgradeAsync(_first, 2), await UpgradeAsync(await district.RegisterAsync("employer"), 1));
        var contest = await Refused.CompetitionAsync(district, _unit);
        await Refused.CompetitionAsync(district, _unit, "B");
        await Refused.CompetitionAsync(district, _unit, "A", 2017);

        // One person twice: under another programme, with a certificate of its own, and under a second reference.
        await (await _unit.FileAsync(Forms.CompetitionTraining(_unit, contest, Line(paid.People[0], "junior", "ZS-1"), Forms.CertifiedLine(district.Person(), line: 2)))).ApproveAsync();
        await MergedAsync();
        await OtherProgrammesAsync();
        await UndecidedAsync();

        await paid.ApproveAsync(Case.Reject(2, "post-does-not-fit"));
        await SlowlyAsync(failed);
        foreach (var filed in new[] { freed, stopped, pending }) await filed.ApproveAsync();
        await stopped.MustAsync(district.Leader.Caller, "stop", new() { ["lines"] = new JsonArray(1), ["reason"] = "测试核查" }, "approved");
        var other = new JsonObject { ["bankName"] = "测试银行", ["accountName"] = "另一账户", ["accountNumber"] = "0000000000000000099" };
        (await pending.Applicant.Caller.PutAsync($"/enterprises/{pending.Applicant.Uscc}", new JsonObject { ["name"] = pending.Applicant.Organisation.Name, ["bank"] = other })).Expect(HttpStatusCode.OK);
        return (paid, failed, freed, stopped, pending);
    }

    private async Task MergedAsync()
    {
        var (old, right) = (district.Person(), district.Person());
        var filed = await _second.FileAsync(Forms.SkillUpgrade(_second, Forms.UpgradeLine(old)));
        await _second.FileAsync(Forms.SkillUpgrade(_second, Certified(Forms.UpgradeLine(right, "technician"), "ZS-2")));
        string[] references = [await ReferenceAsync(old), await ReferenceAsync(right)];
        var body = new JsonObject { ["into"] = references[1], ["reason"] = "身份证号码更正", ["document"] = "测试户籍证明" };
        foreach (var officer in new[] { district.Handler, district.Leader }) (await officer.Caller.PostAsync($"/workers/{references[0]}/merge", body)).Expect(HttpStatusCode.OK);
        await filed.ApproveAsync();
    }

    private async Task OtherProgrammesAsync()
    {
        await (await _unit.FileAsync(Forms.MasterStudio(_unit, await Refused.StudioAsync(district, _unit)))).ApproveAsync();
        await (await _unit.FileAsync(Forms.InternshipHiring(_unit, Forms.InternLine(_unit, district.Person()), Forms.InternLine(_unit, district.Person(), "doctor", 2)))).ApproveAsync();
        await _unit.FileAsync(Forms.WorldSkills(_unit, await WorldSkills.RegisterAsync(district), Forms.AwardLine(district.Person(), "goldMedalTeam", 45)));
        await (await UpgradeAsync(_unit, 1)).WithdrawAsync();
        await (await UpgradeAsync(_unit, 2)).RejectAsync();
    }

    /// <summary>One that lapses, one that was corrected and waits, one on paper, one that won its appeal.</summary>
    private async Task UndecidedAsync()
    {
        (await (await UpgradeAsync(_second, 1)).DecideAsync(district.Handler, "handler", "return")).Expect(HttpStatusCode.OK);
        var corrected = await UpgradeAsync(_second, 3);
        (await corrected.DecideAsync(district.Handler, "handler", "return")).Expect(HttpStatusCode.OK);
        await corrected.MustAsync(_second.Caller, "resubmission", Forms.SkillUpgrade(
            _second, Forms.UpgradeLine(corrected.People[0]), Forms.UpgradeLine(corrected.People[1], "technician", 2)), "submitted");
        (await corrected.DecideAsync(district.Handler, "handler", "pass", Case.Reject(1, "other"))).Expect(HttpStatusCode.OK);
        var paper = Forms.SkillUpgrade(_first, Forms.UpgradeLine(district.Person()));
        paper["receivedOnPaper"] = new JsonObject { ["on"] = "2018-03-19", ["register"] = "2018-9" };
        (await district.Handler.Caller.PostAsync("/applications", paper, district.Id("paper"))).Expect(HttpStatusCode.Created);
        var won = await (await UpgradeAsync(_first, 2)).ApproveAsync(Case.Reject(1, "post-does-not-fit"));
        (await won.DoAsync(_first.Caller, "appeals", new() { ["lines"] = new JsonArray(1), ["grounds"] = "测试申诉理由" })).Expect(HttpStatusCode.Created);
        var other = await district.StaffAsync("leader", "leader-of-appeals");
        await won.MustAsync(other.Caller, "appeals/1/decision", new() { ["outcome"] = "overturn", ["comment"] = "测试决定" }, "approved");
    }

    /// <summary>Days between the stages, and one of them taken back.</summary>
    private async Task SlowlyAsync(Case filed)
    {
        (await filed.DecideAsync(district.Handler, "handler", "pass")).Expect(HttpStatusCode.OK);
        await district.MoveClockAsync("2018-03-22T10:00:00+08:00");
        (await filed.DecideAsync(district.Approver, "approver", "pass")).Expect(HttpStatusCode.OK);
        await filed.MustAsync(district.Approver.Caller, "decisions/1/approver/reversal", new() { ["reason"] = "测试更正" }, "recommended");
        await district.MoveClockAsync("2018-03-23T10:00:00+08:00");
        (await filed.DecideAsync(district.Approver, "approver", "pass")).Expect(HttpStatusCode.OK);
        await district.MoveClockAsync("2018-03-27T10:00:00+08:00");
        (await filed.DecideAsync(district.Leader, "leader", "pass")).Expect(HttpStatusCode.OK);
    }

    private async Task<(int Cases, long Fen)> PayableAsync()
    {
        var payable = (await district.Finance.ReadAsync("/windows/2018Q1/settlement"))["payable"]!;
        return (payable["cases"]!.GetValue<int>(), Yuan.Fen(payable["amount"]!));
    }

    private async Task PayAsync(Case paid, Case failed, Case freed, Case stopped, Case pending)
    {
        await district.MoveClockAsync("2018-04-02T09:00:00+08:00");
        var payable = await PayableAsync();
        var settled = (await district.Finance.Caller.PostAsync("/windows/2018Q1/settlement", new JsonObject { ["carryUndecided"] = true })).Expect(HttpStatusCode.Created);
        Assert.Equal(2, settled["heldBack"]!.AsArray().Count);
        var batch = new Batch(district, settled["batch"]!);
        Assert.Equal((batch.Lines.Count, batch.TotalFen), payable);
        Assert.DoesNotContain(pending.Number, batch.Lines.Keys);
        await batch.ReleaseAsync();
        int LineOf(Case filed) => settled["batch"]!["lines"]!.AsArray().Single(line => line!["caseNumber"]!.GetValue<string>() == filed.Number)!["batchLine"]!.GetValue<int>();
        JsonObject Result(Case filed, string outcome) => new() { ["batchLine"] = LineOf(filed), ["outcome"] = outcome, ["code"] = outcome == "failed" ? "account-closed" : null, ["paidOn"] = outcome == "failed" ? null : "2018-04-02" };
        (await district.Finance.Caller.PostAsync($"/batches/{batch.Id}/results", new JsonObject
        {
            ["results"] = new JsonArray(Result(paid, "paid"), Result(failed, "failed"), Result(freed, "paid"), Result(stopped, "paid")),
        })).Expect(HttpStatusCode.OK);
        // What failed waits for another account, what was stopped for another person.
        Assert.Equal((0, 0L), await PayableAsync());
        foreach (var filed in new[] { paid, freed, stopped }) await filed.RefreshAsync();
        await paid.MustAsync(district.Finance.Caller, "clawback", ClawBack(1, release: false), "paid");
        await freed.MustAsync(district.Finance.Caller, "clawback", ClawBack(1, release: true), "paid");
        await paid.MustAsync(district.Finance.Caller, "clawback/repayments", new() { ["amount"] = 123.45m, ["paidOn"] = "2018-04-02", ["reference"] = "测试退款" }, "paid");
    }

    /// <summary>The same people again, a certificate of December, and one that is carried into the next year.</summary>
    private async Task LaterQuartersAsync()
    {
        await district.MoveClockAsync("2018-06-11T09:00:00+08:00");
        var person = district.Person();
        await (await _first.FileAsync(Forms.SkillUpgrade(_first, Forms.UpgradeLine(person), Forms.UpgradeLine(district.Person(), "technician", 2)))).ApproveAsync();
        await _second.FileAsync(Forms.SkillUpgrade(_second, Certified(Forms.UpgradeLine(person, "technician"), "ZS-3")));
        await district.MoveClockAsync("2018-12-20T09:00:00+08:00");
        await (await _second.FileAsync(Forms.SkillUpgrade(_second, Issued(Forms.UpgradeLine(district.Person()), "2018-12-10")))).ApproveAsync();
        await district.MoveClockAsync("2019-03-11T09:00:00+08:00");
        await _second.FileAsync(Forms.SkillUpgrade(_second, Issued(Forms.UpgradeLine(district.Person()), "2018-12-11"), Issued(Forms.UpgradeLine(district.Person(), line: 2), "2019-02-11")));
    }

    private async Task<Case> UpgradeAsync(Portal employer, int lines)
    {
        var people = district.Persons(lines);
        string[] levels = ["senior", "technician", "seniorTechnician"];
        var filed = await employer.FileAsync(Forms.SkillUpgrade(employer, [.. people.Select((person, i) => Forms.UpgradeLine(person, levels[i], i + 1))]));
        filed.People = people;
        return filed;
    }

    private async Task<Case> TrainedAsync(int migrants)
    {
        var school = district.Trained();
        return await school.FileAsync(Forms.SkillTraining(school, [.. Enumerable.Range(0, 4).Select(i =>
        {
            var line = Forms.TrainedLine(school, school.Trainees[i], i == 3 ? "junior" : "senior", i + 1);
            line["worker"]!["migrant"] = i >= 4 - migrants;
            return line;
        })]));
    }

    private async Task<string> ReferenceAsync(SamplePerson person) =>
        (await district.Handler.Caller.PostAsync("/workers/lookup", new JsonObject { ["idNumber"] = person.IdNumber })).Expect(HttpStatusCode.OK)["workerRef"]!.GetValue<string>();

    private static JsonObject ClawBack(int line, bool release) =>
        new() { ["lines"] = new JsonArray(new JsonObject { ["line"] = line }), ["reason"] = "测试追回", ["release"] = release };

    private static JsonObject Line(SamplePerson person, string level, string certificate) => Certified(Forms.CertifiedLine(person, level), certificate);

    private static JsonObject Certified(JsonObject line, string certificate)
    {
        line["certificate"]!["number"] = certificate;
        return line;
    }

    private static JsonObject Issued(JsonObject line, string on)
    {
        line["certificate"]!["issuedOn"] = on;
        return line;
    }
}
