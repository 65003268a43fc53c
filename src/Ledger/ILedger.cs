using System.Globalization;
using Gongshu.Policy;

namespace Gongshu.Ledger;

/// <summary>
/// The one truth: what is committed here has happened. SQLite (embedded) and PostgreSQL say the same; one contract suite runs on both.
/// Every method may throw <see cref="LedgerUnavailableException"/>; no database exception crosses this interface.
/// </summary>
public interface ILedger
{
    /// <summary>This process has committed events; raised from any thread, and has to return at once. What others commit is not told.</summary>
    event EventHandler? EventsCommitted;

    /// <summary>
    /// Seals what is personal in a command, on the caller's thread: the loops that write for all of them need not do it then. May be left out; what is not sealed
    /// when the command is written is sealed there.
    /// </summary>
    void SealAhead(LedgerCommand command) { }

    /// <summary>
    /// Commits a group, each command with a verdict of its own: a failing neighbour never fails you. Commands of a group may meet in one
    /// transaction; each is all or nothing. Where several groups are written at once, claim rows are inserted in ascending (subject, key) order of the whole group.
    /// </summary>
    /// <returns>One outcome per command, in order.</returns>
    Task<CommitOutcome[]> CommitAsync(IReadOnlyList<LedgerCommand> group, CancellationToken cancellation);

    /// <summary>
    /// Settles an unknown outcome: inserts the idempotency record itself as abandoned, in a new transaction; the unique index makes that
    /// wait for the lost transaction (at most <paramref name="limit"/>).
    /// </summary>
    Task<AbandonOutcome> AbandonAsync(OperationWrite operation, TimeSpan limit, CancellationToken cancellation);

    Task<OperationRecord?> FindOperationAsync(OperationId id, CancellationToken cancellation);

    /// <summary>
    /// What refusals have to know, each question's answer in its place; one round trip, whatever their number. The operations are read last: a first
    /// attempt whose case is seen to hold a key is seen as an operation too.
    /// </summary>
    Task<RefusalFacts[]> LoadRefusalFactsAsync(IReadOnlyList<RefusalQuestion> questions, CancellationToken cancellation);

    /// <summary>
    /// What stands on these keys, and whose these certificates are, as of now; one round trip, whatever their number. Of a key that
    /// a merge left live with the alias too, the person's own claim is told; once that is released, the alias's is moved there.
    /// </summary>
    Task<StandingClaims> LoadStandingAsync(IReadOnlyCollection<ClaimKey> keys, IReadOnlyCollection<string> certificates, CancellationToken cancellation);

    /// <summary>The next case number of the window; rises, and may leave gaps (numbers are taken in blocks).</summary>
    ValueTask<CaseNumber> NextCaseNumberAsync(WindowId window, CancellationToken cancellation);

    /// <summary>The claim histories of many subjects in one round trip, whatever their number; an unknown subject has an empty one.</summary>
    Task<SubjectHistory[]> LoadHistoriesAsync(IReadOnlyList<SubjectId> subjects, CancellationToken cancellation);

    /// <summary>How many imports were committed (<see cref="LedgerCommand.IsImport"/>).</summary>
    async Task<long> ImportsAsync(CancellationToken cancellation) =>
        await Meta.GetAsync(LedgerCommand.ImportsName, cancellation) is { } told ? long.Parse(told, CultureInfo.InvariantCulture) : 0;

    /// <summary>The subject that this one was merged into; null: it is no alias.</summary>
    Task<SubjectId?> FindAliasAsync(SubjectId subject, CancellationToken cancellation);

    /// <summary>Every alias with the subject that it was merged into; few, since each is a corrected ID number. One round trip.</summary>
    Task<IReadOnlyDictionary<SubjectId, SubjectId>> LoadAliasesAsync(CancellationToken cancellation);

    /// <summary>Entitlement keys that are live in both subjects, in ordinal order: what a merge leaves in place, before and after it.</summary>
    Task<string[]> SharedLiveKeysAsync(SubjectId alias, SubjectId into, CancellationToken cancellation);

    /// <summary>Owners (worker references) of those certificates that have live claims; one round trip.</summary>
    Task<IReadOnlyDictionary<string, string>> LoadCertificateOwnersAsync(IReadOnlyList<string> certificates, CancellationToken cancellation);

    /// <summary>Released claims that had leant on one of these certificates (<c>c_…</c>), each worker and case once; one round trip.</summary>
    Task<ReleasedCertificate[]> FormerOwnersAsync(IReadOnlyList<string> certificates, CancellationToken cancellation);

    /// <summary>Events of a stream after a version, oldest first; one round trip.</summary>
    Task<StoredEvent[]> LoadEventsAsync(string stream, int afterVersion, CancellationToken cancellation);

    /// <summary>Whole streams, each oldest first, an unknown one empty; one round trip, whatever their number.</summary>
    Task<IReadOnlyDictionary<string, StoredEvent[]>> LoadStreamsAsync(IReadOnlyList<string> streams, CancellationToken cancellation);

    /// <summary>Events over all streams, newest first, for the auditor.</summary>
    Task<Page<StoredEvent>> ListEventsAsync(EventFilter filter, PageRequest page, CancellationToken cancellation);

    /// <summary>
    /// Events of all streams in the order of their sequence, without a gap: who has read a number never meets a lower one later, however many
    /// commits run at once. Events behind a commit that still runs wait for it. One round trip.
    /// </summary>
    /// <param name="after">A sequence, 0 for the beginning.</param>
    /// <param name="limit">1 to 1,000.</param>
    Task<FeedPage> LoadFeedAsync(long after, int limit, CancellationToken cancellation);

    /// <summary>Appends an entry to this process's own audit stream (lookups, unmasking, downloads, registry changes): durable on return.</summary>
    Task AppendAuditAsync(AuditEntry entry, CancellationToken cancellation);

    Task<CaseRow?> FindCaseAsync(CaseNumber number, CancellationToken cancellation);

    /// <summary>Those of the cases that exist, in one round trip.</summary>
    Task<CaseRow[]> FindCasesAsync(IReadOnlyList<CaseNumber> numbers, CancellationToken cancellation);

    /// <summary>Newest first.</summary>
    Task<Page<CaseRow>> ListCasesAsync(CaseFilter filter, PageRequest page, CancellationToken cancellation);

    /// <summary>Claims by applicant (an organisation's own history), newest first, with their case rows' columns: one entry per benefit of a line, its ordinal 0.</summary>
    Task<Page<HistoryEntry>> ListClaimsOfApplicantAsync(string applicant, ClaimFilter filter, PageRequest page, CancellationToken cancellation);

    /// <summary>Claims (one per benefit of a line) of an organisation that are live, and what was paid less what was clawed back.</summary>
    Task<(int Live, Money Paid)> ClaimTotalsOfApplicantAsync(string applicant, CancellationToken cancellation);

    /// <summary>Counts and sums of a window by status.</summary>
    Task<WindowTotals> WindowTotalsAsync(WindowId window, CancellationToken cancellation);

    /// <summary>Cases of a window with these statuses, whatever batch they stand in, by case number.</summary>
    Task<CaseRow[]> CasesInStatusAsync(WindowId window, IReadOnlyList<CaseStatus> statuses, CancellationToken cancellation);

    /// <summary>Cases of a window with approved money that is in no batch or failed there, what is stopped included; by case number.</summary>
    Task<CaseRow[]> PayableCasesAsync(WindowId window, CancellationToken cancellation);

    /// <summary>What of these cases the next batch may pay, by case, line and benefit; one round trip, whatever their number.</summary>
    Task<PayableClaim[]> LoadPayableClaimsAsync(IReadOnlyList<CaseNumber> cases, CancellationToken cancellation);

    /// <summary>
    /// The account of each case's newest batch line that failed otherwise than by a stop (<see cref="BatchLineRow.StoppedCode"/>); cases
    /// without one are left out. One round trip, whatever their number.
    /// </summary>
    Task<IReadOnlyDictionary<CaseNumber, PayeeAccount>> LastFailedAccountsAsync(IReadOnlyList<CaseNumber> cases, CancellationToken cancellation);

    /// <summary>
    /// What waits, by the day that is due first (for a case that is listed for its appeal only, the appeal's), without one last, then by case number.
    /// </summary>
    Task<Page<CaseRow>> ListQueueAsync(QueueFilter filter, PageRequest page, CancellationToken cancellation);

    /// <summary>How much waits, under the same filter; one round trip.</summary>
    /// <param name="today">What was due before this day is overdue.</param>
    Task<QueueCounts> CountQueueAsync(QueueFilter filter, DateOnly today, CancellationToken cancellation);

    /// <summary>Cases with money clawed back, or only those where some of it was not repaid; newest change first.</summary>
    Task<Page<CaseRow>> ListClawbacksAsync(bool openOnly, PageRequest page, CancellationToken cancellation);

    /// <summary>Every case in which one of these traces stands, newest first for each; at most 1,000 a trace. One round trip.</summary>
    Task<TraceMatch[]> FindTracesAsync(IReadOnlyList<(TraceKind Kind, long Token)> tokens, CancellationToken cancellation);

    Task<BatchRow?> FindBatchAsync(string batchId, CancellationToken cancellation);

    /// <summary>Batches that were not released, oldest first; one round trip.</summary>
    /// <param name="person">Who asks; see <see cref="WaitingBatch.TookStage"/>.</param>
    Task<WaitingBatch[]> WaitingBatchesAsync(string person, CancellationToken cancellation);

    /// <summary>Newest first; with their lines.</summary>
    Task<Page<BatchRow>> ListBatchesAsync(WindowId? window, PageRequest page, CancellationToken cancellation);

    /// <summary>Whether the organisation ever had a case.</summary>
    Task<bool> HasCasesAsync(string applicant, CancellationToken cancellation);

    /// <summary>The persons who took part in a case, each with that part; a decision that was reversed stays its officer's.</summary>
    Task<IReadOnlyDictionary<string, Duty>> LoadDutiesAsync(CaseNumber number, CancellationToken cancellation);

    /// <summary>The person's parts in those of the cases in which they took one; one round trip, whatever their number.</summary>
    Task<IReadOnlyDictionary<CaseNumber, Duty>> LoadDutiesOfAsync(IReadOnlyList<CaseNumber> cases, string person, CancellationToken cancellation);

    /// <summary>
    /// Whether the person took a stage or decided an appeal in one of these cases (having entered one at the counter is neither); one round trip, whatever their number.
    /// </summary>
    Task<bool> TookStageAsync(IReadOnlyList<CaseNumber> cases, string person, CancellationToken cancellation);

    /// <summary>
    /// What these cases claim and was not released, one row per benefit of a line, by case, line and benefit; one round trip, whatever their
    /// number.
    /// </summary>
    Task<CaseClaimRow[]> LoadClaimsOfCasesAsync(IReadOnlyList<CaseNumber> cases, CancellationToken cancellation);

    /// <summary>
    /// For each filter the distinct people, merged references being one, with a live claim that leans on a certificate issued in the year; one round trip.
    /// </summary>
    Task<int[]> CountTrainedAsync(int certificateYear, IReadOnlyList<TrainedFilter> filters, CancellationToken cancellation);

    /// <summary>Applicants by the number of people that <see cref="CountTrainedAsync"/> counts for them, the most first, then by USCC; who has none is left out.</summary>
    Task<Page<TrainedApplicant>> ListTrainedAsync(int certificateYear, TrainedFilter filter, PageRequest page, CancellationToken cancellation);

    /// <summary>Sums and counts over the cases of these windows, the first and the last included; one round trip.</summary>
    Task<WindowFigures> WindowFiguresAsync(WindowId first, WindowId last, int mostApplicants, CancellationToken cancellation);

    /// <summary>Cases of these windows after a number, ascending, each with the lines of its form.</summary>
    Task<(CaseNumber Case, int Lines)[]> CaseNumbersAsync(WindowId first, WindowId last, CaseNumber? after, int limit, CancellationToken cancellation);

    /// <summary>Cases of before migration 6 that are not counted yet (<see cref="LedgerCommand.Counts"/>), after a number, ascending.</summary>
    Task<CaseNumber[]> UncountedCasesAsync(CaseNumber? after, int limit, CancellationToken cancellation);

    /// <summary>The claim rows with ordinal 0 of these cases, by place; of one place the released ones in the order of their release, then the live one.</summary>
    Task<ClaimPlace[]> LoadClaimPlacesAsync(IReadOnlyList<CaseNumber> cases, CancellationToken cancellation);

    /// <summary>All that is stored, as it stands now; the caller disposes of it, and holds nobody up meanwhile.</summary>
    Task<ILedgerSnapshot> OpenSnapshotAsync(CancellationToken cancellation);

    IDirectory Directory { get; }

    ITreeStore Tree { get; }

    IAttachmentIndex Attachments { get; }

    /// <summary>Subscriptions to events, and how far each has come.</summary>
    IWebhookStore Webhooks { get; }

    /// <summary>Small facts of the installation (key fingerprints, the policy clock's offset, first start), by name.</summary>
    IMetaStore Meta { get; }
}
