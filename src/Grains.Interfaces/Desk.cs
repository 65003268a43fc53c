using Gongshu.Policy;

namespace Gongshu.Grains.Interfaces;

/// <summary>
/// What falls due in cases by the calendar alone: corrections that come too late, and notices of deadlines. A reminder asks again and again; every
/// call starts from the ledger, so a missed or repeated one changes nothing. Key <c>due-cases</c>.
/// </summary>
public interface IDeadlinesGrain : IGrainWithStringKey
{
    /// <summary>
    /// Lets every case lapse that was not corrected in time, and writes each notice that is due once. All durable on return. Called at start and
    /// after the clock was moved.
    /// </summary>
    [ResponseTimeout(WindowLimits.Attendance)]
    Task Attend();
}

/// <summary>What waits for an officer: a read of the ledger and of those who own what waits. A stateless worker with key 0.</summary>
public interface IQueueGrain : IGrainWithIntegerKey
{
    /// <summary>For the caller's roles; auditor and admin see all stages. An unreadable cursor is refused; a stage that is not the caller's has nothing.</summary>
    Task<Answer<QueueView>> Read(QueueQuery query, Actor actor);
}

/// <summary>The signals of a case, as the ledger has it now. A stateless worker with key 0.</summary>
public interface ISignalsGrain : IGrainWithIntegerKey
{
    /// <summary>A case is shown without its signals rather than late.</summary>
    const string Patience = "00:00:10";

    /// <summary>By the rules of the case's policy; none for a portal, and of a case that does not exist.</summary>
    [ResponseTimeout(Patience)]
    Task<SignalView[]> Of(CaseNumber number, Actor actor, bool english);
}

/// <summary>Whose turn it is.</summary>
[GenerateSerializer, Alias("gongshu.QueueStage")]
public enum QueueStage { Handler = 1, Approver = 2, Leader = 3, Finance = 4 }

[GenerateSerializer, Alias("gongshu.QueueKind")]
public enum QueueKind { Decision = 1, Appeal = 2, PaymentFailed = 3, BankConfirmation = 4, BatchRelease = 5, Settlement = 6 }

/// <param name="Stage">Null: all that are the caller's.</param>
/// <param name="Assignee">Only what lies on this person's desk.</param>
/// <param name="Unassigned">Only what lies on nobody's; excludes <paramref name="Assignee"/>.</param>
[GenerateSerializer, Immutable, Alias("gongshu.QueueQuery"), NotPersonal]
public sealed record QueueQuery(
    [property: Id(0)] QueueStage? Stage, [property: Id(1)] string? Assignee, [property: Id(2)] bool Unassigned, [property: Id(3)] bool OverdueOnly,
    [property: Id(4)] string? Cursor, [property: Id(5)] int Limit);

/// <summary>By the day that is due, without one last, then by case number; what is no case comes after the cases.</summary>
/// <param name="Counts">Of each stage that the answer is about, whatever the page and whether overdue or not.</param>
[GenerateSerializer, Immutable, Alias("gongshu.Queue"), NotPersonal]
public sealed record QueueView([property: Id(0)] QueueCountView[] Counts, [property: Id(1)] QueueItem[] Items, [property: Id(2)] string? NextCursor);

/// <param name="Overdue">Of what waits.</param>
[GenerateSerializer, Immutable, Alias("gongshu.QueueCount"), NotPersonal]
public sealed record QueueCountView([property: Id(0)] QueueStage Stage, [property: Id(1)] int Waiting, [property: Id(2)] int Overdue);

/// <summary>One thing that waits. What its kind does not have is null.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.QueueItem"), NotPersonal]
public sealed record QueueItem
{
    [Id(0)] public CaseNumber? CaseNumber { get; init; }
    [Id(1)] public required QueueKind Kind { get; init; }
    [Id(2)] public required QueueStage Stage { get; init; }
    /// <summary>Of the case, or <c>pendingBank</c>, <c>sealed</c>, <c>closed</c>.</summary>
    [Id(3)] public required string Status { get; init; }
    [Id(4)] public Programme? Programme { get; init; }
    [Id(5)] public Organisation? Applicant { get; init; }
    /// <summary>Of a failed payment what failed, of a window what waits for its batch.</summary>
    [Id(6)] public Money? Amount { get; init; }
    [Id(7)] public WindowId? Window { get; init; }
    [Id(8)] public DateTimeOffset? WaitingSince { get; init; }
    [Id(9)] public DateOnly? DueOn { get; init; }
    [Id(10)] public required bool Overdue { get; init; }
    /// <summary>The <c>sub</c> of whose desk it lies on.</summary>
    [Id(11)] public string? Assignee { get; init; }
    [Id(12)] public string? BatchId { get; init; }
    [Id(13)] public string? Uscc { get; init; }
    /// <summary>The number of the oldest open appeal.</summary>
    [Id(14)] public int? Appeal { get; init; }
    /// <summary>Whether the caller has the role, and took no part that excludes it. A hint: the decision itself judges again.</summary>
    [Id(15)] public required bool MayDecide { get; init; }
    /// <summary>Of the case, as it was read for the queue: what a decision made from here names in <c>If-Match</c>.</summary>
    [Id(16)] public int? Version { get; init; }
}
