using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Simulations;

/// <summary>The sums of a simulation, as it goes along.</summary>
internal sealed class SimulationFigures
{
    private readonly SortedDictionary<(Programme, Benefit), SimulatedBenefitSum> _byBenefit = [];

    public SimulationTotals Totals { get; private set; } = new()
    {
        Cases = 0,
        Lines = 0,
        LinesWithMore = 0,
        LinesWithLess = 0,
        Amounts = SimulatedAmounts.None,
        JudgedByRegistersOfToday = 0,
        LackPapers = 0,
        NotJudged = 0,
        NotJudgedPaid = Money.Zero,
    };

    public SimulatedBenefitSum[] ByBenefit => [.. _byBenefit.Values];

    public void Add(DraftedCase one, bool byRegistersOfToday) => Totals = Totals with
    {
        Cases = Totals.Cases + 1,
        JudgedByRegistersOfToday = Totals.JudgedByRegistersOfToday + (byRegistersOfToday ? 1 : 0),
        LackPapers = Totals.LackPapers + (one.Evaluation.Missing.Length > 0 ? 1 : 0),
    };

    /// <returns>The line's own amounts.</returns>
    public SimulatedAmounts Add(Programme programme, DraftedBenefit[] line)
    {
        var sum = SimulatedAmounts.None;
        foreach (var benefit in line)
        {
            sum += benefit.Amounts;
            if (benefit.Amounts == SimulatedAmounts.None) continue;
            var before = _byBenefit.GetValueOrDefault((programme, benefit.Benefit)) ?? new(programme, benefit.Benefit, 0, 0, SimulatedAmounts.None);
            _byBenefit[(programme, benefit.Benefit)] = before with
            {
                ClaimsGranted = before.ClaimsGranted + (benefit.Amounts.Granted > Money.Zero ? 1 : 0),
                ClaimsUnderDraft = before.ClaimsUnderDraft + (benefit.Amounts.WouldPay > Money.Zero ? 1 : 0),
                Amounts = before.Amounts + benefit.Amounts,
            };
        }

        Totals = Totals with
        {
            Lines = Totals.Lines + 1,
            LinesWithMore = Totals.LinesWithMore + (sum.Difference > Money.Zero ? 1 : 0),
            LinesWithLess = Totals.LinesWithLess + (sum.Difference < Money.Zero ? 1 : 0),
            Amounts = Totals.Amounts + sum,
        };
        return sum;
    }

    public void AddNotJudged(Money paid) => Totals = Totals with { NotJudged = Totals.NotJudged + 1, NotJudgedPaid = Totals.NotJudgedPaid + paid };
}
