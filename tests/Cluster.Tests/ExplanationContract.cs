using System.Net;
using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>What a case's explanation says, and that it is the truth of when the case was judged.</summary>
public abstract class ExplanationContract(District district)
{
    [Fact]
    public async Task Each_benefit_is_explained_rule_by_rule_with_its_facts_and_its_amount()
    {
        var school = district.Trained();
        var filed = await school.FileAsync(Forms.SkillTraining(
            school, Forms.TrainedLine(school, school.Trainees[0]), Forms.TrainedLine(school, school.Trainees[1], "intermediate", line: 2)));
        var told = (await filed.Applicant.Caller.GetAsync($"/applications/{filed.Number}/explanation")).Expect(HttpStatusCode.OK);

        Assert.Equal(("三(一)", "submission", true), (Text(told["clause"]), Text(told["registersAsOf"]), told["agrees"]!.GetValue<bool>()));
        Assert.Equal("atLeast", Text(Named(told["readings"]!, "reading", "planFiling")["value"]));
        Assert.Equal("true enterpriseRegistry", ValueOf(told["facts"]!, "applicant.inDistrict"));
        Assert.All(told["rules"]!.AsArray(), rule => Assert.NotEmpty(Text(rule!["text"])));
        Assert.Equal(("onPaper", "四(一)"), (Text(Named(told["papers"]!, "kind", "labourContract")["given"]), Text(Named(told["papers"]!, "kind", "labourContract")["clause"])));

        var (senior, intermediate) = (told["lines"]![0]!, told["lines"]![1]!);
        Assert.Equal("2018-03-05 trainingPlan", ValueOf(senior["facts"]!, "trainingPlan.filedOn"));
        Assert.Equal("7 calendar", ValueOf(senior["facts"]!, "trainingPlan.workingDaysBefore"));
        var training = Benefit(senior, "training");
        Assert.Equal(told["rules"]!.AsArray().Select(rule => Text(rule!["code"])), training["steps"]!.AsArray().Select(step => Text(step!["code"])));
        Assert.All(training["steps"]!.AsArray(), step => Assert.Equal("kept", Text(step!["outcome"])));
        Assert.Equal(("level", "senior", 20_000), (Text(training["computation"]!["per"]), Text(training["computation"]!["of"]), Yuan.Fen(Named(training["computation"]!["table"]!, "of", "senior")["amount"]!)));
        Assert.All(training["keys"]!.AsArray(), key => Assert.StartsWith("2018-03-20T", Text(key!["heldSince"]), StringComparison.Ordinal));
        Assert.Equal("held", Text(training["claim"]!["status"]));

        var refused = Benefit(intermediate, "training");
        Assert.Equal(("notEligible", "failed"), (Text(refused["verdict"]), Text(Named(refused["steps"]!, "code", "certificate-level-too-low")["outcome"])));
        Assert.Null(refused["computation"]);
        Assert.Equal("/lines/1/certificate/level \"senior\"", $"{Text(refused["change"]!["facts"]![0]!["pointer"])} {refused["change"]!["facts"]![0]!["to"]!.ToJsonString()}");
        AssertNothingPersonal(told.Text, school.Trainees[0].Name, school.Trainees[0].IdNumber, school.Trainees[0].Phone, school.Trainees[0].CertificateNumber, school.Organisation.AccountNumber);
    }

    [Fact]
    public async Task It_stays_the_truth_of_then_when_the_register_says_otherwise_now()
    {
        var employer = await district.RegisterAsync("employer");
        var filed = await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person())));
        await district.RegisterAsync(employer.Organisation, ["internshipBase"], inDistrict: false);
        var told = await district.Handler.ReadAsync($"/applications/{filed.Number}/explanation");
        Assert.True(told["agrees"]!.GetValue<bool>());
        Assert.Equal("true enterpriseRegistry", ValueOf(told["facts"]!, "applicant.inDistrict"));
        Assert.Equal("employer enterpriseRegistry", ValueOf(told["facts"]!, "applicant.kinds"));
    }

    [Fact]
    public async Task A_correction_is_explained_by_what_was_true_of_it()
    {
        var employer = await district.RegisterAsync("employer");
        var (first, second) = (district.Person(), district.Person());
        var filed = await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(first)));
        (await filed.DecideAsync(district.Handler, "handler", "return")).Expect(HttpStatusCode.OK);
        await district.RegisterAsync(employer.Organisation, ["employer", "trainingSchool"]);
        await filed.MustAsync(employer.Caller, "resubmission", Forms.SkillUpgrade(employer, Forms.UpgradeLine(first), Forms.UpgradeLine(second, "technician", 2)), "submitted");
        var told = await district.Handler.ReadAsync($"/applications/{filed.Number}/explanation");
        Assert.True(told["agrees"]!.GetValue<bool>());
        Assert.Equal("employer trainingSchool enterpriseRegistry", ValueOf(told["facts"]!, "applicant.kinds"));
        Assert.Equal([("handler", "return", true)], told["decisions"]!.AsArray().Select(d => (Text(d!["stage"]), Text(d["outcome"]), d["stands"]!.GetValue<bool>())));
        Assert.Equal([50_000L, 100_000L], told["lines"]!.AsArray().Select(line => Yuan.Fen(line!["amount"]!)));
    }

    [Fact]
    public async Task What_an_officer_turned_away_is_told_with_the_reason_and_the_appeal()
    {
        var employer = await district.RegisterAsync("employer");
        var filed = await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person()), Forms.UpgradeLine(district.Person(), line: 2)));
        await filed.ApproveAsync(Case.Reject(2, "post-does-not-fit"));
        await filed.MustAsync(employer.Caller, "appeals", new JsonObject { ["lines"] = new JsonArray(2), ["grounds"] = "岗位相符" }, "approved");
        await filed.MustAsync(district.Finance.Caller, "stop", new JsonObject { ["lines"] = new JsonArray(1), ["reason"] = "核查账户" }, "approved");

        var told = await district.Handler.ReadAsync($"/applications/{filed.Number}/explanation");
        var (stopped, rejected) = (Benefit(told["lines"]![0]!, "skillUpgrade"), Benefit(told["lines"]![1]!, "skillUpgrade"));
        var decision = Assert.Single(rejected["decisions"]!.AsArray())!;
        Assert.Equal(("handler", "reject", "post-does-not-fit", "人岗不相适", "五", "测试理由"), (Text(decision["stage"]), Text(decision["outcome"]), Text(decision["reason"]), Text(decision["reasonTitle"]), Text(decision["clause"]), Text(decision["comment"])));
        Assert.Equal(("released", "岗位相符"), (Text(rejected["claim"]!["status"]), Text(rejected["claim"]!["appeals"]![0]!["grounds"])));
        Assert.All(rejected["keys"]!.AsArray(), key => Assert.Null(key!["heldSince"]));
        Assert.False(rejected["change"]!["possible"]!.GetValue<bool>());
        Assert.Equal(("approved", "waiting", "核查账户"), (Text(stopped["claim"]!["status"]), Text(stopped["claim"]!["place"]), Text(stopped["claim"]!["stops"]![0]!["reason"])));
        Assert.Null(stopped["change"]);
    }

    [Fact]
    public async Task A_duplicate_that_was_left_out_says_what_stands_in_its_way_until_nothing_does()
    {
        var (first, second, shared) = (await district.RegisterAsync("employer"), await district.RegisterAsync("employer"), district.Person());
        var holder = await first.FileAsync(Forms.SkillUpgrade(first, Forms.UpgradeLine(shared)));
        var form = Forms.SkillUpgrade(second, Forms.UpgradeLine(district.Person()), Forms.UpgradeLine(shared, line: 2));
        form["acceptPartial"] = true;
        var filed = await second.FileAsync(form);

        var told = await district.Handler.ReadAsync($"/applications/{filed.Number}/explanation?line=2");
        var left = Benefit(Assert.Single(told["lines"]!.AsArray())!, "skillUpgrade");
        Assert.Equal(("duplicate", "eligible"), (Text(left["verdict"]), Text(left["judgedAgain"])));
        Assert.True(told["agrees"]!.GetValue<bool>());
        Assert.Contains("已有有效申领，各项补贴费用不得重复享受", Text(left["change"]!["text"]), StringComparison.Ordinal);
        Assert.Null(left["claim"]);

        await holder.WithdrawAsync();
        var freed = await district.Handler.ReadAsync($"/applications/{filed.Number}/explanation?line=2");
        Assert.Contains("现已解除", Text(Benefit(freed["lines"]![0]!, "skillUpgrade")["change"]!["text"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_may_read_the_case_reads_it_and_a_foreign_one_is_as_a_missing_one()
    {
        var (employer, other) = (await district.RegisterAsync("employer"), await district.RegisterAsync("employer"));
        var filed = await employer.FileAsync(Forms.SkillUpgrade(employer, Forms.UpgradeLine(district.Person())));
        (await employer.Caller.GetAsync($"/applications/{filed.Number}/explanation")).Expect(HttpStatusCode.OK);
        (await (await district.StaffAsync("auditor", "auditor-1")).Caller.GetAsync($"/applications/{filed.Number}/explanation")).Expect(HttpStatusCode.OK);
        var foreign = (await other.Caller.GetAsync($"/applications/{filed.Number}/explanation")).Expect(HttpStatusCode.NotFound, "not-found");
        var missing = (await other.Caller.GetAsync("/applications/GS-2018Q1-999999/explanation")).Expect(HttpStatusCode.NotFound, "not-found");
        Assert.Equal(Text(missing["detail"]), Text(foreign["detail"]));
        (await district.Handler.Caller.GetAsync("/applications/nothing/explanation")).Expect(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_roster_is_told_a_page_at_a_time()
    {
        var employer = await district.RegisterAsync("employer");
        var filed = await employer.FileAsync(Forms.SkillUpgrade(employer, [.. district.Persons(5).Select((person, i) => Forms.UpgradeLine(person, line: i + 1))]));
        var other = await employer.FileAsync(Forms.SkillUpgrade(employer, [.. district.Persons(5).Select((person, i) => Forms.UpgradeLine(person, line: i + 1))]));
        var seen = new List<int>();
        string? cursor = null;
        do
        {
            var page = await district.Handler.ReadAsync($"/applications/{filed.Number}/explanation?limit=2{(cursor is null ? "" : "&cursor=" + cursor)}");
            Assert.InRange(page["lines"]!.AsArray().Count, 1, 2);
            seen.AddRange(page["lines"]!.AsArray().Select(line => line!["line"]!.GetValue<int>()));
            cursor = page["nextCursor"]?.GetValue<string>();
            if (cursor is not null)
                (await district.Handler.Caller.GetAsync($"/applications/{other.Number}/explanation?limit=2&cursor={cursor}")).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        }
        while (cursor is not null);
        Assert.Equal([1, 2, 3, 4, 5], seen);
        foreach (var wrong in new[] { "limit=0", "limit=201", "cursor=nowhere", "line=0", "line=x", "fromLine=2" })
            (await district.Handler.Caller.GetAsync($"/applications/{filed.Number}/explanation?{wrong}")).Expect(HttpStatusCode.UnprocessableEntity, "invalid-request");
        Assert.Empty((await district.Handler.ReadAsync($"/applications/{filed.Number}/explanation?line=6"))["lines"]!.AsArray());
    }

    [Fact]
    public async Task Every_case_of_the_program_judged_again_comes_to_what_was_stored()
    {
        var employer = await district.RegisterAsync("employer", "competitionOrganiser", "internshipBase");
        await employer.FileAsync(Forms.InternshipHiring(employer, Forms.InternLine(employer, district.Person())));
        await employer.FileAsync(Forms.MasterStudio(employer, await Refused.StudioAsync(district, employer)));
        await employer.FileAsync(Forms.CompetitionTraining(employer, await Refused.CompetitionAsync(district, employer), Forms.CertifiedLine(district.Person())));
        await employer.FileAsync(Forms.WorldSkills(employer, await WorldSkills.RegisterAsync(district), Forms.AwardLine(district.Person(), "goldMedalTeam", 45, district.Id("焊接"))));
        Assert.InRange(await WalkAsync(district.Handler.Caller), 4, int.MaxValue);
    }

    /// <summary>Reads every page of every case; each has to agree with what was stored. Returns how many cases there were.</summary>
    internal static async Task<int> WalkAsync(Caller staff)
    {
        var (walked, cursor) = (0, (string?)null);
        do
        {
            var page = (await staff.GetAsync($"/applications?limit=200{(cursor is null ? "" : "&cursor=" + cursor)}")).Expect(HttpStatusCode.OK);
            foreach (var number in page["items"]!.AsArray().Select(item => Text(item!["caseNumber"])))
            {
                var next = (string?)null;
                do
                {
                    var told = (await staff.GetAsync($"/applications/{number}/explanation?limit=200{(next is null ? "" : "&cursor=" + next)}")).Expect(HttpStatusCode.OK);
                    Assert.True(told["agrees"]!.GetValue<bool>() && Text(told["registersAsOf"]) == "submission", told.ToString());
                    next = told["nextCursor"]?.GetValue<string>();
                }
                while (next is not null);
                walked++;
            }

            cursor = page["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);
        return walked;
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static JsonNode Named(JsonNode list, string member, string value) => Assert.Single(list.AsArray(), item => item![member]?.GetValue<string>() == value)!;

    private static string ValueOf(JsonNode facts, string fact) => Named(facts, "fact", fact) is var found ? $"{Text(found["value"])} {Text(found["source"])}" : "";

    private static JsonNode Benefit(JsonNode line, string benefit) => Named(line["benefits"]!, "benefit", benefit);

    private static void AssertNothingPersonal(string text, params string?[] personal) =>
        Assert.All(personal.OfType<string>(), value => Assert.DoesNotContain(value, text, StringComparison.Ordinal));
}

[Collection(SqliteTests.Name)]
public sealed class Explanations_on_SQLite(SharedOnSqlite program) : ExplanationContract(program.District);

[Collection(PostgreSqlTests.Name)]
public sealed class Explanations_on_PostgreSQL(SharedOnPostgreSql program) : ExplanationContract(program.District);
