namespace Gongshu.Ledger;

internal sealed partial class PostgresLedger
{
    private readonly Lock _boundLock = new();
    private FeedBound _bound = FeedBound.None;

    /// <summary>
    /// Four statements in one round trip, each a transaction of its own and so with a later view than the one before: the last number that is
    /// committed; an id (only if that number is new, so that an idle feed uses up none); the oldest transaction that runs; and the events, of
    /// which those count that were decided before they were read.
    /// </summary>
    public override async Task<FeedPage> LoadFeedAsync(long after, int limit, CancellationToken cancellation)
    {
        var before = Bound();
        var (last, drawn, oldest, events) = (0L, (long?)null, 0L, new List<FeedEvent>());
        await using (var connection = await OpenAsync(cancellation))
        {
            await RunAsync("load-feed", connection,
                [
                    new Query("SELECT coalesce(max(sequence), 0) FROM gongshu.events", row => last = row.Long(0)),
                    new Query(
                        "SELECT CASE WHEN (SELECT max(sequence) FROM gongshu.events) > @decided THEN pg_current_xact_id()::text::bigint END",
                        row => drawn = row.LongOrNull(0)).With("decided", before.UpTo),
                    new Query("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint", row => oldest = row.Long(0)),
                    FeedQuery(after, limit, events),
                ],
                withoutLimit: false, cancellation, apart: true);
        }
        var now = before.Learn(last, drawn, oldest);
        Keep(now, instead: last < before.UpTo);
        return new([.. events.TakeWhile(e => e.Sequence <= now.UpTo)], now.UpTo, last);
    }

    private FeedBound Bound()
    {
        lock (_boundLock) return _bound;
    }

    /// <summary>Several read at once: what was learnt first stays unless the other got further.</summary>
    private void Keep(FeedBound learnt, bool instead)
    {
        lock (_boundLock)
        {
            if (instead || learnt.UpTo > _bound.UpTo || (learnt.UpTo == _bound.UpTo && _bound.Waiting is null)) _bound = learnt;
        }
    }
}
