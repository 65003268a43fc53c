using System.Security.Cryptography;
using Gongshu.Policy;

namespace Gongshu.Ledger;

/// <summary>
/// One command: everything that it writes, in one transaction or not at all. Built by a grain, judged by the database.
/// </summary>
public sealed record LedgerCommand
{
    /// <summary>The fact of the installation that counts imports.</summary>
    internal const string ImportsName = "imports";

    /// <summary>The idempotency record, when the caller gave an <c>Idempotency-Key</c>.</summary>
    public OperationWrite? Operation { get; init; }
    public CaseWrite[] Cases { get; init; } = [];
    public ClaimInsert[] NewClaims { get; init; } = [];
    public ClaimChange[] ClaimChanges { get; init; } = [];
    /// <summary>Claims whose payment is stopped, or let go on; they keep their status and their keys.</summary>
    public ClaimStop[] ClaimStops { get; init; } = [];
    public DecisionWrite? Decision { get; init; }
    /// <summary>A decision that its own officer reversed: its stage of that round is open again. The officer keeps the stage.</summary>
    public DecisionWrite? ReversedDecision { get; init; }
    /// <summary>What signals are found by: keyed hashes of accounts, phones and the like, as they stand in this case.</summary>
    public Trace[] Traces { get; init; } = [];
    /// <summary>Tokens by which a person is found in the cases: keyed hashes of names, and of worker references that are no subject of the case's claims.</summary>
    public PersonToken[] PersonTokens { get; init; } = [];
    /// <summary>Two references of one person become one history. A command that merges brings no claims.</summary>
    public WorkerMerge? Merge { get; init; }
    public BatchWrite? Batch { get; init; }
    public BatchChange? BatchChange { get; init; }
    /// <summary>What the bank answered, line by line. Raises the version of the batches concerned by one.</summary>
    public BatchLineChange[] BatchLineChanges { get; init; } = [];
    /// <summary>What cases of before migration 6 are counted by. A case that is counted already, or stands at another version, is left as it is.</summary>
    public CaseCounts[] Counts { get; init; } = [];
    /// <summary>A file that was taken in. One operation has one: another is <see cref="AttachmentStands"/>.</summary>
    public AttachmentRow? Attachment { get; init; }
    /// <summary>A new subscription to events.</summary>
    public WebhookWrite? Webhook { get; init; }
    /// <summary>The id of a subscription that ends, with all that is kept of its deliveries.</summary>
    public string? RemovedWebhook { get; init; }
    public Redelivery? Redelivery { get; init; }
    /// <summary>
    /// Claims come in that no subject was asked for: counted in the same transaction (<see cref="ILedger.ImportsAsync"/>), so that subjects in the memory of running
    /// silos learn of it.
    /// </summary>
    public bool IsImport { get; init; }
    /// <summary>Chained events; each stream's versions rise by one. A taken (stream, version) is <see cref="StaleVersion"/>.</summary>
    public NewEvent[] Events { get; init; } = [];

    /// <summary>Where each event of this command leaves its case; null when it is no case's, or not its last.</summary>
    internal CaseStatus?[] StatusesAfter()
    {
        var cases = new Dictionary<CaseNumber, CaseWrite>(Cases.Length);
        foreach (var write in Cases) cases[write.Number] = write;
        return Array.ConvertAll(Events, written => CaseNumber.TryParse(written.Stream, out var number) && cases.GetValueOrDefault(number) is { } write && write.Version == written.Version
            ? write.Status
            : (CaseStatus?)null);
    }
}

/// <summary>The identity of one client operation: SHA-256 over scope, method, path and key (32 bytes, compared by value).</summary>
public readonly record struct OperationId(string Hex)
{
    /// <param name="scope">The organisation of a portal token, <c>sub</c> for <c>*</c> and staff.</param>
    public static OperationId Of(string scope, string method, string path, string key) =>
        new(Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{scope.Length}:{scope}\n{method} {path}\n{key}"))));
}

/// <summary>Kept as long as the case. A retry replaces an abandoned record.</summary>
/// <param name="Stream">Where the effect stands: the answer is rebuilt by folding this stream up to <paramref name="Version"/>.</param>
/// <param name="RequestHash">SHA-256 of the canonical request, to tell a replay from a reuse of the key.</param>
/// <param name="Request">The canonical request where the event does not hold it; stored sealed. Names the first member that differs.</param>
/// <param name="Answer">The answer where it cannot be folded from the stream; stored sealed.</param>
public sealed record OperationWrite(
    OperationId Id, string Stream, int Version, byte[] RequestHash, byte[]? Request, byte[]? Answer, DateTimeOffset At);

/// <summary>The case row: what lists, queues and reports need. Personal data stands in the events only.</summary>
public sealed record CaseWrite
{
    public required CaseNumber Number { get; init; }
    /// <summary>1 for a new case; otherwise the row must stand at <c>Version - 1</c>.</summary>
    public required int Version { get; init; }
    public required CaseStatus Status { get; init; }
    public required Programme Programme { get; init; }
    public required string Applicant { get; init; }
    public required string ApplicantName { get; init; }
    public required string Policy { get; init; }
    /// <summary>The amount that the <c>201</c> showed, less what was rejected since.</summary>
    public required Money Amount { get; init; }
    public required int Lines { get; init; }
    /// <summary>SHA-256 that the applicant got as receipt.</summary>
    public required byte[] Receipt { get; init; }
    public required DateTimeOffset SubmittedAt { get; init; }
    /// <summary>When the current status began; the queue counts from it.</summary>
    public required DateTimeOffset StatusSince { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public DateTimeOffset? PaidAt { get; init; }
    public string? BatchId { get; init; }
    /// <summary>
    /// What the form as it stands asks for: its eligible benefits, whatever became of them since. Null: not known, of a case of before migration 6;
    /// then it stays so until <see cref="LedgerCommand.Counts"/> says it.
    /// </summary>
    public Money? Claimed { get; init; }
    /// <summary>Where the approved money of the case is.</summary>
    public CaseMoney Money { get; init; } = CaseMoney.None;
    /// <summary>The day until which the present status has to be left (correction, or a stage's working days); null: none, or the calendar does not reach so far.</summary>
    public DateOnly? DueOn { get; init; }
    /// <summary>The person to whom the case is assigned, or null.</summary>
    public string? Assignee { get; init; }
    /// <summary>Appeals that wait for a leader.</summary>
    public int OpenAppeals { get; init; }
    /// <summary>The day until which the oldest open appeal has to be decided; null: none is open.</summary>
    public DateOnly? AppealDueOn { get; init; }
}

/// <summary>Where the approved money of a case is; what is still being decided is in none of these. Each is zero or more.</summary>
/// <param name="Waiting">Approved, and in no batch: the next settlement takes it.</param>
/// <param name="Stopped">Approved, but its payment is stopped.</param>
/// <param name="Scheduled">In a sealed batch, not answered by the bank.</param>
/// <param name="Failed">Failed or sent back by the bank; waits for a corrected account.</param>
/// <param name="Paid">Paid and not clawed back.</param>
/// <param name="ClawedBack">To be repaid, whether or not it was.</param>
/// <param name="Repaid">Of that, what came back.</param>
public sealed record CaseMoney(Money Waiting, Money Stopped, Money Scheduled, Money Failed, Money Paid, Money ClawedBack, Money Repaid)
{
    public static readonly CaseMoney None = new(default, default, default, default, default, default, default);
}

/// <summary>Stops the payment of one approved benefit of one line (all its keys), or lets it go on. The rows must stand the other way, else <see cref="StaleVersion"/>.</summary>
public sealed record ClaimStop(CaseNumber Case, int Line, Benefit Benefit, bool Stopped);

/// <summary>One trace of a case: something that should not be the same in cases of different people or organisations.</summary>
/// <param name="Token">Keyed hash of the value.</param>
/// <param name="Owner">Whose it is: the applicant's USCC.</param>
/// <param name="Count">How often it stands in the case, 1 or more.</param>
public sealed record Trace(TraceKind Kind, long Token, string Owner, CaseNumber Case, int Count);

/// <summary>Values are stored: never renumber.</summary>
public enum TraceKind { BankAccount = 1, Phone = 2, ContactName = 3, CertificateDay = 4, Attachment = 5 }

/// <summary>
/// One claim row: one subject and one entitlement key of one benefit of one line. The amount stands on ordinal 0 only, so sums are plain sums.
/// </summary>
/// <param name="Ordinal">Position of the key within its benefit, from 0.</param>
/// <param name="Certificate"><c>c_…</c> whose owner becomes <paramref name="WorkerRef"/>; only on ordinal 0.</param>
/// <param name="Detail">What a history shows of the claim; on the first row of each subject within a benefit, else null. Stored sealed.</param>
public sealed record ClaimInsert(
    CaseNumber Case, int Line, Benefit Benefit, int Ordinal, ClaimKey Key, Money Amount,
    string? WorkerRef, string? Certificate, ClaimDetail? Detail)
{
    /// <summary>What reports count it by; on ordinal 0 only.</summary>
    public CountedBy? Counted { get; init; }
    /// <summary>Held, but for what was paid before the system existed.</summary>
    public ClaimStatus Status { get; init; } = ClaimStatus.Held;
    internal SealedAhead Sealed { get; set; }
}

/// <summary>What reports count a claim by: nothing of it tells who the worker is.</summary>
/// <param name="CertificateYear">Of the certificate's day of issue; null, as <paramref name="Level"/> is, without a certificate.</param>
/// <param name="Migrant">进城务工人员, as the form says; false where the line names nobody.</param>
public sealed record CountedBy(int? CertificateYear, SkillLevel? Level, bool Migrant);

/// <summary>What a case of before migration 6 is counted by, as its events up to <paramref name="Version"/> say.</summary>
/// <param name="Claims">Each row with ordinal 0, released ones too.</param>
public sealed record CaseCounts(CaseNumber Case, int Version, Money Claimed, ClaimCounts[] Claims);

/// <param name="Release">0 while the row guards its key, else the number of its release.</param>
public sealed record ClaimCounts(int Line, Benefit Benefit, long Release, string? WorkerRef, CountedBy Counted);

/// <summary>What a claim history shows beside the case row's columns.</summary>
public sealed record ClaimDetail(
    string? WorkerRef, string? MaskedId, string[] Keys, string Clause, Money Amount,
    string? CertificateNumber, string? OccupationCode, string? OccupationName, SkillLevel? Level, DateOnly? IssuedOn)
{
    /// <summary>The employment that the claim leans on; null: the programme asks for none.</summary>
    public DateOnly? ContractFrom { get; init; }
    /// <summary>Null: open-ended, or no employment.</summary>
    public DateOnly? ContractTo { get; init; }
    /// <summary>Keyed hash of the worker's name as given; null without a worker.</summary>
    public long? NameToken { get; init; }
    /// <summary>Where a claim that was paid before the system existed comes from; null: it was applied for here.</summary>
    public ImportedFrom? Imported { get; init; }
}

/// <summary>The place of an imported payment.</summary>
/// <param name="Source">来源: the paper that proves it.</param>
/// <param name="FileSha256">Hex, of the list that was imported.</param>
/// <param name="Row">Of that list, from 1.</param>
public sealed record ImportedFrom(string Source, string FileSha256, int Row);

/// <summary>Moves the rows of one benefit of one line (all its keys) to a new status. Released rows stop guarding and let go of the certificate.</summary>
/// <param name="From">
/// The status that the rows have now, else <see cref="StaleVersion"/>. From <see cref="ClaimStatus.Released"/> with <paramref name="Live"/>:
/// the rows of the newest release guard again, if their keys and certificate are still free.
/// </param>
/// <param name="Live">Whether the rows still guard their keys after the change (clawed back without release does).</param>
public sealed record ClaimChange(CaseNumber Case, int Line, Benefit Benefit, ClaimStatus From, ClaimStatus To, bool Live);

/// <summary>Separation of duties, kept by the database too: unique over case, round and stage; one row per case and person holds that person's one stage.</summary>
/// <param name="Stage">Null: the person entered or corrected the case at the counter, and may take no stage.</param>
/// <param name="OnAppeal">A leader decided an appeal: a part of its own (then <paramref name="Stage"/> is null), open to who took no other; it may be taken several times.</param>
public sealed record DecisionWrite(CaseNumber Case, int Round, Stage? Stage, string Person, bool OnAppeal = false);

public sealed record PersonToken(long Token, CaseNumber Case);

/// <summary>
/// Moves the claims of <paramref name="Alias"/>, released ones too, and its certificates to <paramref name="Into"/>, and keeps the alias for
/// ever. Live claims whose key is live in both stay where they are until one of the two is released (<see cref="ILedger.SharedLiveKeysAsync"/>).
/// <see cref="StaleVersion"/> when either is an alias already, or both are one.
/// </summary>
/// <param name="Alias">A worker, as <paramref name="Into"/> is.</param>
public sealed record WorkerMerge(SubjectId Alias, SubjectId Into, DateTimeOffset At);

/// <summary>A sealed batch; never changes but for its release and its lines' results.</summary>
/// <param name="Ordinal">1, 2, … within the window.</param>
public sealed record BatchWrite(
    string BatchId, WindowId Window, int Ordinal, DateTimeOffset SealedAt, string SealedBy, byte[] Hash, Money Total, BatchLineWrite[] Lines);

/// <param name="Account">The payee's account at sealing, stored sealed.</param>
public sealed record BatchLineWrite(int BatchLine, CaseNumber Case, Programme Programme, string PayeeUscc, string PayeeName, Money Amount, PayeeAccount Account)
{
    /// <summary>What the line pays; their amounts make up <see cref="Amount"/>. A claim stands in one batch at most, unless its line there failed.</summary>
    public BatchClaimWrite[] Claims { get; init; } = [];
}

public sealed record BatchClaimWrite(int Line, Benefit Benefit, Money Amount);

public sealed record PayeeAccount(string BankName, string AccountName, string AccountNumber);

/// <summary>Release of a batch: the second signature. The row must stand at <c>Version - 1</c>.</summary>
public sealed record BatchChange(string BatchId, int Version, DateTimeOffset ReleasedAt, string ReleasedBy);

/// <summary>The bank's answer to one line. The line must stand at <paramref name="From"/>, else <see cref="StaleVersion"/>. A failed line lets go of its case.</summary>
public sealed record BatchLineChange(string BatchId, int BatchLine, BatchLineStatus From, BatchLineStatus To, string? Code, DateOnly? PaidOn);

/// <summary>A chained event. Build it by <see cref="After"/>, which computes the hash.</summary>
public sealed record NewEvent(
    string Stream, int Version, string Type, string Actor, DateTimeOffset At, byte[] Salt, byte[] Body, byte[] PreviousHash, byte[] Hash)
{
    internal SealedAhead Sealed { get; set; }

    /// <param name="at">Cut to whole milliseconds here, before hashing: every database gives those back exactly, so the hash verifies after reading.</param>
    /// <param name="version">One more than the predecessor's; 1 for the first.</param>
    /// <param name="body">UTF-8 JSON; stored sealed together with the salt.</param>
    public static NewEvent After(byte[] previousHash, string stream, int version, string type, string actor, DateTimeOffset at, byte[] body)
    {
        at = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond));
        var salt = RandomNumberGenerator.GetBytes(EventChain.SaltLength);
        return new(stream, version, type, actor, at, salt, body, previousHash,
            EventChain.Hash(previousHash, stream, version, type, actor, at, salt, body));
    }
}
