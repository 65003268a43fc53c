using System.Net;
using System.Text.Json.Nodes;
using Gongshu.Policy;
using static Gongshu.Policy.RefusalCode;

namespace Gongshu.Cluster.Tests;

/// <summary>What a precheck says would have to be different is done, in the request and in the registers, and then is eligible: for every code.</summary>
public abstract class ChangeContract(District district)
{
    // Judged by officers, or refused before anything could be prechecked; and what a filing that is over needs: see the plans below.
    private static readonly RefusalCode[] NotByPrecheck = [PostDoesNotFit, MaterialsNotGenuine, CalendarYearUnknown];
    private static readonly RefusalCode[] OfFilings = [PlanOfAnotherApplicant, PlanFiledLate, WorkerNotInPlan];

    public static TheoryData<string> Refusals { get; } =
        new(RefusalTable.All.Where(row => !NotByPrecheck.Contains(row.Code) && !OfFilings.Contains(row.Code)).Select(row => $"{row.Code.Wire()}: {row.Name}"));

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Doing_what_the_precheck_says_makes_the_benefit_eligible(string refusal)
    {
        var row = RefusalTable.All.Single(row => $"{row.Code.Wire()}: {row.Name}" == refusal);
        var refused = Refused.Keep();
        await row.Provoke(district);
        var (applicant, form) = refused[^1];
        if (row.Code == CertificateOfAnotherWorker) await AssertNeverAsync(applicant, form, "证书编号");
        else await Changed.AssertEachMendsAsync(district, applicant, form);
    }

    [Fact]
    public async Task A_plan_that_another_unit_filed_has_to_be_the_applicants()
    {
        var (school, other, person) = (await district.RegisterAsync("trainingSchool"), await district.RegisterAsync("trainingSchool"), district.Person());
        await MendsAsync(school, other, "2018-03-06", [person], person, PlanOfAnotherApplicant);
    }

    [Fact]
    public async Task A_plan_that_was_filed_late_has_to_be_filed_on_the_last_day_that_was_in_time()
    {
        var (school, person) = (await district.RegisterAsync("trainingSchool"), district.Person());
        await MendsAsync(school, school, "2018-03-07", [person], person, PlanFiledLate);
    }

    [Fact]
    public async Task Who_is_not_on_the_list_has_to_be_filed_in_time()
    {
        var (school, person) = (await district.RegisterAsync("trainingSchool"), district.Person());
        await MendsAsync(school, school, "2018-03-06", [district.Person()], person, WorkerNotInPlan);
    }

    [Fact]
    public async Task Whose_entitlement_is_taken_cannot_have_it_by_any_change()
    {
        var (first, second, person) = (await district.RegisterAsync("employer"), await district.RegisterAsync("employer"), district.Person());
        await first.FileAsync(Forms.SkillUpgrade(first, Forms.UpgradeLine(person)));
        await AssertNeverAsync(second, Forms.SkillUpgrade(second, Forms.UpgradeLine(person)), "skillUpgrade:6-18-02-04:senior", "skillUpgrade:certificate:");

        // Not yet a duplicate, since it is refused for its level; raised to the level that is paid it would be one.
        var raised = Forms.UpgradeLine(person);
        raised["certificate"]!["level"] = "intermediate";
        raised["certificate"]!["number"] = district.Person().CertificateNumber;
        await AssertNeverAsync(second, Forms.SkillUpgrade(second, raised), "skillUpgrade:6-18-02-04:senior");
    }

    [Fact]
    public async Task What_is_granted_has_no_change_and_a_wrong_sum_is_told_the_right_one()
    {
        var employer = await district.RegisterAsync("employer");
        var form = Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person()));
        form["requestedAmount"] = JsonNode.Parse("500.01");
        var answer = (await Changed.PrecheckAsync(employer, form)).Expect(HttpStatusCode.OK);
        Assert.Equal(50_000, Yuan.Fen(answer["computedAmount"]!));
        Assert.Null(Assert.Single(Changed.Benefits(answer))["change"]);
        Assert.Null(answer["nextOpensOn"]);
        form["requestedAmount"] = answer["computedAmount"]!.DeepClone();
        var right = (await Changed.PrecheckAsync(employer, form)).Expect(HttpStatusCode.OK);
        Assert.Equal(201, right["wouldBe"]!.GetValue<int>());
        Assert.Null(right["computedAmount"]);
    }

    [Fact]
    public async Task A_value_that_can_be_put_at_its_pointer_keeps_the_type_that_the_contract_has()
    {
        var employer = await district.RegisterAsync("employer");
        var line = Forms.UpgradeLine(district.Person());
        line["signedByWorker"] = false;
        line["certificate"]!["issuedOn"] = "2017-12-31";
        var facts = Assert.Single(Changed.Benefits((await Changed.PrecheckAsync(employer, Forms.SkillUpgrade(employer, line))).Expect(HttpStatusCode.OK)))["change"]!["facts"]!.AsArray();
        Assert.Equal(
            ["""{"fact":"certificate.issuedOn","pointer":"/lines/0/certificate/issuedOn","source":"application","from":"2017-12-31","to":"2018-01-01","clause":"五"}""",
             """{"fact":"signedByWorker","pointer":"/lines/0/signedByWorker","source":"application","from":false,"to":true,"clause":"四(一)"}"""],
            facts.Select(fact => fact!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })));
    }

    private async Task MendsAsync(Portal school, Portal filer, string receivedOn, Gongshu.Testing.Samples.SamplePerson[] trainees, Gongshu.Testing.Samples.SamplePerson person, RefusalCode code)
    {
        school.Plan = district.Id("paper-plan");
        var plan = Forms.Plan(filer, trainees, "2018-03-16", "2018-03-19");
        plan["receivedOnPaper"] = new JsonObject { ["on"] = receivedOn, ["register"] = district.Id("窗口") };
        await district.Handler.PutAsync($"/training-plans/{school.Plan}", plan);
        var form = Forms.SkillTraining(school, Forms.TrainedLine(school, person));
        Assert.Contains(code.Wire(), await Refused.CodesAsync(district, school, form));
        await Changed.AssertEachMendsAsync(district, school, form);
    }

    private static async Task AssertNeverAsync(Portal applicant, JsonObject form, params string[] named)
    {
        var change = Assert.Single(Changed.Benefits((await Changed.PrecheckAsync(applicant, form)).Expect(HttpStatusCode.OK)))["change"]!;
        Assert.False(change["possible"]!.GetValue<bool>());
        Assert.Empty(change["facts"]!.AsArray());
        Assert.Contains(named, name => change["text"]!.GetValue<string>().Contains(name, StringComparison.Ordinal));
    }
}

[Collection(SqliteTests.Name)]
public sealed class Changes_on_SQLite(SharedOnSqlite program) : ChangeContract(program.District);

[Collection(PostgreSqlTests.Name)]
public sealed class Changes_on_PostgreSQL(SharedOnPostgreSql program) : ChangeContract(program.District);
