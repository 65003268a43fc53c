namespace Gongshu.StaffConsole.Contract;

/// <summary><c>GET /queue</c>.</summary>
public sealed record WorkQueue(QueueCount[] Counts, QueueItem[] Items, string? NextCursor);

public sealed record QueueCount(string Stage, int Waiting, int Overdue);

/// <param name="Version">Of the case, as it was read for the queue.</param>
/// <param name="MayDecide">A hint: the decision itself judges again.</param>
public sealed record QueueItem(
    string? CaseNumber, string Kind, string Stage, string Status, string? Programme, Organisation? Applicant, decimal? Amount, string? Window,
    DateTimeOffset? WaitingSince, DateOnly? DueOn, bool Overdue, string? Assignee, string? BatchId, string? Uscc, int? Appeal, bool MayDecide, int? Version)
{
    /// <summary>Whether its stage can be decided from the list.</summary>
    public bool CanBeDecided => Kind == "decision" && MayDecide && CaseNumber is not null && Version is not null;
}
