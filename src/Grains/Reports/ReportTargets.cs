using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Reports;

/// <summary>A year held against the targets of section 二 (<c>rules.md</c> §6). Pure.</summary>
internal static class ReportTargets
{
    /// <summary>Whom a target counts; null: it does not count people with certificates.</summary>
    public static TrainedFilter? PeopleOf(TargetTerms terms) => terms.Target switch
    {
        Target.HighSkilledTrained or Target.EmploymentTraining or Target.MigrantTraining =>
            new(terms.Programmes, terms.Levels, terms.Benefits, MigrantOnly: terms.Target == Target.MigrantTraining),
        Target.Contests or Target.HighSkilledShare => null,
        _ => throw new ArgumentOutOfRangeException(nameof(terms)),
    };

    /// <param name="people">What was counted for <see cref="PeopleOf"/>.</param>
    /// <param name="contests">Of the year, by class.</param>
    public static TargetView View(TargetTerms terms, int people, ILookup<CompetitionClass, CompetitionView> contests, ReportInputsView? inputs, bool english)
    {
        var (actual, met) = terms.Target switch
        {
            Target.HighSkilledTrained or Target.EmploymentTraining or Target.MigrantTraining => (people, people >= terms.AtLeast),
            Target.Contests => Contests(terms, contests),
            Target.HighSkilledShare => Share(terms, inputs),
            _ => throw new ArgumentOutOfRangeException(nameof(terms)),
        };
        return new(
            terms.Target, terms.Citation.Clause, terms.Citation.Quote, english ? terms.Meaning.En : terms.Meaning.Zh, terms.Unit, terms.ByYear, terms.AtLeast, actual, met);
    }

    private static (decimal?, bool?) Contests(TargetTerms terms, ILookup<CompetitionClass, CompetitionView> contests)
    {
        var count = terms.Classes.Sum(one => contests[one].Count());
        return (count, count >= terms.AtLeast);
    }

    /// <summary>Cut, not rounded: 29.996 % is not shown as the 30 % that it does not reach.</summary>
    private static (decimal?, bool?) Share(TargetTerms terms, ReportInputsView? inputs) => inputs is null
        ? (null, null)
        : (decimal.Truncate(inputs.HighSkilledWorkers * 10_000m / inputs.SkilledWorkers) / 100m, inputs.HighSkilledWorkers * 100L >= (long)terms.AtLeast * inputs.SkilledWorkers);
}
