namespace Gongshu.Ledger;

internal sealed partial class LedgerSnapshot
{
    public async Task<TreeHeadRow?> TreeHeadAsync(CancellationToken cancellation)
    {
        TreeHeadRow? head = null;
        await connection.ReadAsync(cancellation, SqlTree.HeadQuery(_dialect, row => head = row));
        return head;
    }

    public IAsyncEnumerable<StoredLeaf> TreeLeavesAsync(CancellationToken cancellation) => PagedAsync<StoredLeaf>((last, add) =>
        SqlTree.LeavesQuery(_dialect, row => add(SqlTree.LeafOf(row, _sealed))).With("from", last is null ? 0 : last.Leaf.Index + 1), cancellation);

    public async Task<(string Stream, int Version)[]> EventsBesideTreeAsync(long upTo, CancellationToken cancellation)
    {
        var beside = new List<(string Stream, int Version)>();
        await connection.ReadAsync(cancellation, new Query(
            $"""
            SELECT e.stream, e.version FROM {T("events")} e LEFT JOIN {T("tree_leaves")} l ON l.stream = e.stream AND l.version = e.version
            WHERE e.sequence <= @upTo AND l.leaf_index IS NULL ORDER BY e.sequence LIMIT @limit
            """,
            row => beside.Add((row.Text(0), row.Int(1)))).With("upTo", upTo).With("limit", MostStrays));
        return [.. beside];
    }
}
