using System.Net;
using System.Text.Json.Nodes;
using Gongshu.Testing.Samples;

namespace Gongshu.Cluster.Tests;

/// <summary>What was granted in one quarter stays granted in the next one and in the next year.</summary>
public abstract class YearsContract(District district)
{
    [Fact]
    public async Task A_certificate_is_paid_once_over_quarters_and_years_and_carried_only_from_december()
    {
        var (first, second, organiser) = (await district.RegisterAsync("employer"), await district.RegisterAsync("employer"), await district.RegisterAsync("competitionOrganiser"));
        var (spring, december, carried, november) = (district.Person(), district.Person(), district.Person(), district.Person());
        await district.FilePlansAsync(1);
        var school = district.Trained();

        await district.MoveClockAsync("2018-03-20T10:00:00+08:00");
        var inSpring = await (await first.FileAsync(Upgrade(first, spring, "2018-02-11"))).ApproveAsync();
        var trained = await (await school.FileAsync(Forms.SkillTraining(school, Forms.TrainedLine(school, school.Trainees[0])))).ApproveAsync();

        await district.MoveClockAsync("2018-06-11T09:00:00+08:00");
        await RefusesAsync(second, Upgrade(second, spring, "2018-02-11"), inSpring, "skillUpgrade", "2018-03-20");
        await RefusesAsync(organiser, await TrainingAsync(organiser, school.Trainees[0]), trained, "competitionTraining", "2018-03-20");

        await district.MoveClockAsync("2018-12-20T09:00:00+08:00");
        await RefusesAsync(second, Upgrade(second, spring, "2018-02-11"), inSpring, "skillUpgrade", "2018-03-20");
        var inDecember = await (await first.FileAsync(Upgrade(first, december, "2018-12-10"))).ApproveAsync();

        await district.MoveClockAsync("2019-03-11T09:00:00+08:00");
        await RefusesAsync(second, Upgrade(second, december, "2018-12-10"), inDecember, "skillUpgrade", "2018-12-20");
        Assert.Equal(50_000, (await second.FileAsync(Upgrade(second, carried, "2018-12-01"))).Fen);
        var tooLate = (await second.SubmitAsync(Upgrade(second, november, "2018-11-30"))).Expect(HttpStatusCode.UnprocessableEntity, "not-eligible");
        Assert.Equal("certificate-year-passed", Assert.Single(tooLate["lines"]![0]!["benefits"]![0]!["reasons"]!.AsArray())!["code"]!.GetValue<string>());

        (await Batch.ReadAsync(district, "B-2018Q1-1")).AssertAddsUp(inSpring, trained);
        (await Batch.ReadAsync(district, "B-2018Q4-1")).AssertAddsUp(inDecember);
        Assert.Equal(2, (await district.Finance.ReadAsync("/batches"))["items"]!.AsArray().Count);
    }

    /// <summary>The portal learns that it is scheduled for payment elsewhere; the counter learns the case.</summary>
    private async Task RefusesAsync(Portal portal, JsonObject form, Case holder, string benefit, string submittedOn)
    {
        Conflicts.AssertForeign(await portal.SubmitAsync(form), benefit, "scheduled");
        var atCounter = await district.Handler.Caller.PostAsync("/applications", form, district.Id("counter"));
        Conflicts.AssertNamed(atCounter, benefit, holder, submittedOn, sameApplicant: false);
    }

    private static JsonObject Upgrade(Portal employer, SamplePerson person, string issuedOn)
    {
        var line = Forms.UpgradeLine(person);
        line["certificate"]!["issuedOn"] = issuedOn;
        return Forms.SkillUpgrade(employer, line);
    }

    private async Task<JsonObject> TrainingAsync(Portal organiser, SamplePerson person)
    {
        var line = Forms.CertifiedLine(person);
        line["certificate"] = Forms.Certificate(person, "senior", "2018-03-16", null);
        return Forms.CompetitionTraining(organiser, await Refused.CompetitionAsync(district, organiser), line);
    }
}

public sealed class Years_on_SQLite(OnSqlite program) : YearsContract(program.District), IClassFixture<OnSqlite>;

public sealed class Years_on_PostgreSQL(OnPostgreSql program) : YearsContract(program.District), IClassFixture<OnPostgreSql>;
