namespace Gongshu.Ledger;

internal sealed class SqliteTree(SqliteLedger ledger) : SqlTree(ledger)
{
    private readonly SqliteLedger _ledger = ledger;

    public override Task<bool> GrowAsync(TreeGrown grown, CancellationToken cancellation) =>
        _ledger.WriteAsync("tree-grow", statements =>
        {
            if ((long)statements.Scalar("SELECT coalesce(max(leaf_index) + 1, 0) FROM tree_leaves")! != grown.Leaves[0].Index) return false;
            foreach (var leaf in grown.Leaves)
            {
                statements.Run(
                    "INSERT INTO tree_leaves (leaf_index, sequence, stream, version, hash) VALUES (@1, @2, @3, @4, @5)",
                    leaf.Index, leaf.Sequence, leaf.Stream, leaf.Version, leaf.Hash);
            }

            foreach (var ((level, index), hashes) in grown.Tiles)
            {
                statements.Run(
                    "INSERT INTO tree_tiles (level, tile, hashes) VALUES (@1, @2, @3) ON CONFLICT (level, tile) DO UPDATE SET hashes = excluded.hashes",
                    level, index, hashes);
            }

            var head = grown.Head;
            statements.Run(
                "INSERT INTO tree_heads (tree_size, root, at, log_id, signature, sequence) VALUES (@1, @2, @3, @4, @5, @6)",
                head.Size, head.Root, head.At, head.LogId, head.Signature, head.Sequence);
            return true;
        }, cancellation);
}
