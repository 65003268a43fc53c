using Gongshu.Policy;

namespace Gongshu.Ledger;

/// <summary>What both databases share: the reading, the case numbers and the audit stream. How to write is each one's own.</summary>
internal abstract partial class SqlLedger : ILedger, IAsyncDisposable
{
    private readonly SealedColumns _sealed;
    private readonly Dialect _dialect;
    private readonly CaseNumberBlocks _numbers;
    private readonly AuditStream _audit;

    protected SqlLedger(SealedColumns sealedColumns, Dialect dialect)
    {
        _sealed = sealedColumns;
        _dialect = dialect;
        _numbers = new CaseNumberBlocks(TakeCaseNumbersAsync);
        _audit = new AuditStream(this);
    }

    internal SealedColumns Sealed => _sealed;

    internal Dialect Dialect => _dialect;

    public void SealAhead(LedgerCommand command) => _sealed.SealAhead(command);

    public abstract Task<CommitOutcome[]> CommitAsync(IReadOnlyList<LedgerCommand> group, CancellationToken cancellation);

    public abstract Task<AbandonOutcome> AbandonAsync(OperationWrite operation, TimeSpan limit, CancellationToken cancellation);

    public abstract IDirectory Directory { get; }

    public abstract ITreeStore Tree { get; }

    public abstract IAttachmentIndex Attachments { get; }

    public abstract IMetaStore Meta { get; }

    public abstract IWebhookStore Webhooks { get; }

    /// <summary>Runs SELECTs in one round trip, in their order, on one connection.</summary>
    internal abstract Task ReadAsync(string operation, CancellationToken cancellation, params Query[] queries);

    public async Task<ILedgerSnapshot> OpenSnapshotAsync(CancellationToken cancellation) =>
        new LedgerSnapshot(this, await OpenSnapshotConnectionAsync(cancellation));

    protected abstract Task<SnapshotConnection> OpenSnapshotConnectionAsync(CancellationToken cancellation);

    /// <summary>Reserves numbers of a window for this process, durably; answers the first.</summary>
    protected abstract Task<long> TakeCaseNumbersAsync(WindowId window, int count, CancellationToken cancellation);

    public ValueTask<CaseNumber> NextCaseNumberAsync(WindowId window, CancellationToken cancellation) => _numbers.NextAsync(window, cancellation);

    public Task AppendAuditAsync(AuditEntry entry, CancellationToken cancellation) => _audit.AppendAsync(entry, cancellation);

    public virtual async ValueTask DisposeAsync()
    {
        await _audit.DisposeAsync();
        _numbers.Dispose();
    }

    private string T(string table) => _dialect.Schema + table;

    private static int Limit(PageRequest page) =>
        page.Limit is >= 1 and <= 200 ? page.Limit : throw new ArgumentOutOfRangeException(nameof(page), "A page has 1 to 200 items.");

    /// <summary>One row more than the page was asked for, so that the last page needs no second look.</summary>
    internal static Page<T> PageOf<T>(List<T> rows, int limit, Func<T, string> cursorAfter) =>
        rows.Count <= limit ? new([.. rows], null) : new([.. rows.Take(limit)], cursorAfter(rows[limit - 1]));

    public async Task<OperationRecord?> FindOperationAsync(OperationId id, CancellationToken cancellation)
    {
        OperationRecord? found = null;
        await ReadAsync("find-operation", cancellation,
            new Query($"SELECT {OperationColumns} FROM {T("operations")} WHERE id = @id", row => found = OperationOf(row).Record)
                .With("id", Stored.Operation(id)));
        return found;
    }

    internal const string OperationColumns = "id, abandoned, stream, version, request_hash, sealed_request, sealed_answer, at";

    internal (OperationRecord Record, int Abandoned) OperationOf(RowReader row) =>
        (new(Stored.Operation(row.Bytes(0)), row.Int(1) > 0, row.Text(2), row.Int(3), row.Bytes(4),
            _sealed.OpenBytes(row.BytesOrNull(5)), _sealed.OpenBytes(row.BytesOrNull(6)), row.Instant(7)), row.Int(1));
}
