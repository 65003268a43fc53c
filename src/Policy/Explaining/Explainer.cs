using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>What became of a rule: kept, failed, or not judged since a part that it looks at is not there.</summary>
public enum RuleOutcome { Kept = 1, Failed = 2, NotJudged = 3 }

/// <summary>One rule as it was judged for a benefit of a line.</summary>
/// <param name="Because">Of a rule that was not judged: the refusal that stands for the missing part.</param>
/// <param name="Detail">Of a failed rule: why.</param>
public sealed record RuleStep(RuleTerms Terms, RuleOutcome Outcome, RefusalCode? Because, BilingualText? Detail);

/// <summary>How an amount came about.</summary>
/// <param name="Of">The level, studio level or education that it is for; null: the same in every case.</param>
/// <param name="Table">Every row of the policy's table.</param>
/// <param name="Less">Paid before for a lower level of the studio, and taken off.</param>
public sealed record AmountSteps(AmountPer Per, string? Of, ImmutableArray<PossibleAmount> Table, Money? Less);

/// <summary>A benefit of a line, rule by rule in the order of the policy.</summary>
/// <param name="Amount">Null unless it is eligible.</param>
public sealed record BenefitExplanation(BenefitTerms Terms, BenefitVerdict Verdict, ImmutableArray<RuleStep> Steps, AmountSteps? Amount);

/// <param name="Facts">Those of the line; what is the same for all lines stands with the application.</param>
public sealed record LineExplanation(int Line, ImmutableArray<FactUsed> Facts, ImmutableArray<BenefitExplanation> Benefits);

/// <summary>Why an application was judged as it was.</summary>
public sealed record ApplicationExplanation(ProgrammeTerms Terms, ImmutableArray<FactUsed> Facts, ImmutableArray<LineExplanation> Lines);

/// <summary>Judges an application again, and keeps every step.</summary>
public static class Explainer
{
    /// <summary>The verdicts are those of <see cref="Evaluator"/>; the steps are the same rules on the same facts.</summary>
    /// <exception cref="ArgumentException">The policy does not offer the programme: there is nothing to explain rule by rule.</exception>
    public static ApplicationExplanation Explain(ApplicationFacts facts, SubsidyPolicy policy, WorkingDayCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(policy);
        if (!policy.TryGet(facts.Programme, out var terms))
            throw new ArgumentException("The policy does not offer the programme.", nameof(policy));
        var evaluation = Evaluator.Evaluate(facts, policy, calendar);
        var context = new RuleContext(facts, policy, terms, calendar);
        var ofApplication = terms.Facts.Where(fact => fact.IsOfApplication).Select(fact => fact.Name).ToHashSet(StringComparer.Ordinal);
        var lines = ImmutableArray.CreateBuilder<LineExplanation>();
        for (var i = 0; i < evaluation.Lines.Length; i++)
        {
            var verdicts = evaluation.Lines[i];
            context.MoveTo(i < facts.Lines.Count ? facts.Lines[i] : new LineFacts { Line = verdicts.Line });
            lines.Add(new LineExplanation(
                verdicts.Line,
                [.. verdicts.Benefits[0].Facts.Where(fact => !ofApplication.Contains(fact.Name))],
                [.. verdicts.Benefits.Select(verdict => Explain(context, terms, verdict))]));
        }

        var shared = evaluation.Lines.Length == 0 ? [] : evaluation.Lines[0].Benefits[0].Facts.Where(fact => ofApplication.Contains(fact.Name));
        return new ApplicationExplanation(terms, [.. shared], lines.ToImmutable());
    }

    private static BenefitExplanation Explain(RuleContext context, ProgrammeTerms terms, BenefitVerdict verdict)
    {
        var benefit = terms.Benefits.First(one => one.Benefit == verdict.Benefit);
        context.Benefit = benefit;
        var absent = context.AbsentFromApplication() | context.AbsentFromLine();
        return new BenefitExplanation(
            benefit, verdict, [.. terms.Rules.Select(rule => Step(context, rule, absent))],
            verdict.Verdict == Verdict.Eligible ? AmountOf(context, benefit.Amount, verdict.Amount) : null);
    }

    private static RuleStep Step(RuleContext context, RuleTerms terms, FactGroups absent)
    {
        var rule = terms.Rule;
        foreach (var group in Enum.GetValues<FactGroup>())
        {
            if ((rule.Needs & absent & group.AsFlag()) != FactGroups.None)
                return new RuleStep(terms, RuleOutcome.NotJudged, RuleTable.PresenceOf(group).Code, null);
        }

        return rule.IsKept(context) ? new RuleStep(terms, RuleOutcome.Kept, null, null) : new RuleStep(terms, RuleOutcome.Failed, null, rule.Detail(context));
    }

    private static AmountSteps AmountOf(RuleContext context, AmountTable amounts, Money paid)
    {
        var table = OpenEntitlements.AmountsOf(amounts, null);
        var of = amounts.Per switch
        {
            AmountPer.Level => EnumNames.Of(context.Certificate.Level),
            AmountPer.StudioLevel => EnumNames.Of(context.Studio.Level),
            AmountPer.Education => EnumNames.Of(context.Internship.Education),
            _ => null,
        };
        var row = table.First(one => one.Of == of);
        return new AmountSteps(amounts.Per, of, table, row.Amount == paid ? null : row.Amount - paid);
    }
}
