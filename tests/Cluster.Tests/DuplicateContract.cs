using System.Net;
using System.Text.Json.Nodes;
using Gongshu.Testing.Samples;

namespace Gongshu.Cluster.Tests;

/// <summary>五: no subsidy is enjoyed twice, whoever asks.</summary>
public abstract class DuplicateContract(District district)
{
    private const string Today = "2018-03-20";

    [Fact]
    public async Task Refuses_the_same_certificate_through_another_employer_and_tells_only_staff_whose_case_holds_it()
    {
        var person = district.Person();
        var (first, second) = (await district.RegisterAsync("employer"), await district.RegisterAsync("employer"));
        var held = await first.FileAsync(Forms.SkillUpgrade(first, Forms.UpgradeLine(person)));
        var again = Forms.SkillUpgrade(second, Forms.UpgradeLine(person));

        Conflicts.AssertForeign(await second.SubmitAsync(again), "skillUpgrade", "submitted");
        Conflicts.AssertNamed(await first.SubmitAsync(Forms.SkillUpgrade(first, Forms.UpgradeLine(person))), "skillUpgrade", held, Today, sameApplicant: true);
        Conflicts.AssertNamed(await district.Handler.Caller.PostAsync("/applications", again, district.Id("counter")), "skillUpgrade", held, Today, sameApplicant: false);
    }

    [Fact]
    public async Task Refuses_another_certificate_of_the_same_occupation_and_level()
    {
        var person = district.Person();
        var employer = await district.RegisterAsync("employer");
        await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(person)));
        var line = Forms.UpgradeLine(person);
        line["certificate"]!["number"] = district.Id("ZS");
        var holder = Conflicts.Of(await employer.SubmitAsync(Forms.SkillUpgrade(employer, line)), "skillUpgrade");
        Assert.Single(holder);

        line["certificate"]!["level"] = "technician";
        Assert.Equal(100_000, (await employer.FileAsync(Forms.SkillUpgrade(employer, line.DeepClone().AsObject()))).Fen);
    }

    [Fact]
    public async Task Knows_a_certificate_however_its_number_and_its_owner_are_written()
    {
        var person = district.Person();
        var employer = await district.RegisterAsync("employer");
        await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(person)));
        var line = Forms.UpgradeLine(person);
        line["certificate"]!["number"] = $" {person.CertificateNumber[..4].ToLowerInvariant()}-{person.CertificateNumber[4..]} ";
        line["worker"]!["idNumber"] = string.Concat(person.IdNumber.Select(digit => (char)(digit - '0' + '０')));
        Assert.Equal(2, Conflicts.Of(await employer.SubmitAsync(Forms.SkillUpgrade(employer, line)), "skillUpgrade").Length);
    }

    [Fact]
    public async Task One_certificate_earns_the_unit_and_the_worker_but_training_only_once()
    {
        var school = district.Trained();
        var person = school.Trainees[0];
        var trained = await school.FileAsync(Forms.SkillTraining(school, Forms.TrainedLine(school, person)));
        var upgrade = Forms.UpgradeLine(person);
        upgrade["certificate"] = Forms.Certificate(person, "senior", "2018-03-16", null);
        Assert.Equal(50_000, (await school.FileAsync(Forms.SkillUpgrade(school, upgrade))).Fen);
        Assert.Equal(25_000, trained.Fen);

        var organiser = await district.RegisterAsync("competitionOrganiser");
        var competition = await Refused.CompetitionAsync(district, organiser);
        var line = Forms.CertifiedLine(person);
        line["certificate"] = Forms.Certificate(person, "senior", "2018-03-16", null);
        Conflicts.AssertForeign(await organiser.SubmitAsync(Forms.CompetitionTraining(organiser, competition, line)), "competitionTraining", "submitted");
    }

    [Fact]
    public async Task What_the_organiser_was_promised_the_school_gets_no_more_but_may_leave_out()
    {
        var (school, organiser) = (district.Trained(), await district.RegisterAsync("competitionOrganiser"));
        var person = school.Trainees[0];
        var line = Forms.CertifiedLine(person);
        line["certificate"] = Forms.Certificate(person, "senior", "2018-03-16", null);
        await organiser.FileAsync(Forms.CompetitionTraining(organiser, await Refused.CompetitionAsync(district, organiser), line));

        var form = Forms.SkillTraining(school, Forms.TrainedLine(school, person), Forms.TrainedLine(school, school.Trainees[1], line: 2));
        Conflicts.AssertForeign(await school.SubmitAsync(form), "training", "submitted");
        form["acceptPartial"] = true;
        var partial = await school.FileAsync(form);
        Assert.Equal(30_000, partial.Fen);
        var benefits = partial.Submitted["lines"]![0]!["benefits"]!.AsArray();
        Assert.Equal(["eligible", "duplicate"], benefits.Select(benefit => benefit!["verdict"]!.GetValue<string>()));
        Assert.Equal([5_000L, 0L], benefits.Select(benefit => Yuan.Fen(benefit!["amount"]!)));
    }

    [Fact]
    public async Task Leaves_out_a_whole_line_and_refuses_when_nothing_is_left()
    {
        var employer = await district.RegisterAsync("employer");
        var (paid, fresh) = (district.Person(), district.Person());
        await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(paid)));
        var form = Forms.SkillUpgrade(employer, Forms.UpgradeLine(paid), Forms.UpgradeLine(fresh, line: 2));
        form["acceptPartial"] = true;
        Assert.Equal(50_000, (await employer.FileAsync(form)).Fen);
        (await employer.SubmitAsync(form)).Expect(HttpStatusCode.Conflict, "duplicate-claim");
    }

    [Fact]
    public async Task One_studio_and_level_one_intern_and_one_team_are_paid_once()
    {
        var host = await district.RegisterAsync("employer", "internshipBase");
        var other = await district.RegisterAsync("employer", "internshipBase");
        var studio = await Refused.StudioAsync(district, host);
        var first = await host.FileAsync(Forms.MasterStudio(host, studio));
        Conflicts.AssertNamed(await host.SubmitAsync(Forms.MasterStudio(host, studio)), "masterStudio", first, Today, sameApplicant: true);

        var intern = district.Person();
        await host.FileAsync(Forms.InternshipHiring(host, Forms.InternLine(host, intern)));
        Conflicts.AssertForeign(await other.SubmitAsync(Forms.InternshipHiring(other, Forms.InternLine(other, intern, "doctor"))), "internshipHiring", "submitted");

        var (competition, occupation) = (await WorldSkills.RegisterAsync(district), district.Id("焊接"));
        await host.FileAsync(Forms.WorldSkills(host, competition, Forms.AwardLine(district.Person(), "awardWinningTeam", 45, occupation)));
        Conflicts.AssertForeign(
            await other.SubmitAsync(Forms.WorldSkills(other, competition, Forms.AwardLine(district.Person(), "goldMedalTeam", 45, occupation))), "goldMedalTeam", "submitted");
    }

    [Theory]
    [InlineData("withdrawn")]
    [InlineData("rejected")]
    [InlineData("line rejected")]
    public async Task A_key_is_free_again_when_its_case_is(string end)
    {
        var (first, second) = (await district.RegisterAsync("employer"), await district.RegisterAsync("employer"));
        var person = district.Person();
        var held = await first.FileAsync(Forms.SkillUpgrade(first, Forms.UpgradeLine(person), Forms.UpgradeLine(district.Person(), line: 2)));
        var again = Forms.SkillUpgrade(second, Forms.UpgradeLine(person));
        Conflicts.AssertForeign(await second.SubmitAsync(again), "skillUpgrade", "submitted");

        await EndAsync(held, end);
        await second.FileAsync(again);
        Assert.Equal(["held", "released"], await ClaimsOfAsync(person));
    }

    private static Task EndAsync(Case held, string end) => end switch
    {
        "withdrawn" => held.WithdrawAsync(),
        "rejected" => held.RejectAsync(),
        _ => held.ApproveAsync(Case.Reject(1, "post-does-not-fit")),
    };

    private async Task<string[]> ClaimsOfAsync(SamplePerson person)
    {
        var worker = (await district.Handler.Caller.PostAsync("/workers/lookup", new JsonObject { ["idNumber"] = person.IdNumber })).Expect(HttpStatusCode.OK);
        var claims = await district.Handler.ReadAsync($"/workers/{worker["workerRef"]!.GetValue<string>()}/claims");
        return [.. claims["items"]!.AsArray().Select(claim => claim!["status"]!.GetValue<string>()).Order(StringComparer.Ordinal)];
    }
}

[Collection(SqliteTests.Name)]
public sealed class Duplicates_on_SQLite(SharedOnSqlite program) : DuplicateContract(program.District);

[Collection(PostgreSqlTests.Name)]
public sealed class Duplicates_on_PostgreSQL(SharedOnPostgreSql program) : DuplicateContract(program.District);
