using Gongshu.Policy;

namespace Gongshu.Ledger;

/// <summary>What of a stored event stands there in the clear: enough to tell others that it happened, and for the hash to vouch for it.</summary>
/// <param name="Sequence">Rises over all streams; numbers of commits that failed are missing.</param>
/// <param name="CaseStatus">
/// Where the event left its case. Null: an event of a stream that is no case's, or one of before migration 7, whose stream has to be folded for it.
/// </param>
/// <param name="Hash">Covers the whole event, with its salt and its predecessor's hash.</param>
public sealed record FeedEvent(long Sequence, string Stream, int Version, string Type, DateTimeOffset At, CaseStatus? CaseStatus, byte[] Hash);

/// <param name="Events">Ascending by sequence. What is missing between two of them is missing for ever.</param>
/// <param name="DecidedUpTo">A committed event's sequence, 0 without any: up to it nothing can appear any more, so it may be kept as a position.</param>
/// <param name="Last">The highest committed sequence when the page was read: a position beyond it was not given out by this database.</param>
public sealed record FeedPage(FeedEvent[] Events, long DecidedUpTo, long Last);
