using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Gongshu.Ledger;

/// <summary>
/// The one writer of this process: a thread with a connection of its own. Everything that waits is written in one transaction, so a group
/// costs one forced write. A failing piece leaves its neighbours alone: the transaction is undone and run again with each piece in a savepoint.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MostAtOnce = 256;

    private readonly string _path;
    private readonly BlockingCollection<Job> _jobs = new(boundedCapacity: 8192);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqliteConnection? _connection;
    private SqliteStatements? _statements;

    public SqliteWriter(string path)
    {
        _path = path;
        new Thread(Work) { IsBackground = true, Name = "ledger writer" }.Start();
    }

    /// <summary>Runs one piece of writing; durable when the task completes.</summary>
    /// <param name="piece">May run twice, the first time undone.</param>
    /// <exception cref="LedgerUnavailableException">Nothing was written.</exception>
    /// <exception cref="UnknownCommitException">The transaction's end failed: it may or may not be durable.</exception>
    public async Task<T> WriteAsync<T>(string operation, Func<SqliteStatements, T> piece, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var job = new Job<T>(operation, piece);
        try
        {
            if (!_jobs.TryAdd(job, TimeSpan.Zero)) await Task.Run(() => _jobs.Add(job, cancellation), cancellation);
        }
        catch (InvalidOperationException closed)
        {
            throw new LedgerUnavailableException("The ledger is stopping.", closed);
        }
        return await job.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _jobs.CompleteAdding();
        await _stopped.Task;
        _jobs.Dispose();
    }

    private void Work()
    {
        var group = new List<Job>();
        while (_jobs.TryTake(out var first, Timeout.Infinite))
        {
            group.Clear();
            group.Add(first);
            while (group.Count < MostAtOnce && _jobs.TryTake(out var next)) group.Add(next);
            try
            {
                WriteGroup(group);
            }
            catch (Exception fault)
            {
                Close();
                foreach (var job in group) job.Fail(fault is UnknownCommitException ? fault : SqliteErrors.Unavailable(fault));
                continue;
            }
            foreach (var job in group) job.Answer();
        }
        Close();
        _stopped.SetResult();
    }

    private void WriteGroup(List<Job> group)
    {
        _connection ??= SqliteFile.OpenWriter(_path);
        _statements ??= new SqliteStatements(_connection);
        LedgerMeter.RoundTrip(group[0].Operation);
        _statements.Run("BEGIN IMMEDIATE");
        if (!TryWithoutSavepoints(group, _statements))
        {
            _statements.Run("ROLLBACK");
            _statements.Run("BEGIN IMMEDIATE");
            foreach (var job in group) RunInSavepoint(job, _statements);
        }
        Commit(_statements);
    }

    /// <summary>
    /// Within a savepoint SQLite copies every page before it is first changed, which costs half as much as the change itself; and almost nothing fails.
    /// What does fail is run again, and told then.
    /// </summary>
    private static bool TryWithoutSavepoints(List<Job> group, SqliteStatements statements)
    {
        statements.UndoesApart = false;
        try
        {
            foreach (var job in group) job.Run(statements);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
        finally
        {
            statements.UndoesApart = true;
        }
    }

    private static void RunInSavepoint(Job job, SqliteStatements statements)
    {
        statements.Run("SAVEPOINT piece");
        try
        {
            job.Run(statements);
        }
        catch (Exception fault)
        {
            job.Fault = SqliteErrors.Unavailable(fault);
            statements.Run("ROLLBACK TO piece");
        }
        statements.Run("RELEASE piece");
    }

    /// <summary>A busy or full answer proves that nothing was committed; any other may hide a write that reached the disk.</summary>
    private static void Commit(SqliteStatements statements)
    {
        try
        {
            statements.Run("COMMIT");
        }
        catch (SqliteException fault) when (!SqliteErrors.ProvesNothingWritten(fault))
        {
            throw new UnknownCommitException(fault);
        }
    }

    /// <summary>Closing undoes what was not committed.</summary>
    private void Close()
    {
        _statements?.Dispose();
        _connection?.Dispose();
        _statements = null;
        _connection = null;
    }

    private abstract class Job(string operation)
    {
        public string Operation { get; } = operation;
        public Exception? Fault { get; set; }
        public abstract void Run(SqliteStatements statements);
        public abstract void Answer();
        public abstract void Fail(Exception fault);
    }

    private sealed class Job<T>(string operation, Func<SqliteStatements, T> piece) : Job(operation)
    {
        private T _result = default!;

        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Run(SqliteStatements statements) => _result = piece(statements);

        public override void Answer()
        {
            if (Fault is null) Done.SetResult(_result);
            else Done.SetException(Fault);
        }

        public override void Fail(Exception fault) => Done.SetException(fault);
    }
}

/// <summary>The end of a transaction failed in a way that proves nothing. Stays inside the ledger, which answers <see cref="Unknown"/>.</summary>
internal sealed class UnknownCommitException(Exception inner) : Exception("The outcome of a commit is unknown.", inner);
