using Gongshu.Policy;

namespace Gongshu.Grains.Submission;

/// <summary>The benefits of an application that would be refused, each with its smallest change and the keys that it would claim then.</summary>
internal sealed class RefusedBenefits
{
    // A roster of different refusals takes seconds; the grain serves others meanwhile.
    private const int LinesPerTurn = 50;

    private readonly Dictionary<(int Line, Benefit Benefit), (Change Change, ClaimKey[] Keys)> _all = [];

    private RefusedBenefits()
    {
    }

    /// <summary>Every key that a changed benefit would claim.</summary>
    public IEnumerable<ClaimKey> Keys => _all.Values.SelectMany(refused => refused.Keys);

    /// <summary>Refused is what is not eligible, and all of an application that is refused as a whole.</summary>
    public static async Task<RefusedBenefits> Of(PreparedApplication prepared)
    {
        var refused = new RefusedBenefits();
        var search = new ChangeSearch(prepared.Facts, prepared.Policy, prepared.Calendar);
        for (var i = 0; i < prepared.Evaluation.Lines.Length; i++)
        {
            if (i % LinesPerTurn == LinesPerTurn - 1) await Task.Yield();
            foreach (var benefit in prepared.Evaluation.Lines[i].Benefits)
                if ((benefit.Verdict != Verdict.Eligible || prepared.Evaluation.Reasons.Length > 0) && search.For(prepared.Facts.Lines[i], benefit.Benefit) is { } change)
                    refused._all.Add((i, benefit.Benefit), (change, change.IsPossible ? Claimed(prepared, i, benefit.Benefit, change) : []));
        }
        return refused;
    }

    /// <summary>What would have to be different; null for a benefit that is granted.</summary>
    /// <param name="line">The position of the line, from 0.</param>
    /// <param name="benefit">As the answer shows it, duplicates marked.</param>
    /// <param name="taken">Keys on which live claims stand.</param>
    public Change? For(int line, BenefitVerdict benefit, IReadOnlySet<ClaimKey> taken)
    {
        if (benefit.Verdict == Verdict.Duplicate) return ChangeViews.Taken(benefit.Keys.First(taken.Contains));
        if (!_all.TryGetValue((line, benefit.Benefit), out var refused)) return null;
        foreach (var key in refused.Keys)
            if (taken.Contains(key)) return ChangeViews.Taken(key);
        return refused.Change;
    }

    private static ClaimKey[] Claimed(PreparedApplication prepared, int line, Benefit benefit, Change change)
    {
        var changed = change.ApplyTo(prepared.Facts with { Lines = [prepared.Facts.Lines[line]] });
        var judged = Evaluator.Evaluate(changed, prepared.Policy, prepared.Calendar, factsUsed: false);
        return Array.Find(judged.Lines[0].Benefits, verdict => verdict.Benefit == benefit)?.Keys ?? [];
    }
}
