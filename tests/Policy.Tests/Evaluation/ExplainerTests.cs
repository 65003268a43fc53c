using CsCheck;

namespace Gongshu.Policy.Tests.Evaluation;

/// <summary>The steps of an explanation against the evaluator's verdicts.</summary>
public sealed class ExplainerTests
{
    [Fact]
    public void The_failed_steps_are_the_reasons_and_what_was_not_judged_names_the_missing_part() => RefusedCases.Any.Sample(drawn =>
    {
        var (facts, policy) = drawn;
        var judged = facts.Judge(policy);
        var explained = Explainer.Explain(facts, policy, Vectors.Calendar);
        var line = Assert.Single(explained.Lines);
        Assert.Equal(judged.Lines[0].Benefits.Select(benefit => (benefit.Benefit, benefit.Verdict, benefit.Amount)), line.Benefits.Select(one => (one.Terms.Benefit, one.Verdict.Verdict, one.Verdict.Amount)));
        foreach (var benefit in line.Benefits)
        {
            Assert.Equal(explained.Terms.Rules.Select(rule => rule.Rule.Code), benefit.Steps.Select(step => step.Terms.Rule.Code));
            Assert.Equal(
                judged.Reasons.Concat(benefit.Verdict.Reasons).Select(reason => (reason.Code, reason.DetailEn)).Distinct().Order(),
                benefit.Steps.Where(step => step.Outcome == RuleOutcome.Failed).Select(step => (step.Terms.Rule.Code, step.Detail!.Value.En)).Order());
            Assert.All(benefit.Steps.Where(step => step.Outcome == RuleOutcome.NotJudged), step =>
                Assert.Contains(benefit.Steps, other => other.Terms.Rule.Code == step.Because && other.Outcome == RuleOutcome.Failed));
            Assert.Equal(benefit.Verdict.Verdict == Verdict.Eligible, benefit.Amount is not null);
        }
    }, iter: 5_000);

    [Fact]
    public void An_amount_is_a_row_of_its_table()
    {
        var explained = Explainer.Explain(Cases.Of(Programme.SkillUpgrade), Policies.Gongshu, Vectors.Calendar);
        var amount = Assert.Single(explained.Lines[0].Benefits).Amount!;
        Assert.Equal((AmountPer.Level, "senior", null), (amount.Per, amount.Of, amount.Less));
        Assert.Equal(["senior 500.00", "technician 1000.00", "seniorTechnician 1500.00"], amount.Table.Select(row => $"{row.Of} {row.Amount}"));
    }

    [Fact]
    public void What_was_paid_for_a_lower_level_is_told_where_it_is_taken_off()
    {
        var studio = new StudioFacts("studio-1", Cases.Applicant, StudioLevel.Municipal, new DateOnly(2018, 2, 1)) { DistrictClaimed = true };
        var explained = Explainer.Explain(Cases.Of(Programme.MasterStudio) with { Studio = studio }, Policies.With(("studioUpgrade", "difference")), Vectors.Calendar);
        Assert.Equal(Money.Yuan(20_000), explained.Lines[0].Benefits[0].Amount!.Less);
    }

    [Fact]
    public void Facts_stand_with_the_application_or_with_the_line_and_hold_nothing_personal()
    {
        foreach (var programme in Enum.GetValues<Programme>())
        {
            var explained = Explainer.Explain(Cases.Of(programme), Policies.Gongshu, Vectors.Calendar);
            var facts = explained.Facts.Concat(explained.Lines[0].Facts).ToArray();
            Assert.Equal(explained.Terms.Facts.Length, facts.Length);
            Assert.Equal(facts.Length, facts.Select(fact => fact.Name).Distinct().Count());
            Assert.All(facts, fact => Assert.Contains(fact.Source, Enum.GetValues<FactSource>().Select(EnumNames.Of)));
        }
    }
}
