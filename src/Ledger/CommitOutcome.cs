using Gongshu.Policy;

namespace Gongshu.Ledger;

/// <summary>What became of one command. Nothing of a command that was not committed is left behind.</summary>
public abstract record CommitOutcome
{
    private protected CommitOutcome() { }
}

/// <summary>Durable. <paramref name="LastSequence"/> is the number of the command's last event, 0 without events.</summary>
public sealed record Committed(long LastSequence) : CommitOutcome;

/// <summary>The operation was committed before: answer from its record.</summary>
public sealed record AlreadyCommitted(OperationRecord Record) : CommitOutcome;

/// <summary>Live claims of committed cases stand on some keys. Complete: every conflicting key of the command is named.</summary>
public sealed record KeysTaken(LiveClaim[] Conflicts) : CommitOutcome;

/// <summary>Certificates whose live claims belong to another worker: certificate pseudonym → owner's worker reference. Takes precedence over <see cref="KeysTaken"/>.</summary>
public sealed record CertificatesTaken(IReadOnlyDictionary<string, string> Owners) : CommitOutcome;

/// <summary>Some subjects of new claims were merged into others: alias → the subject to claim for. Takes precedence over <see cref="CertificatesTaken"/>.</summary>
public sealed record SubjectMoved(IReadOnlyDictionary<SubjectId, SubjectId> Subjects) : CommitOutcome;

/// <summary>A case row, batch or event stream did not stand where the command expected it: reload and judge anew.</summary>
public sealed record StaleVersion : CommitOutcome;

/// <summary>The operation brought a file before: that one counts.</summary>
public sealed record AttachmentStands(AttachmentRow Row) : CommitOutcome;

/// <summary>The person took another stage of the case before, or the stage is decided.</summary>
public sealed record DutiesNotSeparate : CommitOutcome;

/// <summary>The connection broke around the commit: it may or may not have happened. Settle it by <see cref="ILedger.AbandonAsync"/>.</summary>
public sealed record Unknown : CommitOutcome;

/// <summary>
/// Storage failed, and nothing of the command was or will be committed. Only within a group whose other commands fared otherwise:
/// <see cref="CommitQueue"/> throws it to the one caller, and <see cref="ILedger.CommitAsync"/> throws it when it is every command's outcome.
/// </summary>
public sealed record NotCommitted(LedgerUnavailableException Reason) : CommitOutcome;

/// <summary>An operation that has an effect (<see cref="Abandoned"/> false) or was declared never to have one.</summary>
public sealed record OperationRecord(
    OperationId Id, bool Abandoned, string Stream, int Version, byte[] RequestHash, byte[]? Request, byte[]? Answer, DateTimeOffset At);

/// <summary>Who stands on a key.</summary>
public sealed record LiveClaim(ClaimKey Key, CaseNumber Case, int Line, Benefit Benefit, CaseStatus CaseStatus, DateTimeOffset SubmittedAt, string Applicant);

/// <summary>How an unknown outcome was settled.</summary>
public abstract record AbandonOutcome
{
    private protected AbandonOutcome() { }
}

/// <summary>The record was inserted as abandoned: the first attempt did not and can no longer happen.</summary>
public sealed record NeverHappened : AbandonOutcome;

/// <summary>The first attempt won: its record.</summary>
public sealed record DidHappen(OperationRecord Record) : AbandonOutcome;

/// <summary>Neither could be learnt within the time limit.</summary>
public sealed record StillUnknown : AbandonOutcome;

/// <summary>Storage could not be reached and nothing of the command was or will be committed.</summary>
public sealed class LedgerUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
