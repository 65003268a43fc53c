using Gongshu.Policy;

namespace Gongshu.Ledger;

/// <summary>One case as it is stored.</summary>
/// <param name="Printed">The case number as its row spells it, which names its stream for everybody who reads by the row.</param>
/// <param name="Operation">The operation that submitted it, when it had one.</param>
/// <param name="Events">The stream of the case number, by version.</param>
/// <param name="Claims">By line, benefit, ordinal and release, the live rows first.</param>
/// <param name="Decisions">By round and stage; reversed ones are gone.</param>
/// <param name="Duties">Person → part.</param>
public sealed record CaseFile(
    CaseRow Row, string Printed, OperationId? Operation, SnapshotEvent[] Events, SnapshotClaim[] Claims, DecisionWrite[] Decisions,
    IReadOnlyDictionary<string, Duty> Duties, Trace[] Traces, PersonToken[] PersonTokens);

/// <param name="Opened">False: the stored body is not what was sealed, or its key is not configured; salt and body are empty.</param>
public sealed record SnapshotEvent(StoredEvent Event, bool Opened);

/// <param name="Release">0 while the row guards its key, else the number of its release, which no other release has.</param>
/// <param name="WorkerRef">Of ordinal 0: the worker of the line, who owns <paramref name="Certificate"/>.</param>
/// <param name="Opened">False: the stored detail is not what was sealed, or its key is not configured.</param>
public sealed record SnapshotClaim(
    CaseNumber Case, int Line, Benefit Benefit, int Ordinal, long Release, ClaimStatus Status, bool Stopped, ClaimKey Key, Money Amount,
    string? Certificate, string? WorkerRef, ClaimDetail? Detail, bool Opened)
{
    public bool Live => Release == 0;

    /// <summary>The plain columns that reports count by (<see cref="CountedBy"/>), each as it is stored.</summary>
    public int? CertificateYear { get; init; }
    public SkillLevel? Level { get; init; }
    public bool? Migrant { get; init; }
}

/// <param name="Live">How many live claims hold it; <paramref name="WorkerRef"/> owns it while that is above 0.</param>
public sealed record CertificateRow(string Certificate, string WorkerRef, int Live);

/// <param name="Opened">False: the stored request or answer is not what was sealed, or its key is not configured.</param>
/// <param name="HasEvent">Whether an event stands at the record's stream and version.</param>
public sealed record SnapshotOperation(OperationRecord Record, bool Opened, bool HasEvent);

/// <param name="Claims">By batch line, line and benefit; the lines of <paramref name="Batch"/> hold theirs too.</param>
/// <param name="Unopened">Batch lines whose stored account is not what was sealed; they show an empty one.</param>
public sealed record BatchFile(BatchRow Batch, SnapshotBatchClaim[] Claims, int[] Unopened);

/// <param name="Failed">Whether its line failed, so that another batch may pay it.</param>
public sealed record SnapshotBatchClaim(int BatchLine, CaseNumber Case, int Line, Benefit Benefit, Money Amount, bool Failed);

public sealed record WorkerAlias(SubjectId Alias, SubjectId MovedTo, DateTimeOffset At);

/// <param name="Place">A case number, or a batch and its line (<c>B-2018Q1-1/3</c>).</param>
public sealed record StrayRow(string Table, string Place);
