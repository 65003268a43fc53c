using Gongshu.Grains.Submission;
using Gongshu.Grains.Verification;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Reports;

/// <summary>
/// Cases of before the columns that reports count by: what belongs there stands in their sealed events, so the program fills it in, once. Where no
/// such case is left, this is one look at an empty index.
/// </summary>
internal sealed class UncountedCases(ILedger ledger)
{
    private const int Together = 50;

    /// <summary>Durable on return. A case that changes meanwhile, or whose events are broken, is left for the next time.</summary>
    /// <exception cref="LedgerUnavailableException">Some may have been filled in.</exception>
    public async Task FillAsync()
    {
        CaseNumber? last = null;
        while (await ledger.UncountedCasesAsync(last, Together, CancellationToken.None) is { Length: > 0 } numbers)
        {
            var streams = await ledger.LoadStreamsAsync(Array.ConvertAll(numbers, number => number.ToString()), CancellationToken.None);
            var places = (await ledger.LoadClaimPlacesAsync(numbers, CancellationToken.None)).ToLookup(place => place.Case);
            CaseCounts[] counts = [.. numbers.Select(number => Of(number, streams[number.ToString()], [.. places[number]])).OfType<CaseCounts>()];
            await ledger.CommitAsync([new LedgerCommand { Counts = counts }], CancellationToken.None);
            last = numbers[^1];
        }
    }

    /// <summary>Null: events or rows do not fit together, which is for verify to name.</summary>
    private static CaseCounts? Of(CaseNumber number, StoredEvent[] events, ClaimPlace[] places)
    {
        if (events.Length == 0 || FoldedCase.Of(events, new Findings()) is not { } folded) return null;
        var claims = new List<ClaimCounts>();
        var rows = places.ToLookup(place => (place.Line, place.Benefit), place => place.Release);
        foreach (var place in folded.Claims.GroupBy(claimed => (claimed.Claim.Line, claimed.Claim.Benefit)))
        {
            // Both have what was released first come first, and what guards its key last.
            long[] releases = [.. rows[place.Key]];
            if (releases.Length != place.Count()) return null;
            claims.AddRange(place.Zip(releases, (claimed, release) =>
                new ClaimCounts(claimed.Claim.Line, claimed.Claim.Benefit, release, claimed.Line.WorkerRef, SubmissionCommand.Counted(claimed.Given))));
        }
        return new(number, folded.State.Version, folded.State.Claimed, [.. claims]);
    }
}
