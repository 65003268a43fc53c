namespace Gongshu.Ledger;

/// <summary>A connection whose transaction sees one instant only, and writes nothing.</summary>
internal abstract class SnapshotConnection : IAsyncDisposable
{
    /// <exception cref="LedgerUnavailableException">The database could not be read.</exception>
    public abstract Task ReadAsync(CancellationToken cancellation, params Query[] queries);

    public abstract ValueTask DisposeAsync();
}
