using Npgsql;
using NpgsqlTypes;

namespace Gongshu.Ledger;

internal sealed class PostgresTree(PostgresLedger ledger) : SqlTree(ledger)
{
    private readonly PostgresLedger _ledger = ledger;

    /// <summary>One implicit transaction; who comes second finds the first leaf's place taken.</summary>
    public override async Task<bool> GrowAsync(TreeGrown grown, CancellationToken cancellation)
    {
        var (leaves, tiles, head) = (grown.Leaves, grown.Tiles.ToArray(), grown.Head);
        await using var connection = await _ledger.OpenAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("INSERT INTO gongshu.tree_leaves (leaf_index, sequence, stream, version, hash) SELECT * FROM unnest($1, $2, $3, $4, $5)")
                {
                    Parameters =
                    {
                        Column(NpgsqlDbType.Bigint, leaves, leaf => leaf.Index), Column(NpgsqlDbType.Bigint, leaves, leaf => leaf.Sequence),
                        Column(NpgsqlDbType.Text, leaves, leaf => leaf.Stream), Column(NpgsqlDbType.Integer, leaves, leaf => leaf.Version),
                        Column(NpgsqlDbType.Bytea, leaves, leaf => leaf.Hash),
                    },
                },
                new("""
                    INSERT INTO gongshu.tree_tiles (level, tile, hashes) SELECT * FROM unnest($1, $2, $3)
                    ON CONFLICT (level, tile) DO UPDATE SET hashes = excluded.hashes
                    """)
                {
                    Parameters =
                    {
                        Column(NpgsqlDbType.Integer, tiles, tile => tile.Key.Level), Column(NpgsqlDbType.Bigint, tiles, tile => tile.Key.Index),
                        Column(NpgsqlDbType.Bytea, tiles, tile => tile.Value),
                    },
                },
                new("INSERT INTO gongshu.tree_heads (tree_size, root, at, log_id, signature, sequence) VALUES ($1, $2, $3, $4, $5, $6)")
                {
                    Parameters =
                    {
                        new() { Value = head.Size }, new() { Value = head.Root }, new() { Value = head.At.UtcDateTime }, new() { Value = head.LogId },
                        new() { Value = head.Signature }, new() { Value = head.Sequence },
                    },
                },
            },
        };
        LedgerMeter.RoundTrip("tree-grow");
        try
        {
            await batch.ExecuteNonQueryAsync(cancellation);
            return true;
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
        catch (Exception fault) when (PostgresErrors.IsDatabaseFault(fault))
        {
            throw PostgresErrors.Unavailable(fault);
        }
    }

    private static NpgsqlParameter<TValue[]> Column<TRow, TValue>(NpgsqlDbType type, TRow[] rows, Converter<TRow, TValue> value) =>
        new() { TypedValue = Array.ConvertAll(rows, value), NpgsqlDbType = NpgsqlDbType.Array | type };
}
