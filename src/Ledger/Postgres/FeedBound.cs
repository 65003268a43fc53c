namespace Gongshu.Ledger;

/// <summary>
/// What one ledger knows of where the feed may be read to. A transaction has its id before it draws a number (<see cref="PostgresGroup"/>),
/// so who sees the number M committed and then draws an id X knows that every number below M belongs to a transaction with a lower id. Once
/// the oldest transaction that still runs is younger than X, all of them are decided. Of two such pairs the older is kept, so that the bound
/// moves on under any traffic, not only when it pauses.
/// </summary>
/// <param name="UpTo">A committed number; none below it can appear any more. Committed, since a crash may give out a higher one again.</param>
/// <param name="Waiting">The committed number that comes next, and the id at which it is decided.</param>
internal sealed record FeedBound(long UpTo, (long Last, long Id)? Waiting)
{
    public static FeedBound None { get; } = new(0, null);

    /// <param name="last">The highest committed number.</param>
    /// <param name="drawn">An id drawn after <paramref name="last"/> was seen; null when there was nothing new.</param>
    /// <param name="oldest">The oldest id that still ran, or the next one, seen after the id was drawn and its own transaction had ended.</param>
    public FeedBound Learn(long last, long? drawn, long oldest)
    {
        // Another database stands in this one's place: restored while the program ran.
        if (last < UpTo) return None.Learn(last, drawn, oldest);
        (long Last, long Id)? next = drawn is { } id && last > UpTo ? (last, id) : null;
        if (next?.Id < oldest) return new(last, null);
        return Waiting?.Id < oldest ? new(Waiting.Value.Last, next) : this with { Waiting = Waiting ?? next };
    }
}
