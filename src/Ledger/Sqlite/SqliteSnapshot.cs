using Microsoft.Data.Sqlite;

namespace Gongshu.Ledger;

/// <summary>One read transaction; writers go on in the log behind it.</summary>
internal sealed class SqliteSnapshot(SqliteConnection connection, SqliteTransaction transaction) : SnapshotConnection
{
    public static SqliteSnapshot Open(string readerString)
    {
        var connection = new SqliteConnection(readerString);
        try
        {
            connection.Open();
            var transaction = connection.BeginTransaction(deferred: true);
            // The first reading is the instant.
            SqliteDialect.Run(connection, [new Query("SELECT count(*) FROM sqlite_master", _ => { })], transaction);
            return new(connection, transaction);
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            throw SqliteErrors.Unavailable(fault);
        }
    }

    public override Task ReadAsync(CancellationToken cancellation, params Query[] queries) => Task.Run(() =>
    {
        LedgerMeter.RoundTrip("snapshot");
        try
        {
            SqliteDialect.Run(connection, queries, transaction);
        }
        catch (SqliteException fault)
        {
            throw SqliteErrors.Unavailable(fault);
        }
    }, cancellation);

    public override async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
