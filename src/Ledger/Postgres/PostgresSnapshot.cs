using System.Data;
using Npgsql;

namespace Gongshu.Ledger;

/// <summary>One repeatable-read transaction that may not write.</summary>
internal sealed class PostgresSnapshot(PostgresLedger ledger, NpgsqlConnection connection, NpgsqlTransaction transaction) : SnapshotConnection
{
    public static async Task<PostgresSnapshot> OpenAsync(PostgresLedger ledger, CancellationToken cancellation)
    {
        var connection = await ledger.OpenAsync(cancellation);
        try
        {
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            await using var readOnly = new NpgsqlCommand("SET TRANSACTION READ ONLY", connection, transaction);
            await readOnly.ExecuteNonQueryAsync(cancellation);
            // The first reading is the instant.
            await using var instant = new NpgsqlCommand("SELECT 1", connection, transaction);
            await instant.ExecuteNonQueryAsync(cancellation);
            return new(ledger, connection, transaction);
        }
        catch (Exception fault)
        {
            await connection.DisposeAsync();
            if (PostgresErrors.IsDatabaseFault(fault)) throw PostgresErrors.Unavailable(fault);
            throw;
        }
    }

    public override Task ReadAsync(CancellationToken cancellation, params Query[] queries) =>
        ledger.RunAsync("snapshot", connection, queries, withoutLimit: true, cancellation);

    public override async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
