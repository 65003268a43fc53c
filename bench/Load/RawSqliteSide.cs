using System.Threading.Channels;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;
using Microsoft.Data.Sqlite;

namespace Gongshu.Load;

/// <summary>
/// The floor on SQLite: the very rows of the applications, inserted with prepared statements by one writer that commits together whatever waits, with
/// the same forced writes. No policy, no answer, no check but the indexes.
/// </summary>
internal sealed class RawSqliteSide : ISide
{
    private readonly RawSqliteRows _rows;
    private readonly Channel<(RawCase Case, TaskCompletionSource Done)> _waiting = Channel.CreateUnbounded<(RawCase, TaskCompletionSource)>();
    private readonly Task _writing;

    public RawSqliteSide(string folder, string startAt)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "ledger.db");
        LedgerSchema.Sqlite(path).Migrate();
        _rows = new(startAt);
        _writing = Task.Factory.StartNew(() => WriteAllAsync(path), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    public object Prepare(Roster roster, string key) => _rows.Of(roster, key);

    public async Task<(Told Told, string? Case)> SubmitAsync(object prepared)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _waiting.Writer.WriteAsync(((RawCase)prepared, done));
        await done.Task;
        return (Told.Created, null);
    }

    public Task<Told> PrecheckAsync(object prepared) => throw new NotSupportedException();

    public Task<int> HistoryAsync(int person) => throw new NotSupportedException();

    public Task<Told> DecideAsync(string number) => throw new NotSupportedException();

    public Task CoolAsync() => Task.CompletedTask;

    public Task<(int Count, long Next)> FeedAsync(long after) => throw new NotSupportedException();

    public Task SettleAsync() => throw new NotSupportedException();

    public Task<int> SettledAsync() => throw new NotSupportedException();

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.Complete();
        await _writing;
    }

    private async Task WriteAllAsync(string path)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await connection.OpenAsync();
        Run(connection, "PRAGMA journal_mode = WAL");
        Run(connection, "PRAGMA synchronous = FULL");
        // As the product has them.
        Run(connection, "PRAGMA cache_size = -16384");
        Run(connection, "PRAGMA wal_autocheckpoint = 4000");
        using var statements = new RawStatements(connection);
        var group = new List<TaskCompletionSource>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            group.Clear();
            Run(connection, "BEGIN IMMEDIATE");
            while (group.Count < 256 && _waiting.Reader.TryRead(out var next))
            {
                foreach (var (sql, values) in next.Case.Rows) statements.Run(sql, values);
                group.Add(next.Done);
            }
            Run(connection, "COMMIT");
            foreach (var done in group) done.SetResult();
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

/// <summary>The rows of one application, each with its statement.</summary>
internal sealed record RawCase(IReadOnlyList<(string Sql, object?[] Values)> Rows);

internal sealed class RawStatements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    public void Run(string sql, object?[] values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++) command.Parameters.Add(new SqliteParameter("@" + i, null));
            _prepared[sql] = command;
        }
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values) command.Dispose();
    }
}
