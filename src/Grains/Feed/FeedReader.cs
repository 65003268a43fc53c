using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;

namespace Gongshu.Grains.Feed;

/// <summary>Reads the feed for one reader: near its end from memory, before that from the ledger, and waits for what is to come.</summary>
public sealed class FeedReader(FeedTail tail, FeedTelling telling, ILedger ledger, TimeProvider time)
{
    private const int PageSize = 1_000, MostPages = 10;

    /// <summary>The program stops: reading does not wait any more.</summary>
    public bool IsEnding => tail.IsEnding;

    /// <summary>Whether a reader sees an event: staff all, a portal what is its own, and windows, which are everybody's.</summary>
    /// <param name="org">The organisation; null: all of them.</param>
    public static bool Sees(string? org, CloudEvent told) => org is null || told.Data.CaseNumber is null || told.Data.Applicant == org;

    /// <returns>Null: the position lies ahead of every event.</returns>
    /// <exception cref="LedgerUnavailableException"/>
    /// <exception cref="OperationCanceledException"/>
    public async Task<FeedView?> ReadAsync(long after, int limit, Func<CloudEvent, bool> sees, TimeSpan wait, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var now = await tail.ReadAsync().WaitAsync(cancellation);
        if (after > now.Last) return null;
        while (true)
        {
            var page = after >= now.Floor ? now.Page(after, limit, sees) : await LoadAsync(after, limit, sees, cancellation);
            // Not at the end yet: who asks goes on asking from there.
            if (page.Items.Length > 0 || page.Next < now.UpTo) return page;
            var left = wait - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || tail.IsEnding) return page;
            after = page.Next;
            now = await tail.BeyondAsync(now, after, left, cancellation);
        }
    }

    private async Task<FeedView> LoadAsync(long after, int limit, Func<CloudEvent, bool> sees, CancellationToken cancellation)
    {
        var seen = new List<CloudEvent>();
        for (var pages = 0; pages < MostPages; pages++)
        {
            var page = await ledger.LoadFeedAsync(after, PageSize, cancellation);
            seen.AddRange((await telling.TellAsync(page.Events, cancellation)).Where(sees));
            if (seen.Count >= limit) return new([.. seen.Take(limit)], seen[limit - 1].Sequence);
            if (page.Events.Length > 0) after = page.Events[^1].Sequence;
            if (page.Events.Length < PageSize) break;
        }
        return new([.. seen], after);
    }
}
