using Gongshu.Policy;

namespace Gongshu.Ledger;

internal abstract partial class SqlLedger
{
    public event EventHandler? EventsCommitted;

    /// <summary>Tells of what was committed, and answers it.</summary>
    private protected CommitOutcome[] Told(CommitOutcome[] outcomes)
    {
        if (Array.Exists(outcomes, outcome => outcome is Committed { LastSequence: > 0 })) EventsCommitted?.Invoke(this, EventArgs.Empty);
        return outcomes;
    }

    public abstract Task<FeedPage> LoadFeedAsync(long after, int limit, CancellationToken cancellation);

    /// <summary>The committed events after a position, whether or not one between them can still come.</summary>
    private protected Query FeedQuery(long after, int limit, List<FeedEvent> events)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        if (limit is < 1 or > 1000) throw new ArgumentOutOfRangeException(nameof(limit), "A page of the feed has 1 to 1,000 events.");
        return new Query(
            $"SELECT e.sequence, e.stream, e.version, e.type, e.at, e.case_status, e.hash FROM {T("events")} e WHERE e.sequence > @after ORDER BY e.sequence LIMIT @limit",
            row => events.Add(new(
                row.Long(0), row.Text(1), row.Int(2), row.Text(3), row.Instant(4), (CaseStatus?)row.IntOrNull(5), row.Bytes(6))))
            .With("after", after).With("limit", limit);
    }
}
