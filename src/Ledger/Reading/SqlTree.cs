namespace Gongshu.Ledger;

/// <summary>The tree over all events: its reading, alike on both databases.</summary>
internal abstract class SqlTree(SqlLedger ledger) : ITreeStore
{
    internal const string LeafColumns = "l.leaf_index, l.sequence, l.stream, l.version, l.hash, " + SqlLedger.EventColumns;

    private readonly SealedParts _sealed = new(ledger.Sealed);

    private string T(string table) => ledger.Dialect.Schema + table;

    public abstract Task<bool> GrowAsync(TreeGrown grown, CancellationToken cancellation);

    public async Task<TreeHeadRow?> HeadAsync(CancellationToken cancellation)
    {
        TreeHeadRow? head = null;
        await ledger.ReadAsync("tree-head", cancellation, HeadQuery(ledger.Dialect, row => head = row));
        return head;
    }

    public async Task<IReadOnlyDictionary<(int Level, long Index), byte[]>> TilesAsync(IReadOnlyCollection<(int Level, long Index)> tiles, CancellationToken cancellation)
    {
        var found = new Dictionary<(int Level, long Index), byte[]>();
        if (tiles.Count == 0) return found;
        await ledger.ReadAsync("tree-tiles", cancellation,
            new Query(
                $"""
                SELECT t.level, t.tile, t.hashes FROM {T("tree_tiles")} t JOIN {ledger.Dialect.Pairs("levels", "indexes")} ON t.level = p.a AND t.tile = p.b
                """,
                row => found[(row.Int(0), row.Long(1))] = row.Bytes(2))
                .With("levels", tiles.Select(tile => (long)tile.Level).ToArray()).With("indexes", tiles.Select(tile => tile.Index).ToArray()));
        return found;
    }

    public Task<StoredLeaf[]> LeavesOfAsync(IReadOnlyList<string> streams, CancellationToken cancellation) =>
        ReadAsync("tree-leaves-of", add => new Query(
            $"""
            SELECT {LeafColumns} FROM {T("tree_leaves")} l LEFT JOIN {T("events")} e ON e.sequence = l.sequence
            WHERE {ledger.Dialect.In("l.stream", "streams")} ORDER BY l.stream, l.version
            """,
            row => add(LeafOf(row, _sealed))).With("streams", streams.ToArray()), cancellation);

    public Task<StoredLeaf[]> LeavesAsync(long from, int limit, CancellationToken cancellation)
    {
        if (limit is < 1 or > 1000) throw new ArgumentOutOfRangeException(nameof(limit), "A page has 1 to 1,000 leaves.");
        return ReadAsync("tree-leaves", add => LeavesQuery(ledger.Dialect, row => add(LeafOf(row, _sealed))).With("from", from).With("limit", limit), cancellation);
    }

    internal static Query HeadQuery(Dialect dialect, Action<TreeHeadRow> found) => new(
        $"SELECT h.tree_size, h.root, h.at, h.log_id, h.signature, h.sequence FROM {dialect.Schema}tree_heads h ORDER BY h.tree_size DESC LIMIT 1",
        row => found(new(row.Long(0), row.Bytes(1), row.Instant(2), row.Bytes(3), row.Bytes(4), row.Long(5))));

    /// <summary>Parameters: <c>from</c> and <c>limit</c>.</summary>
    internal static Query LeavesQuery(Dialect dialect, Action<RowReader> onRow) => new(
        $"""
        SELECT {LeafColumns} FROM {dialect.Schema}tree_leaves l LEFT JOIN {dialect.Schema}events e ON e.sequence = l.sequence
        WHERE l.leaf_index >= @from ORDER BY l.leaf_index LIMIT @limit
        """,
        onRow);

    internal static StoredLeaf LeafOf(RowReader row, SealedParts sealedParts)
    {
        const int ofEvent = 5;
        var leaf = new TreeLeafRow(row.Long(0), row.Long(1), row.Text(2), row.Int(3), row.Bytes(4));
        if (row.LongOrNull(ofEvent) is null) return new(leaf, null);
        var (salt, body, opened) = sealedParts.Body(row.Bytes(ofEvent + 6));
        if (!opened) return new(leaf, null);
        var (type, at) = (row.Text(ofEvent + 3), row.Instant(ofEvent + 5));
        return new(leaf, new(type, at, EventChain.Hash(
            row.Bytes(ofEvent + 7), row.Text(ofEvent + 1), row.Int(ofEvent + 2), type, row.Text(ofEvent + 4), at, salt, body)));
    }

    private async Task<StoredLeaf[]> ReadAsync(string operation, Func<Action<StoredLeaf>, Query> query, CancellationToken cancellation)
    {
        var leaves = new List<StoredLeaf>();
        await ledger.ReadAsync(operation, cancellation, query(leaves.Add));
        return [.. leaves];
    }
}
