using Gongshu.Policy;

namespace Gongshu.Ledger;

/// <summary>A case as the lists show it.</summary>
/// <param name="HeadHash">The hash of the newest event in the case's stream, which is named by the case number.</param>
public sealed record CaseRow(CaseWrite Case, byte[] HeadHash);

/// <summary>
/// The claims of one subject, oldest first; those that stayed with an alias of it, since their keys are live here too, are among them.
/// </summary>
public sealed record SubjectHistory(SubjectId Subject, HistoryEntry[] Entries)
{
    /// <summary>The subject that this one was merged into: claims are made for that one.</summary>
    public SubjectId? MovedTo { get; init; }
}

/// <summary>One claim row with the columns of its case.</summary>
/// <param name="Key">The row's own entitlement key; its subject is an alias where the row stayed with one.</param>
/// <param name="Live">Whether it still guards its key.</param>
public sealed record HistoryEntry(
    ClaimKey Key, CaseNumber Case, int Line, Benefit Benefit, int Ordinal, ClaimStatus Status, bool Live, ClaimDetail? Detail,
    Programme Programme, string Applicant, string ApplicantName, string Policy, CaseStatus CaseStatus,
    DateTimeOffset SubmittedAt, DateTimeOffset? DecidedAt, DateTimeOffset? PaidAt)
{
    /// <summary>The operation that submitted the case, when it had one: tells a replay from a duplicate without a look-up.</summary>
    public OperationId? Operation { get; init; }
}

/// <summary>One benefit of one line of a case (the claim row with ordinal 0).</summary>
public sealed record CaseClaimRow(CaseNumber Case, int Line, Benefit Benefit, Money Amount, ClaimStatus Status);

/// <summary>The one part that a person took in a case.</summary>
/// <param name="Stage">Null: decided an appeal, or else entered or corrected the case at the counter.</param>
public readonly record struct Duty(Stage? Stage, bool OnAppeal)
{
    /// <summary>Whether it is the work of a counter, which is no stage.</summary>
    public bool AtCounter => Stage is null && !OnAppeal;
}

/// <param name="Sequence">Rises over all streams.</param>
public sealed record StoredEvent(
    long Sequence, string Stream, int Version, string Type, string Actor, DateTimeOffset At, byte[] Salt, byte[] Body, byte[] PreviousHash, byte[] Hash);

/// <summary>An event of no case.</summary>
/// <param name="Subject">What it is about: a worker reference, a USCC, a batch id … never personal data.</param>
/// <param name="Body">UTF-8 JSON. The event's body is <c>{"subject": Subject, "entry": Body}</c>.</param>
public sealed record AuditEntry(string Type, string Actor, DateTimeOffset At, string? Subject, byte[] Body);

public sealed record EventFilter(string? Actor, string? Type, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>All given members must match; <paramref name="Worker"/> and <paramref name="Token"/> together are one member, the person, whom either may find.</summary>
/// <param name="Text">Part of a case number, of an organisation's name or of its USCC; ASCII letters match in either case.</param>
/// <param name="Worker">Cases that claim, or claimed, for this worker.</param>
/// <param name="Token">Cases that carry this person token.</param>
public sealed record CaseFilter(
    CaseStatus? Status = null, WindowId? Window = null, Programme? Programme = null, string? Applicant = null, string? Text = null,
    SubjectId? Worker = null, long? Token = null);

public sealed record ClaimFilter(Programme? Programme = null, ClaimStatus? Status = null, int? Year = null, WindowId? Window = null);

/// <param name="After">
/// The cursor of the page before; null for the first page. Opaque to callers; one that this list did not give out is answered with
/// <see cref="InvalidCursorException"/>.
/// </param>
/// <param name="Limit">1 to 200.</param>
public sealed record PageRequest(string? After, int Limit);

public sealed record Page<T>(T[] Items, string? Next);

/// <summary>A cursor that did not come from this list: the caller's fault.</summary>
public sealed class InvalidCursorException() : Exception("The cursor was not given out by this list.");

public sealed record WindowTotals(IReadOnlyDictionary<CaseStatus, StatusTotal> ByStatus);

public sealed record StatusTotal(int Cases, Money Amount);

public enum BatchStatus { Sealed = 1, Released = 2, PartlyPaid = 3, Paid = 4 }

public enum BatchLineStatus { Scheduled = 1, Paid = 2, Failed = 3 }

public sealed record BatchRow(
    string BatchId, WindowId Window, int Ordinal, int Version, BatchStatus Status, DateTimeOffset SealedAt, string SealedBy,
    DateTimeOffset? ReleasedAt, string? ReleasedBy, byte[] Hash, Money Total, BatchLineRow[] Lines)
{
    /// <summary>Derived, never stored: from the release and from what the bank answered to the lines that it has.</summary>
    public static BatchStatus StatusOf(bool released, IEnumerable<(BatchLineStatus Status, string? Code)> lines)
    {
        if (!released) return BatchStatus.Sealed;
        BatchLineStatus[] sent = [.. lines.Where(line => line.Code != BatchLineRow.StoppedCode).Select(line => line.Status)];
        return Array.TrueForAll(sent, status => status == BatchLineStatus.Scheduled) ? BatchStatus.Released
            : Array.TrueForAll(sent, status => status == BatchLineStatus.Paid) ? BatchStatus.Paid
            : BatchStatus.PartlyPaid;
    }
}

public sealed record BatchLineRow(BatchLineWrite Line, BatchLineStatus Status, string? Code, DateOnly? PaidOn)
{
    /// <summary>The code of a line that failed because its payment was stopped, not by the bank: the account is not at fault.</summary>
    public const string StoppedCode = "stopped";
}

/// <summary>Search over the registries; upserted beside the grain state, which stays the owner.</summary>
public interface IDirectory
{
    /// <summary>Upserts by (kind, id). Answers the id that already holds <see cref="DirectoryEntry.UniqueName"/>, or null when the entry was written.</summary>
    Task<string?> PutAsync(DirectoryEntry entry, CancellationToken cancellation);
    /// <summary>Newest first; each entry's id only, the owner answers the rest.</summary>
    Task<Page<string>> ListAsync(DirectoryKind kind, string? owner, string? text, PageRequest page, CancellationToken cancellation);
    /// <summary>Those of the ids that are listed, each with its <see cref="DirectoryEntry.UniqueName"/>; one round trip, whatever their number.</summary>
    Task<IReadOnlyDictionary<string, string?>> FindAsync(DirectoryKind kind, IReadOnlyList<string> ids, CancellationToken cancellation);
    /// <summary>Replaces the people whom a training plan names.</summary>
    Task PutPeopleAsync(string planId, IReadOnlyList<string> workerRefs, CancellationToken cancellation);
    /// <summary>Training plans that name the person.</summary>
    Task<string[]> PlansOfPersonAsync(string workerRef, CancellationToken cancellation);
}

/// <summary>Values are stored: never renumber. <see cref="PendingAccount"/> lists enterprises by whether an account of theirs waits.</summary>
public enum DirectoryKind { Enterprise = 1, TrainingPlan = 2, MasterStudio = 3, Competition = 4, PendingAccount = 5 }

/// <param name="Owner">The organisation that it belongs to, for ownership filters.</param>
/// <param name="UniqueName">What may stand once per kind (a studio's name and document number, a WorldSkills year), or null.</param>
public sealed record DirectoryEntry(DirectoryKind Kind, string Id, string Name, string? Owner, string? UniqueName);

public interface IMetaStore
{
    Task<string?> GetAsync(string name, CancellationToken cancellation);
    Task SetAsync(string name, string value, CancellationToken cancellation);
    /// <summary>Sets it unless it is there; answers what stands afterwards.</summary>
    Task<string> GetOrAddAsync(string name, string value, CancellationToken cancellation);
}

/// <param name="Holders">Those keys on which a live claim stands, each with the case that has it.</param>
/// <param name="Owners">Certificate → worker reference, of those with live claims.</param>
public sealed record StandingClaims(IReadOnlyDictionary<ClaimKey, CaseRow> Holders, IReadOnlyDictionary<string, string> Owners);
