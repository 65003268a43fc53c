using System.Net;
using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>The main job, from the opening of a window to the payment file, and what follows from it.</summary>
public abstract class QuarterContract(District district)
{
    private const string Settlement = "/windows/2018Q1/settlement";
    private static readonly JsonObject Carry = new() { ["carryUndecided"] = true };

    [Fact]
    public async Task A_quarter_is_filed_decided_closed_settled_released_and_paid_and_never_changes_after()
    {
        await district.FilePlansAsync(1);
        await district.MoveClockAsync("2018-03-20T10:00:00+08:00");
        var cases = await FileAllProgrammesAsync();
        var (late, later) = (await UpgradeAsync(), await UpgradeAsync());
        (await district.Finance.Caller.PostAsync(Settlement)).Expect(HttpStatusCode.Conflict, "window-not-closed");
        foreach (var filed in cases) await filed.ApproveAsync(RejectedIn(filed));

        await district.MoveClockAsync("2018-04-01T00:00:05+08:00");
        Assert.Equal("closed", await WindowAsync("2018Q1"));
        await RefusesAfterTheEndAsync();
        var batch = await SettleAsync(cases, late, later);
        await batch.ReleaseAsync();
        await batch.AssertPaymentFileAsync(cases);
        Assert.All(await Task.WhenAll(cases.Select(filed => filed.StatusAsync())), status => Assert.Equal("scheduled", status));

        await late.ApproveAsync();
        var leftovers = (await district.Finance.Caller.PostAsync(Settlement)).Expect(HttpStatusCode.Created);
        Assert.Equal("B-2018Q1-2", new Batch(district, leftovers["batch"]!).AssertAddsUp(late).Id);
        await TheNextQuarterSettlesItselfAsync(later);
        await batch.AssertUnchangedAsync();
    }

    private async Task<Case[]> FileAllProgrammesAsync()
    {
        var school = district.Trained();
        var unit = await district.RegisterAsync("employer", "competitionOrganiser", "internshipBase");
        var competition = await Refused.CompetitionAsync(district, unit);
        return
        [
            await school.FileAsync(Forms.SkillTraining(
                school, Forms.TrainedLine(school, school.Trainees[0]), Forms.TrainedLine(school, school.Trainees[1], "junior", 2), Forms.TrainedLine(school, school.Trainees[2], "technician", 3))),
            await unit.FileAsync(Forms.SkillUpgrade(
                unit, Forms.UpgradeLine(district.Person()), Forms.UpgradeLine(district.Person(), "technician", 2), Forms.UpgradeLine(district.Person(), "seniorTechnician", 3))),
            await unit.FileAsync(Forms.CompetitionTraining(unit, competition, Forms.CertifiedLine(district.Person()), Forms.CertifiedLine(district.Person(), "junior", 2))),
            await unit.FileAsync(Forms.MasterStudio(unit, await Refused.StudioAsync(district, unit, level: "municipal"))),
            await unit.FileAsync(Forms.InternshipHiring(unit, Forms.InternLine(unit, district.Person()), Forms.InternLine(unit, district.Person(), "doctor", 2))),
            await unit.FileAsync(Forms.WorldSkills(unit, await WorldSkills.RegisterAsync(district), Forms.AwardLine(district.Person(), "goldMedalTeam", 45))),
        ];
    }

    /// <summary>In the roster of 三(二) the handler turns the first line away: 500 of 3,000.</summary>
    private static JsonObject[] RejectedIn(Case filed) =>
        filed.Submitted["programme"]!.GetValue<string>() == "skillUpgrade" ? [Case.Reject(1, "post-does-not-fit")] : [];

    private async Task RefusesAfterTheEndAsync()
    {
        var employer = await district.RegisterAsync("employer");
        var refused = (await employer.SubmitAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person())))).Expect(HttpStatusCode.UnprocessableEntity, "window-closed");
        Assert.Equal("2018-06-01", refused["nextOpensOn"]!.GetValue<string>());
        Assert.Equal("2018-06-30", refused["nextClosesOn"]!.GetValue<string>());
    }

    private async Task<Batch> SettleAsync(Case[] cases, params Case[] undecided)
    {
        var blocked = (await district.Finance.Caller.PostAsync(Settlement)).Expect(HttpStatusCode.Conflict, "cases-undecided");
        Assert.Equal(undecided.Select(filed => filed.Number).Order(StringComparer.Ordinal), blocked["cases"]!.AsArray().Select(number => number!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Empty((await district.Finance.ReadAsync("/batches?window=2018Q1"))["items"]!.AsArray());

        var settled = (await district.Finance.Caller.PostAsync(Settlement, Carry)).Expect(HttpStatusCode.Created);
        Assert.Equal("settled", settled["status"]!.GetValue<string>());
        Assert.Empty(settled["heldBack"]!.AsArray());
        var batch = new Batch(district, settled["batch"]!).AssertAddsUp(cases);
        Assert.Equal("B-2018Q1-1", batch.Id);
        Assert.Equal((250 + 50 + 250 + 1000 + 1500 + 500 + 500 + 50_000 + 800 + 1000 + 100_000) * 100L, batch.TotalFen);
        Assert.Equal(cases.Sum(filed => filed.Fen) - 50_000, batch.TotalFen);

        var again = (await district.Finance.Caller.PostAsync(Settlement, Carry)).Expect(HttpStatusCode.OK);
        Assert.Equal(batch.Hash, again["batch"]!["hash"]!.GetValue<string>());
        return batch;
    }

    /// <summary>With all of it decided the clock alone settles 2018Q2, and takes along what became payable of 2018Q1.</summary>
    private async Task TheNextQuarterSettlesItselfAsync(Case leftover)
    {
        await district.MoveClockAsync("2018-06-11T09:00:00+08:00");
        Assert.Equal("open", await WindowAsync("2018Q2"));
        var filed = await (await UpgradeAsync()).ApproveAsync();
        await leftover.ApproveAsync();
        await district.MoveClockAsync("2018-07-01T00:00:05+08:00");

        Assert.Equal("settled", await WindowAsync("2018Q2"));
        (await Batch.ReadAsync(district, "B-2018Q2-1")).AssertAddsUp(filed);
        (await Batch.ReadAsync(district, "B-2018Q1-3")).AssertAddsUp(leftover);
    }

    private async Task<Case> UpgradeAsync()
    {
        var employer = await district.RegisterAsync("employer");
        return await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person())));
    }

    private async Task<string> WindowAsync(string window) => (await district.Finance.ReadAsync($"/windows/{window}"))["status"]!.GetValue<string>();
}

public sealed class Quarter_on_SQLite(OnSqlite program) : QuarterContract(program.District), IClassFixture<OnSqlite>;

public sealed class Quarter_on_PostgreSQL(OnPostgreSql program) : QuarterContract(program.District), IClassFixture<OnPostgreSql>;
