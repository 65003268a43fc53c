using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Gongshu.Silo.Storage;

/// <summary>
/// Opens the registry's file for Orleans' provider, which opens one connection a statement: never from a pool, so that
/// no connection carries anything over, and each with full synchronisation.
/// </summary>
internal sealed class RegistrySqliteDataSource(string file) : DbDataSource
{
    // How long a writer waits for another, in milliseconds: well under the 30 s of a grain call.
    private const int BusyTimeout = 5_000;

    private readonly Lock _gate = new();
    private SqliteConnection? _keeper;

    public override string ConnectionString { get; } = ConnectionStringFor(file);

    internal static string ConnectionStringFor(string file) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = SqliteOpenMode.ReadWriteCreate,
        Pooling = false,
        DefaultTimeout = BusyTimeout / 1000,
    }.ConnectionString;

    internal static SqliteConnection Open(string connectionString)
    {
        var connection = new Connection(connectionString);
        connection.Open();
        return connection;
    }

    protected override DbConnection CreateDbConnection()
    {
        Keep();
        return new Connection(ConnectionString);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            LetGo();
        }

        base.Dispose(disposing);
    }

    protected override ValueTask DisposeAsyncCore()
    {
        LetGo();
        return base.DisposeAsyncCore();
    }

    // The last connection to leave a file in WAL mode copies the log back and deletes it; one that stays open saves that
    // at every statement.
    private void Keep()
    {
        lock (_gate)
        {
            _keeper ??= Open(ConnectionString);
        }
    }

    private void LetGo()
    {
        lock (_gate)
        {
            _keeper?.Dispose();
            _keeper = null;
        }
    }

    private sealed class Connection(string connectionString) : SqliteConnection(connectionString)
    {
        public override void Open()
        {
            base.Open();
            using var command = CreateCommand();
            command.CommandText = $"PRAGMA busy_timeout = {BusyTimeout}; PRAGMA synchronous = FULL;";
            command.ExecuteNonQuery();
        }
    }
}
