using Orleans.Concurrency;

namespace Gongshu.Grains.Interfaces;

/// <summary>
/// The events that leave the house, in order and without a gap. A stateless worker with key 0; a call that waits holds neither a thread nor
/// the grain.
/// </summary>
public interface IFeedGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Events after a position that the caller may see: staff all, a portal those of its own organisation's cases and of windows. With none,
    /// waits for one. Reading changes nothing, and the same position has the same events for ever.
    /// </summary>
    /// <param name="after">0 or a <see cref="FeedView.Next"/>; refused when it lies ahead of every event.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="wait">Up to 5 s; who waits longer asks again, so that nobody is waited for who has hung up.</param>
    [AlwaysInterleave]
    Task<Answer<FeedView>> Read(long after, int limit, TimeSpan wait, Actor actor);
}

/// <summary>Limits of the feed.</summary>
public static class FeedLimits
{
    /// <summary>How long a caller of the front may ask to wait, in seconds.</summary>
    public const int MostWait = 30;

    /// <summary>How long one call of the grain waits.</summary>
    public static readonly TimeSpan OneWait = TimeSpan.FromSeconds(5);
}

/// <summary>The types of the contract; what else is stored stays inside.</summary>
public static class EventTypes
{
    public const string CaseSubmitted = "case.submitted", CaseDecided = "case.decided", CaseReturned = "case.returned", CaseApproved = "case.approved",
        CaseRejected = "case.rejected", CaseWithdrawn = "case.withdrawn", CaseLapsed = "case.lapsed", CasePaid = "case.paid",
        CasePaymentFailed = "case.paymentFailed", CaseClawedBack = "case.clawedBack", CaseCorrectionDue = "case.correctionDue",
        WindowClosingSoon = "window.closingSoon", WindowOpened = "window.opened", WindowClosed = "window.closed", WindowSettled = "window.settled";

    public static IReadOnlyList<string> All { get; } =
    [
        CaseSubmitted, CaseDecided, CaseReturned, CaseApproved, CaseRejected, CaseWithdrawn, CaseLapsed, CasePaid, CasePaymentFailed, CaseClawedBack,
        CaseCorrectionDue, WindowClosingSoon, WindowOpened, WindowClosed, WindowSettled,
    ];
}

/// <param name="Next">The position to ask from next; moves on over events that the caller may not see.</param>
[GenerateSerializer, Immutable, Alias("gongshu.Feed"), NotPersonal]
public sealed record FeedView([property: Id(0)] CloudEvent[] Items, [property: Id(1)] long Next);

/// <summary>An event in the form of CloudEvents 1.0; its members are written in lower case as that standard has them.</summary>
/// <param name="Id">The sequence as text; with <paramref name="Source"/> it names the event for ever.</param>
/// <param name="Subject">Case number or window.</param>
/// <param name="Sequence">Rises; gaps where an event is not yours.</param>
[GenerateSerializer, Immutable, Alias("gongshu.CloudEvent"), NotPersonal]
public sealed record CloudEvent(
    [property: Id(0)] string Specversion, [property: Id(1)] string Id, [property: Id(2)] string Source, [property: Id(3)] string Type,
    [property: Id(4)] string Subject, [property: Id(5)] DateTimeOffset Time, [property: Id(6)] string Datacontenttype, [property: Id(7)] long Sequence,
    [property: Id(8)] CloudEventData Data);

/// <summary>What there is to know before one asks: nothing personal. As the event left it, not as it is now.</summary>
/// <param name="CaseNumber">Null for a window's event, as <paramref name="Applicant"/> is.</param>
/// <param name="Status">Of the case, or of the window.</param>
/// <param name="Version">Of the case or the window: the <c>ETag</c> that its <c>GET</c> shows after this event.</param>
[GenerateSerializer, Immutable, Alias("gongshu.CloudEventData"), NotPersonal]
public sealed record CloudEventData(
    [property: Id(0)] string? CaseNumber, [property: Id(1)] string? Applicant, [property: Id(2)] string Window, [property: Id(3)] string Status,
    [property: Id(4)] int Version);
