using System.Net;
using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>Every amount of section 三, as a portal is answered it.</summary>
public abstract class AmountContract(District district)
{
    [Theory]
    [InlineData("junior", 50, 0)]
    [InlineData("intermediate", 50, 0)]
    [InlineData("senior", 50, 200)]
    [InlineData("technician", 50, 200)]
    [InlineData("seniorTechnician", 50, 200)]
    public async Task Pays_the_declaring_unit_for_assessment_and_from_senior_on_for_training(string level, long assessment, long training)
    {
        var school = district.Trained();
        var filed = await school.FileAsync(Forms.SkillTraining(school, Forms.TrainedLine(school, school.Trainees[0], level)));

        Assert.Equal((assessment + training) * 100, filed.Fen);
        AssertBenefit(filed, 0, "assessment", "三(一)", assessment);
        AssertBenefit(filed, 1, "training", "三(一)", training);
        if (training == 0) Assert.Equal("certificate-level-too-low", filed.Submitted["lines"]![0]!["benefits"]![1]!["reasons"]![0]!["code"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("senior", 500)]
    [InlineData("technician", 1000)]
    [InlineData("seniorTechnician", 1500)]
    public async Task Pays_the_worker_by_the_level_of_the_new_certificate(string level, long yuan)
    {
        var employer = await district.RegisterAsync("employer");
        var filed = await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person(), level)));
        AssertOnly(filed, "skillUpgrade", "三(二)", yuan);
    }

    [Theory]
    [InlineData("junior")]
    [InlineData("intermediate")]
    [InlineData("senior")]
    [InlineData("technician")]
    [InlineData("seniorTechnician")]
    public async Task Pays_the_organiser_500_for_a_certificate_of_any_level(string level)
    {
        var organiser = await district.RegisterAsync("competitionOrganiser");
        var competition = await CompetitionAsync(organiser, "A");
        var filed = await organiser.FileAsync(Forms.CompetitionTraining(organiser, competition, Forms.CertifiedLine(district.Person(), level)));
        AssertOnly(filed, "competitionTraining", "三(三)", 500);
    }

    [Theory]
    [InlineData("district", 20_000)]
    [InlineData("municipal", 50_000)]
    [InlineData("provincial", 50_000)]
    [InlineData("national", 50_000)]
    public async Task Pays_the_host_by_who_recognised_the_studio(string level, long yuan)
    {
        var host = await district.RegisterAsync("employer");
        var studio = district.Id("studio");
        await district.Handler.PutAsync($"/master-studios/{studio}", Forms.Studio(host, studio, level));
        AssertOnly(await host.FileAsync(Forms.MasterStudio(host, studio)), "masterStudio", "三(四)", yuan);
    }

    [Theory]
    [InlineData("associate", 800)]
    [InlineData("bachelor", 800)]
    [InlineData("master", 1000)]
    [InlineData("doctor", 1000)]
    public async Task Pays_the_base_by_the_education_of_the_intern(string education, long yuan)
    {
        var hirer = await district.RegisterAsync("internshipBase");
        var filed = await hirer.FileAsync(Forms.InternshipHiring(hirer, Forms.InternLine(hirer, district.Person(), education)));
        AssertOnly(filed, "internshipHiring", "三(五)", yuan);
    }

    [Theory]
    [InlineData("nationalTeamTopThree", 50_000)]
    [InlineData("awardWinningTeam", 80_000)]
    [InlineData("goldMedalTeam", 100_000)]
    public async Task Pays_for_worldskills_by_the_kind_of_award(string kind, long yuan)
    {
        var employer = await district.RegisterAsync("employer");
        var competition = await WorldSkills.RegisterAsync(district);
        var line = Forms.AwardLine(district.Person(), kind, edition: 45, occupation: district.Id("焊接"));
        AssertOnly(await employer.FileAsync(Forms.WorldSkills(employer, competition, line)), kind, "三(六)", yuan);
    }

    [Fact]
    public async Task The_sum_of_a_mixed_roster_is_said_in_numbers_and_in_words()
    {
        var employer = await district.RegisterAsync("employer");
        string[] levels = ["senior", "technician", "seniorTechnician"];
        var form = Forms.SkillUpgrade(employer, [.. levels.Select((level, i) => Forms.UpgradeLine(district.Person(), level, i + 1))]);
        form["requestedAmount"] = 3000;
        var filed = await employer.FileAsync(form);
        Assert.Equal(300_000, filed.Fen);
        Assert.Equal("叁仟元整", filed.Submitted["amountInWords"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_sum_that_the_applicant_counted_otherwise_is_refused_with_both_sums()
    {
        var employer = await district.RegisterAsync("employer");
        var form = Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person()));
        form["requestedAmount"] = JsonNode.Parse("500.01");
        var answer = (await employer.SubmitAsync(form)).Expect(HttpStatusCode.UnprocessableEntity, "amount-mismatch");
        Assert.Equal(50_001, Yuan.Fen(answer["requestedAmount"]!));
        Assert.Equal(50_000, Yuan.Fen(answer["computedAmount"]!));
        Assert.Equal(50_000, Yuan.Fen(answer["lines"]![0]!["amount"]!));
    }

    private async Task<string> CompetitionAsync(Portal organiser, string @class)
    {
        var id = district.Id("competition");
        await district.Handler.PutAsync($"/competitions/{id}", Forms.Competition(organiser, id, @class));
        return id;
    }

    private static void AssertOnly(Case filed, string benefit, string clause, long yuan)
    {
        Assert.Equal(yuan * 100, filed.Fen);
        Assert.Single(filed.Submitted["lines"]![0]!["benefits"]!.AsArray());
        AssertBenefit(filed, 0, benefit, clause, yuan);
    }

    private static void AssertBenefit(Case filed, int index, string benefit, string clause, long yuan)
    {
        var shown = filed.Submitted["lines"]![0]!["benefits"]![index]!;
        Assert.Equal(benefit, shown["benefit"]!.GetValue<string>());
        Assert.Equal(clause, shown["clause"]!.GetValue<string>());
        Assert.Equal(yuan * 100, Yuan.Fen(shown["amount"]!));
        Assert.Equal(yuan > 0 ? "eligible" : "notEligible", shown["verdict"]!.GetValue<string>());
    }
}

[Collection(SqliteTests.Name)]
public sealed class Amounts_on_SQLite(SharedOnSqlite program) : AmountContract(program.District);

[Collection(PostgreSqlTests.Name)]
public sealed class Amounts_on_PostgreSQL(SharedOnPostgreSql program) : AmountContract(program.District);
