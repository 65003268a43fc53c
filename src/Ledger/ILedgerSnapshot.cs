namespace Gongshu.Ledger;

/// <summary>
/// Everything that is stored, as it stood at one instant while others go on writing: what an examiner compares. Each list is read in parts
/// that fit into memory; one list at a time. What cannot be decrypted is told so instead of thrown.
/// </summary>
/// <remarks>Every method may throw <see cref="LedgerUnavailableException"/>.</remarks>
public interface ILedgerSnapshot : IAsyncDisposable
{
    /// <summary>Every case row with all that stands under its number, by case number.</summary>
    IAsyncEnumerable<CaseFile> CasesAsync(CancellationToken cancellation);

    /// <summary>Events of the streams that are no case's (windows, batches, audit logs, notices beside a case), by stream and version.</summary>
    IAsyncEnumerable<SnapshotEvent> OtherEventsAsync(CancellationToken cancellation);

    /// <summary>Every claim row once more, by subject, entitlement key and release: two live rows of one key follow one another.</summary>
    IAsyncEnumerable<SnapshotClaim> ClaimsAsync(CancellationToken cancellation);

    /// <summary>By certificate.</summary>
    IAsyncEnumerable<CertificateRow> CertificatesAsync(CancellationToken cancellation);

    /// <summary>By id.</summary>
    IAsyncEnumerable<SnapshotOperation> OperationsAsync(CancellationToken cancellation);

    /// <summary>By batch id.</summary>
    IAsyncEnumerable<BatchFile> BatchesAsync(CancellationToken cancellation);

    /// <summary>The newest head of the tree; null before the first leaf.</summary>
    Task<TreeHeadRow?> TreeHeadAsync(CancellationToken cancellation);

    /// <summary>The leaves of the tree, by index.</summary>
    IAsyncEnumerable<StoredLeaf> TreeLeavesAsync(CancellationToken cancellation);

    /// <summary>Events up to a sequence that are no leaf of the tree, at most 1,000: stream and version.</summary>
    Task<(string Stream, int Version)[]> EventsBesideTreeAsync(long upTo, CancellationToken cancellation);

    /// <summary>By alias.</summary>
    IAsyncEnumerable<WorkerAlias> AliasesAsync(CancellationToken cancellation);

    /// <summary>Rows that belong to nothing: of a case without a row, of a batch without that line. At most 1,000 a table.</summary>
    IAsyncEnumerable<StrayRow> StraysAsync(CancellationToken cancellation);
}
