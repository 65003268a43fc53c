namespace Gongshu.Ledger;

/// <summary>
/// The Merkle tree over all events, kept beside them: which event each leaf is, the tiles that proofs are computed from, and the heads that were
/// signed. Whoever changes an event has to rewrite these as well, and then contradicts a head that somebody outside has kept.
/// </summary>
/// <remarks>Every method may throw <see cref="LedgerUnavailableException"/>.</remarks>
public interface ITreeStore
{
    /// <summary>The newest head; null before the first leaf.</summary>
    Task<TreeHeadRow?> HeadAsync(CancellationToken cancellation);

    /// <summary>Those of the tiles that there are.</summary>
    Task<IReadOnlyDictionary<(int Level, long Index), byte[]>> TilesAsync(IReadOnlyCollection<(int Level, long Index)> tiles, CancellationToken cancellation);

    /// <summary>The leaves of these streams, by stream and version, each with what its event comes to as it is stored now.</summary>
    Task<StoredLeaf[]> LeavesOfAsync(IReadOnlyList<string> streams, CancellationToken cancellation);

    /// <summary>Leaves from an index on, ascending, each with what its event comes to as it is stored now.</summary>
    /// <param name="limit">1 to 1,000.</param>
    Task<StoredLeaf[]> LeavesAsync(long from, int limit, CancellationToken cancellation);

    /// <summary>Adds leaves, whole tiles and the head over them in one transaction.</summary>
    /// <returns>False: another process made the tree grow meanwhile, and nothing was written.</returns>
    Task<bool> GrowAsync(TreeGrown grown, CancellationToken cancellation);
}

/// <param name="Size">How many leaves.</param>
/// <param name="Sequence">Of the last leaf's event: every committed event up to it is a leaf.</param>
public sealed record TreeHeadRow(long Size, byte[] Root, DateTimeOffset At, byte[] LogId, byte[] Signature, long Sequence);

/// <param name="Hash">The event's hash when the leaf was added.</param>
public sealed record TreeLeafRow(long Index, long Sequence, string Stream, int Version, byte[] Hash);

/// <param name="Now">Null: the event is gone, or its sealed body cannot be opened.</param>
public sealed record StoredLeaf(TreeLeafRow Leaf, LeafContent? Now);

/// <param name="Hash">Computed from what is stored now, by <see cref="EventChain.Hash"/>.</param>
public sealed record LeafContent(string Type, DateTimeOffset At, byte[] Hash);

/// <param name="Leaves">Ascending from the size that the tree has; not empty.</param>
/// <param name="Tiles">Each that changed, as it is now.</param>
public sealed record TreeGrown(TreeLeafRow[] Leaves, IReadOnlyDictionary<(int Level, long Index), byte[]> Tiles, TreeHeadRow Head);
