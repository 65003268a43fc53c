using System.Net;
using System.Text.Json.Nodes;
using Gongshu.Policy;

namespace Gongshu.Cluster.Tests;

/// <summary>Every refusal of <c>rules.md</c> §2, as a portal is answered it.</summary>
public abstract class RefusalContract(District district)
{
    public static TheoryData<string> Refusals { get; } = new(RefusalTable.All.Select(row => $"{row.Code.Wire()}: {row.Name}"));

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Refuses_with_exactly_the_codes_of_the_rules_that_fail(string refusal)
    {
        var row = RefusalTable.All.Single(row => $"{row.Code.Wire()}: {row.Name}" == refusal);
        var codes = await row.Provoke(district);
        Assert.Equal(row.With.Append(row.Code).Select(code => code.Wire()).Order(StringComparer.Ordinal), codes.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("skillTraining", "identityDocument,labourContract,socialInsuranceProof,certificateRoster,assessmentInvoice", "四(一)")]
    [InlineData("skillUpgrade", "identityDocument,labourContract,socialInsuranceProof,certificateRoster,assessmentInvoice,benefitRoster", "四(一)")]
    [InlineData("competitionTraining", "competitionDocument,certificateRoster", "四(二)")]
    [InlineData("masterStudio", "recognitionDocument", "四(三)")]
    [InlineData("internshipHiring", "internshipMaterials", "四(四)")]
    [InlineData("worldSkills", "recognitionDocument", "四(三)")]
    public async Task Names_every_paper_that_is_missing_with_its_clause(string programme, string papers, string clause)
    {
        var applicant = await district.RegisterAsync("employer", "trainingSchool", "competitionOrganiser", "internshipBase");
        var form = FormOf(programme, applicant);
        form["documents"] = new JsonArray();
        var answer = (await applicant.SubmitAsync(form)).Expect(HttpStatusCode.UnprocessableEntity, "incomplete-documents");
        Assert.Equal(papers.Split(',').Order(StringComparer.Ordinal), answer["missing"]!.AsArray().Select(m => m!["kind"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.All(answer["missing"]!.AsArray(), missing => Assert.Equal(clause, missing!["clause"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Names_both_lines_when_a_worker_or_a_certificate_is_listed_twice()
    {
        var employer = await district.RegisterAsync("employer");
        var (one, other) = (Forms.UpgradeLine(district.Person()), Forms.UpgradeLine(district.Person(), line: 2));
        other["worker"]!["idNumber"] = one["worker"]!["idNumber"]!.GetValue<string>();
        other["certificate"]!["number"] = one["certificate"]!["number"]!.GetValue<string>();
        AssertFaults(
            (await employer.SubmitAsync(Forms.SkillUpgrade(employer, one, other))).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request"),
            "/lines/0/certificate/number certificate-listed-twice", "/lines/0/worker/idNumber worker-listed-twice",
            "/lines/1/certificate/number certificate-listed-twice", "/lines/1/worker/idNumber worker-listed-twice");
    }

    [Fact]
    public async Task Names_both_lines_when_one_team_is_listed_under_two_captains()
    {
        var employer = await district.RegisterAsync("employer");
        var occupation = district.Id("焊接");
        var answer = await employer.SubmitAsync(Forms.WorldSkills(
            employer, await WorldSkills.RegisterAsync(district),
            Forms.AwardLine(district.Person(), "goldMedalTeam", 45, occupation), Forms.AwardLine(district.Person(), "awardWinningTeam", 45, occupation, line: 2)));
        answer.Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        Assert.Equal(2, answer["errors"]!.AsArray().Count);
        Assert.All(answer["errors"]!.AsArray(), error => Assert.Equal("benefit-listed-twice", error!["code"]!.GetValue<string>()));
    }

    private static JsonObject FormOf(string programme, Portal applicant)
    {
        var form = Forms.MasterStudio(applicant, "nowhere");
        if (programme == "masterStudio") return form;
        form["programme"] = programme;
        form.Remove("masterStudio");
        form["lines"] = new JsonArray(new JsonObject { ["line"] = 1, ["worker"] = new JsonObject { ["name"] = "测试", ["idNumber"] = "330105198802290178" } });
        return form;
    }

    private static void AssertFaults(Answer answer, params string[] faults) => Assert.Equal(
        faults,
        answer["errors"]!.AsArray().Select(error => $"{error!["pointer"]!.GetValue<string>()} {error["code"]!.GetValue<string>()}").Order(StringComparer.Ordinal));
}

[Collection(SqliteTests.Name)]
public sealed class Refusals_on_SQLite(SharedOnSqlite program) : RefusalContract(program.District);

[Collection(PostgreSqlTests.Name)]
public sealed class Refusals_on_PostgreSQL(SharedOnPostgreSql program) : RefusalContract(program.District);

/// <summary>That the table is complete.</summary>
public sealed class RefusalTableTests
{
    /// <summary>Shown by <see cref="OtherPolicyTests"/>: the policy of 2018 offers every programme.</summary>
    private const RefusalCode OfAnotherPolicy = RefusalCode.ProgrammeNotOffered;

    [Fact]
    public void Every_refusal_code_is_provoked_through_http() => Assert.Equal(
        Enum.GetValues<RefusalCode>().Where(code => code != OfAnotherPolicy),
        RefusalTable.All.Select(row => row.Code).Distinct().Order());

    [Fact]
    public void No_two_rows_have_one_name() =>
        Assert.Equal(RefusalTable.All.Count, RefusalTable.All.Select(row => (row.Code, row.Name)).Distinct().Count());
}
