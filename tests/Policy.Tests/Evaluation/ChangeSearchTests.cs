using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CsCheck;

namespace Gongshu.Policy.Tests.Evaluation;

/// <summary>What the search says would have to be different, tried by the evaluator, which knows nothing of the search.</summary>
public sealed class ChangeSearchTests
{
    private static readonly RefusalCode[] OfRules = [.. RuleTable.All.Select(rule => rule.Code).Distinct()];

    [Fact]
    public void Every_refusal_becomes_eligible_by_its_change_and_by_no_part_of_it()
    {
        var met = new ConcurrentDictionary<RefusalCode, bool>();
        RefusedCases.Any.Sample(drawn =>
        {
            var (facts, policy) = drawn;
            var judged = facts.Judge(policy);
            var search = new ChangeSearch(facts, policy, Vectors.Calendar);
            foreach (var benefit in judged.Lines[0].Benefits)
            {
                var change = search.For(facts.Lines[0], benefit.Benefit);
                Assert.Equal(IsGranted(judged, benefit.Benefit), change is null);
                if (change is null)
                    continue;
                foreach (var reason in judged.Reasons.Concat(benefit.Reasons))
                    met[reason.Code] = true;
                if (benefit.Reasons.Any(reason => reason.Code == RefusalCode.CertificateOfAnotherWorker))
                {
                    AssertNever(change, RefusalCode.CertificateOfAnotherWorker);
                    var free = facts with { CertificateOwners = null };
                    if (new ChangeSearch(free, policy, Vectors.Calendar).For(free.Lines[0], benefit.Benefit) is { } rest)
                        AssertSmallest(rest, free, policy, benefit.Benefit);
                }
                else
                {
                    AssertSmallest(change, facts, policy, benefit.Benefit);
                }
            }
        }, iter: 20_000);
        Assert.Equal(OfRules.Order(), met.Keys.Order());
    }

    public static TheoryData<RefusalCode> Codes => new(Enum.GetValues<RefusalCode>());

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_has_a_clause_with_its_words_and_a_change_or_a_reason_why_there_is_none(RefusalCode code)
    {
        var citation = Policies.Gongshu.CitationOf(code);
        Assert.Matches("^[一二三四五](\\([一二三四五六七]\\))?$", citation!.Clause);
        Assert.NotEmpty(citation.Quote);
        if (RefusalCodeTests.JudgedByOfficers.Contains(code))
        {
            AssertNever(Change.OfOfficer(code), code);
            return;
        }

        if (code == RefusalCode.ProgrammeNotOffered)
        {
            var gone = Policies.Gongshu with { Programmes = [] };
            AssertNever(new ChangeSearch(Cases.Of(Programme.SkillUpgrade), gone, Vectors.Calendar).For(Cases.Line(Programme.SkillUpgrade), Benefit.SkillUpgrade)!, code);
            return;
        }

        var examples = RefusalCodeTests.Examples.Where(example => example.Code == code).ToArray();
        Assert.NotEmpty(examples);
        foreach (var (_, programmes, breakIt) in examples)
        {
            foreach (var programme in programmes)
                AssertExplained(code, programme == Programme.MasterStudio ? breakIt(Cases.Of(programme)) with { Lines = [new LineFacts { Line = 1 }] } : breakIt(Cases.Of(programme)));
        }
    }

    [Fact]
    public void Every_fact_can_be_set_by_a_move_or_is_declared_to_be_nobodys_to_change()
    {
        var facts = typeof(FactTable).GetFields().Select(field => field.GetValue(null)).OfType<Fact>().ToArray();
        Assert.NotEmpty(facts);
        Assert.All(facts, fact => Assert.True(
            !MoveTable.Setting(fact).IsEmpty || FixedFacts.All.Any(row => row.Fact == fact), $"{fact.Name} is neither in MoveTable nor in FixedFacts"));
        Assert.Equal(MoveTable.All.Length, MoveTable.All.Select(move => move.Name).Distinct().Count());
        Assert.All(FixedFacts.All, row => Assert.DoesNotContain(MoveTable.Setting(row.Fact), move => !move.GivesPart));
    }

    [Fact]
    public void Every_open_question_of_the_text_bears_on_a_programme() => Assert.Equal(
        Policies.Gongshu.Questions.Select(question => question.Name).Order(),
        Policies.Gongshu.Programmes.SelectMany(terms => ReadingsUsed.By(Policies.Gongshu, terms)).Select(question => question.Name).Distinct().Order());

    [Theory]
    [InlineData("2017-12-31", "certificate.issuedOn \"2018-01-01\"")]
    [InlineData("2018-03-06", "certificate.issuedOn \"2018-03-05\"")]
    public void A_day_is_moved_to_the_nearest_that_keeps_the_rules(string issuedOn, string expected) =>
        Assert.Equal([expected], Found(Cases.Of(Programme.SkillUpgrade).Issued(issuedOn), Benefit.SkillUpgrade));

    [Fact]
    public void A_level_is_raised_to_the_next_that_is_paid() => Assert.Equal(
        ["certificate.level \"senior\""],
        Found(Cases.Of(Programme.SkillTraining).With(line => line with { Certificate = line.Certificate! with { Level = SkillLevel.Junior } }), Benefit.Training));

    [Fact]
    public void What_can_be_mended_in_the_application_is_not_asked_of_a_register() => Assert.Equal(
        ["certificate.occupation \"6-31-01-03\""],
        Found(Cases.Of(Programme.SkillTraining) with { Plan = Cases.Plan(Cases.Worker(0)) with { Occupation = Cases.Electrician } }, Benefit.Assessment));

    [Fact]
    public void What_stands_in_a_register_is_asked_of_it_alone() => Assert.Equal(
        ["applicant.inDistrict true", "trainingPlan.filedOn \"2018-01-10\""],
        Found(
            Cases.Of(Programme.SkillTraining) with
            {
                Applicant = new ApplicantFacts(Cases.Applicant, new HashSet<EnterpriseKind> { EnterpriseKind.Employer }, InDistrict: false),
                Plan = Cases.Plan(Cases.Worker(0)) with { FiledOn = new Dictionary<string, DateOnly> { [Cases.Worker(0)] = new(2018, 1, 11) } },
            },
            Benefit.Assessment));

    [Fact]
    public void A_text_names_the_fact_both_values_and_the_clause()
    {
        var facts = Cases.Of(Programme.SkillUpgrade).Issued("2017-12-31");
        var text = new ChangeSearch(facts, Policies.Gongshu, Vectors.Calendar).For(facts.Lines[0], Benefit.SkillUpgrade)!.Text;
        Assert.Equal("若证书发证日期由“2017-12-31”改为“2018-01-01”（五），即符合本项补贴条件。", text.Zh);
        Assert.Equal("It would be eligible with the certificate's day of issue: 2018-01-01 instead of 2017-12-31 (五).", text.En);
    }

    [Fact]
    public void A_missing_certificate_is_given_with_placeholders_that_no_two_lines_share()
    {
        var facts = Cases.Of(Programme.SkillUpgrade).With(line => line with { Certificate = null });
        var fact = Assert.Single(new ChangeSearch(facts, Policies.Gongshu, Vectors.Calendar).For(facts.Lines[0], Benefit.SkillUpgrade)!.Facts);
        Assert.Equal(("certificate", "/certificate", true), (fact.Fact, fact.Pointer, fact.IsPart));
        var given = JsonNode.Parse(fact.ToFor(Cases.Applicant.Value, 3))!;
        Assert.Equal("PLACEHOLDER-91330105MA27ABCD4X-3", (string)given["number"]!);
        Assert.True(CertificateNumber.TryParse((string)given["number"]!, out _));
        Assert.Equal(("senior", "2018-03-05"), ((string)given["level"]!, (string)given["issuedOn"]!));
        Assert.NotEqual(fact.ToFor(Cases.Applicant.Value, 3), fact.ToFor(Cases.Applicant.Value, 4));
    }

    [Fact]
    public void No_refusal_takes_more_than_a_few_thousand_evaluations_of_its_line() => RefusedCases.Any.Sample(drawn =>
    {
        var search = new ChangeSearch(drawn.Facts, drawn.Policy, Vectors.Calendar);
        foreach (var benefit in drawn.Facts.Judge(drawn.Policy).Lines[0].Benefits)
            search.For(drawn.Facts.Lines[0], benefit.Benefit);
        Assert.True(search.MostEvaluations <= 4_000, $"{search.MostEvaluations}: {drawn.Facts.Programme} {drawn.Facts.Day} {string.Join(' ', drawn.Facts.Codes(drawn.Policy))} {drawn.Facts.Lines[0]} {drawn.Facts.Plan} {string.Join(' ', drawn.Facts.Plan?.FiledOn.Values ?? [])} {drawn.Policy.Readings}");
    }, iter: 5_000);

    [Fact]
    public void The_same_refusal_has_the_same_change_each_time() => RefusedCases.Any.Sample(drawn =>
    {
        foreach (var benefit in drawn.Facts.Judge(drawn.Policy).Lines[0].Benefits)
            Assert.Equal(Describe(drawn.Facts, drawn.Policy, benefit.Benefit), Describe(drawn.Facts, drawn.Policy, benefit.Benefit));
    }, iter: 500);

    [Fact]
    public void Equal_refusals_of_a_roster_are_searched_once()
    {
        var lines = Enumerable.Range(0, 600).Select(n => Cases.Line(Programme.SkillUpgrade, n) with { Line = n + 1, SignedByWorker = false }).ToArray();
        var facts = Cases.Of(Programme.SkillUpgrade) with { Lines = lines };
        var search = new ChangeSearch(facts, Policies.Gongshu, Vectors.Calendar);
        Assert.All(lines, line => Assert.Equal("signedByWorker", Assert.Single(search.For(line, Benefit.SkillUpgrade)!.Facts).Fact));
        Assert.Equal(1, search.Searched);
    }

    private static void AssertExplained(RefusalCode code, ApplicationFacts facts)
    {
        var judged = facts.Judge();
        foreach (var benefit in judged.Lines[0].Benefits.Where(benefit => !IsGranted(judged, benefit.Benefit)))
        {
            var change = new ChangeSearch(facts, Policies.Gongshu, Vectors.Calendar).For(facts.Lines[0], benefit.Benefit)!;
            if (code == RefusalCode.CertificateOfAnotherWorker)
                AssertNever(change, code);
            else
                AssertSmallest(change, facts, Policies.Gongshu, benefit.Benefit);
            Assert.All(change.Facts, fact => Assert.NotEmpty(fact.Clause));
        }
    }

    private static string[] Found(ApplicationFacts facts, Benefit benefit) =>
        [.. new ChangeSearch(facts, Policies.Gongshu, Vectors.Calendar).For(facts.Lines[0], benefit)!.Facts.Select(fact => $"{fact.Fact} {fact.To.Json}")];

    internal static void AssertSmallest(Change change, ApplicationFacts facts, SubsidyPolicy policy, Benefit benefit)
    {
        Assert.True(change.IsPossible, $"{string.Join(' ', facts.Codes(policy))}: {change.Text.En} {facts.Lines[0]} {facts.Plan} {string.Join(' ', facts.Plan?.FiledOn.Values ?? [])}");
        Assert.True(IsOfRightShape(change.ApplyTo(facts)), change.Text.En);
        Assert.True(IsGranted(change.ApplyTo(facts).Judge(policy), benefit), $"{string.Join(' ', facts.Codes(policy))}: {change.Text.En}");
        for (var subset = 0; subset < (1 << change.Facts.Length) - 1; subset++)
        {
            var part = facts;
            for (var i = 0; i < change.Facts.Length; i++)
                part = (subset & (1 << i)) == 0 ? part : change.Facts[i].ApplyTo(part);
            Assert.False(IsOfRightShape(part) && IsGranted(part.Judge(policy), benefit), $"less would do: {change.Text.En}");
        }
    }

    internal static void AssertNever(Change change, RefusalCode code)
    {
        Assert.False(change.IsPossible);
        Assert.Empty(change.Facts);
        Assert.True(code == change.Never!.Code, $"{change.Never}");
        Assert.NotEqual(change.Text.Zh, change.Text.En);
    }

    internal static bool IsGranted(Gongshu.Policy.Evaluation judged, Benefit benefit) =>
        judged.Reasons.Length == 0 && judged.Lines[0].Benefits.Any(verdict => verdict.Benefit == benefit && verdict.Verdict == Verdict.Eligible);

    // What the shape of a request refuses is no change that anybody could ask for.
    private static bool IsOfRightShape(ApplicationFacts facts) =>
        !(facts.Lines[0].Employment is { } employment && employment.ContractTo < employment.ContractFrom)
        && !(facts.Lines[0].Internship is { } internship && (internship.To < internship.From || internship.ContractTo < internship.ContractFrom));

    private static string Describe(ApplicationFacts facts, SubsidyPolicy policy, Benefit benefit) =>
        new ChangeSearch(facts, policy, Vectors.Calendar).For(facts.Lines[0], benefit)?.Text.Zh ?? string.Empty;
}
