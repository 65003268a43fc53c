using System.Globalization;
using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Simulations;

/// <summary>The lines that one answer shows, of all that go by.</summary>
/// <param name="differing">Only those on which a benefit pays more or less.</param>
internal sealed class SimulationPage(int limit, bool differing, (CaseNumber Case, int Position)? after)
{
    private readonly List<SimulatedLine> _lines = [];
    private (CaseNumber Case, int Position) _last;

    public SimulatedLine[] Lines => [.. _lines];

    /// <summary>Where the next page begins; null: this is the last.</summary>
    public string? Next { get; private set; }

    /// <summary>The place that <see cref="Next"/> wrote; false: it is none.</summary>
    public static bool TryParse(string text, out (CaseNumber Case, int Position) place)
    {
        place = default;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && CaseNumber.TryParse(text[..dot], out place.Case) && int.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out place.Position);
    }

    public void Offer(DraftedCase drafted, int position, DraftedBenefit[] benefits, SimulatedAmounts sum)
    {
        if (differing && Array.TrueForAll(benefits, benefit => benefit.Amounts.Difference == Money.Zero)) return;
        var place = (drafted.State.Number, position);
        if (after is { } start && place.CompareTo(start) <= 0) return;
        if (_lines.Count < limit)
        {
            _lines.Add(View(drafted, position, benefits, sum));
            _last = place;
        }
        else
        {
            Next ??= string.Create(CultureInfo.InvariantCulture, $"{_last.Case}.{_last.Position}");
        }
    }

    private static SimulatedLine View(DraftedCase drafted, int position, DraftedBenefit[] benefits, SimulatedAmounts sum)
    {
        var (state, line) = (drafted.State, drafted.State.Lines[position]);
        return new(
            state.Number, state.Status, state.Form.Programme, new(state.Form.Applicant, state.ApplicantName), line.Line, line.WorkerRef, line.MaskedId, sum,
            Array.ConvertAll(benefits, benefit => View(drafted.Evaluation.Reasons, benefit)));
    }

    private static SimulatedBenefit View(Reason[] ofApplication, DraftedBenefit benefit) => new()
    {
        Benefit = benefit.Benefit,
        Clause = benefit.Judged?.Clause,
        Verdict = benefit.Verdict,
        Reasons = benefit.Verdict == Verdict.NotEligible
            ? [.. ofApplication.Concat(benefit.Judged?.Reasons ?? []).DistinctBy(reason => reason.Code).Select(CaseViews.Of)] : [],
        HeldBy = benefit.HeldBy,
        LetGo = benefit.LetGo,
        Status = benefit.Claim?.Status,
        Amounts = benefit.Amounts,
    };
}
