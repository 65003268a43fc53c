using Gongshu.Policy;
using Microsoft.Data.Sqlite;

namespace Gongshu.Ledger;

/// <summary>The ledger in one file, for one machine: one writer, many readers, the same outcomes as PostgreSQL.</summary>
internal sealed class SqliteLedger : SqlLedger
{
    private readonly string _readerString;
    private readonly SqliteWriter _writer;

    public SqliteLedger(string path, Sealer sealer) : base(new SealedColumns(sealer), new SqliteDialect())
    {
        _readerString = SqliteFile.ReaderString(path);
        _writer = new SqliteWriter(path);
        Directory = new SqliteDirectory(this);
        Tree = new SqliteTree(this);
        Attachments = new SqliteAttachments(this);
        Meta = new SqliteMeta(this);
        Webhooks = new SqliteWebhooks(this);
    }

    public override IDirectory Directory { get; }

    public override ITreeStore Tree { get; }

    public override IAttachmentIndex Attachments { get; }

    public override IMetaStore Meta { get; }

    public override IWebhookStore Webhooks { get; }

    /// <summary>For writes that may be repeated: an unknown end is told as a failure.</summary>
    internal async Task<T> WriteAsync<T>(string operation, Func<SqliteStatements, T> piece, CancellationToken cancellation)
    {
        try
        {
            return await _writer.WriteAsync(operation, piece, cancellation);
        }
        catch (UnknownCommitException fault)
        {
            throw SqliteErrors.Unavailable(fault);
        }
    }

    public override async Task<CommitOutcome[]> CommitAsync(IReadOnlyList<LedgerCommand> group, CancellationToken cancellation)
    {
        if (group.Count == 0) return [];
        LedgerMeter.Sent(group.Count);
        try
        {
            var outcomes = await _writer.WriteAsync("commit", statements => Commit(group, statements), cancellation);
            return Outcomes.ThrowIfNoneCommitted(Told(outcomes));
        }
        catch (UnknownCommitException)
        {
            return [.. group.Select(_ => new Unknown())];
        }
    }

    private CommitOutcome[] Commit(IReadOnlyList<LedgerCommand> group, SqliteStatements statements)
    {
        var writer = new SqliteCommandWriter(statements, Sealed);
        var outcomes = new CommitOutcome[group.Count];
        for (var i = 0; i < outcomes.Length; i++) outcomes[i] = CommitOne(group[i], writer, statements);
        return outcomes;
    }

    private CommitOutcome CommitOne(LedgerCommand command, SqliteCommandWriter writer, SqliteStatements statements)
    {
        if (!statements.UndoesApart) return new Committed(writer.Write(command));
        statements.Run("SAVEPOINT command");
        try
        {
            var last = writer.Write(command);
            statements.Run("RELEASE command");
            return new Committed(last);
        }
        catch (Exception fault) when (fault is not SqliteException { SqliteErrorCode: not 19 } && fault is not OutOfMemoryException)
        {
            statements.Run("ROLLBACK TO command");
            statements.Run("RELEASE command");
            return Why(command, statements) ?? new NotCommitted(SqliteErrors.Unavailable(fault));
        }
    }

    private CommitOutcome? Why(LedgerCommand command, SqliteStatements statements)
    {
        var (queries, rows) = StandingRowsLoader.For(this, [command]);
        SqliteDialect.Run(statements.Connection, queries);
        return Verdict.Of(command, rows);
    }

    public override async Task<AbandonOutcome> AbandonAsync(OperationWrite operation, TimeSpan limit, CancellationToken cancellation)
    {
        try
        {
            var found = await WriteAsync("abandon", statements => Abandon(operation, statements), cancellation).WaitAsync(limit, cancellation);
            return found is null ? new NeverHappened() : new DidHappen(found);
        }
        catch (Exception fault) when (fault is TimeoutException or UnknownCommitException or LedgerUnavailableException)
        {
            return new StillUnknown();
        }
    }

    /// <summary>The writer stands in line behind the lost attempt, so one look tells the truth.</summary>
    private OperationRecord? Abandon(OperationWrite operation, SqliteStatements statements)
    {
        var written = statements.Run(
            """
            INSERT INTO operations (id, abandoned, stream, version, request_hash, at) VALUES (@1, 1, @2, @3, @4, @5)
            ON CONFLICT (id) DO UPDATE SET abandoned = abandoned + 1 WHERE abandoned > 0
            """,
            Stored.Operation(operation.Id), operation.Stream, operation.Version, operation.RequestHash, operation.At);
        if (written == 1) return null;
        OperationRecord? found = null;
        SqliteDialect.Run(statements.Connection,
            [new Query($"SELECT {OperationColumns} FROM operations WHERE id = @id", row => found = OperationOf(row).Record).With("id", Stored.Operation(operation.Id))]);
        return found;
    }

    protected override Task<long> TakeCaseNumbersAsync(WindowId window, int count, CancellationToken cancellation) =>
        WriteAsync("take-case-numbers", statements => (long)statements.Scalar(
            """
            INSERT INTO case_number_blocks (intake_window, next_ordinal) VALUES (@1, 1 + @2)
            ON CONFLICT (intake_window) DO UPDATE SET next_ordinal = next_ordinal + @2 RETURNING next_ordinal - @2
            """,
            Stored.Window(window), count)!, cancellation);

    internal override Task ReadAsync(string operation, CancellationToken cancellation, params Query[] queries) =>
        // Off the caller's scheduler: the provider has no asynchronous reading, and a caller that never yields starves its neighbours.
        Task.Run(() =>
        {
            LedgerMeter.RoundTrip(operation);
            try
            {
                using var connection = new SqliteConnection(_readerString);
                connection.Open();
                using var transaction = queries.Length > 1 ? connection.BeginTransaction(deferred: true) : null;
                SqliteDialect.Run(connection, queries, transaction);
            }
            catch (SqliteException fault)
            {
                throw SqliteErrors.Unavailable(fault);
            }
        }, cancellation);

    /// <summary>There is one writer, so events are committed in the order of their numbers, and what is there is decided.</summary>
    public override async Task<FeedPage> LoadFeedAsync(long after, int limit, CancellationToken cancellation)
    {
        var (last, events) = (0L, new List<FeedEvent>());
        await ReadAsync("load-feed", cancellation,
            new Query("SELECT coalesce(max(sequence), 0) FROM events", row => last = row.Long(0)), FeedQuery(after, limit, events));
        return new([.. events], last, last);
    }

    protected override Task<SnapshotConnection> OpenSnapshotConnectionAsync(CancellationToken cancellation) =>
        Task.Run<SnapshotConnection>(() => SqliteSnapshot.Open(_readerString), cancellation);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        // The readers first: SQLite folds its log into the file when the last connection closes, and one that may only read cannot.
        using (var connection = new SqliteConnection(_readerString)) SqliteConnection.ClearPool(connection);
        await _writer.DisposeAsync();
    }
}
