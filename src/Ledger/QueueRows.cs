using Gongshu.Policy;

namespace Gongshu.Ledger;

/// <summary>What waits for an officer: cases in one of the statuses, and those with open appeals when asked. All given members must match.</summary>
/// <param name="DueBefore">Only what is due before this day; what has no due day is not.</param>
/// <param name="Assignee">Only what is assigned to this person; null: whoever has it, or nobody.</param>
/// <param name="UnassignedToo">With <paramref name="Assignee"/>: also what is assigned to nobody.</param>
public sealed record QueueFilter(
    IReadOnlyList<CaseStatus> Statuses, bool WithOpenAppeals = false, DateOnly? DueBefore = null, string? Assignee = null, bool UnassignedToo = false);

/// <summary>A case that waits in a status and for an appeal too is counted in both.</summary>
/// <param name="ByStatus">Statuses without a case are left out.</param>
/// <param name="Appeals">Cases with open appeals; zero when they were not asked for.</param>
public sealed record QueueCounts(IReadOnlyDictionary<CaseStatus, QueueCount> ByStatus, QueueCount Appeals);

/// <param name="Overdue">Of the cases, those whose due day is past.</param>
public readonly record struct QueueCount(int Cases, int Overdue);

/// <summary>A sealed batch that waits for the second signature, without its lines.</summary>
/// <param name="TookStage">Whether the person who asks took a stage, or decided an appeal, in a case of it.</param>
public sealed record WaitingBatch(string BatchId, WindowId Window, DateTimeOffset SealedAt, string SealedBy, Money Total, bool TookStage);

/// <summary>One benefit of one line that the next batch may pay: approved, not stopped, and in no batch unless its line there failed.</summary>
public sealed record PayableClaim(CaseNumber Case, int Line, Benefit Benefit, Money Amount);

/// <summary>A released claim that had leant on a certificate.</summary>
/// <param name="Worker">Whose it was: the worker's reference, of the person that they are now.</param>
public sealed record ReleasedCertificate(string Certificate, string Worker, CaseNumber Case);

/// <summary>A case in which a trace stands.</summary>
/// <param name="Owner">Whose the case is: the applicant's USCC.</param>
public sealed record TraceMatch(TraceKind Kind, long Token, CaseNumber Case, string Owner, int Count);
