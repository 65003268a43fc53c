using Gongshu.Policy;
using Npgsql;

namespace Gongshu.Ledger;

/// <summary>The ledger in PostgreSQL, for any number of processes.</summary>
internal sealed partial class PostgresLedger : SqlLedger
{
    /// <summary>Between the openings of one connection that a full server refuses; 2.4 s in all.</summary>
    private static readonly TimeSpan[] Pauses = [.. new[] { 25, 50, 100, 200, 400, 400, 400, 400, 400 }.Select(pause => TimeSpan.FromMilliseconds(pause))];

    private readonly NpgsqlDataSource _source;

    public PostgresLedger(NpgsqlDataSource source, Sealer sealer) : base(new SealedColumns(sealer), new PostgresDialect())
    {
        _source = source;
        Directory = new PostgresDirectory(this);
        Tree = new PostgresTree(this);
        Attachments = new PostgresAttachments(this);
        Meta = new PostgresMeta(this);
        Webhooks = new PostgresWebhooks(this);
    }

    public override IDirectory Directory { get; }

    public override ITreeStore Tree { get; }

    public override IAttachmentIndex Attachments { get; }

    public override IMetaStore Meta { get; }

    public override IWebhookStore Webhooks { get; }

    public override async Task<CommitOutcome[]> CommitAsync(IReadOnlyList<LedgerCommand> group, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (group.Count == 0) return [];
        LedgerMeter.Sent(group.Count);
        return Outcomes.ThrowIfNoneCommitted(Told(await new PostgresCommit(this, Sealed, group).RunAsync()));
    }

    public override Task<AbandonOutcome> AbandonAsync(OperationWrite operation, TimeSpan limit, CancellationToken cancellation) =>
        new PostgresAbandon(this).RunAsync(operation, limit, cancellation);

    /// <summary>Opening fails before anything was sent, so that a server which has no room just now can be asked again.</summary>
    internal async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await _source.OpenConnectionAsync(cancellation);
            }
            catch (PostgresException refused) when (tries < Pauses.Length && PostgresErrors.MayLetInSoon(refused))
            {
                LedgerMeter.OpenedAgain();
            }
            catch (Exception fault) when (PostgresErrors.IsDatabaseFault(fault))
            {
                throw PostgresErrors.Unavailable(fault);
            }
            await Task.Delay(Pauses[tries], TimeProvider.System, cancellation);
        }
    }

    /// <summary>After one connection broke, those that idle are likely dead too, and each would make another outcome unknown.</summary>
    internal void ForgetIdleConnections() => _source.Clear();

    internal override async Task ReadAsync(string operation, CancellationToken cancellation, params Query[] queries)
    {
        await using var connection = await OpenAsync(cancellation);
        await RunAsync(operation, connection, queries, withoutLimit: false, cancellation);
    }

    /// <param name="withoutLimit">However long it takes.</param>
    /// <param name="apart">Each statement is a transaction of its own, which ends before the next begins.</param>
    internal async Task RunAsync(
        string operation, NpgsqlConnection connection, Query[] queries, bool withoutLimit, CancellationToken cancellation, bool apart = false)
    {
        await using var batch = new NpgsqlBatch(connection) { EnableErrorBarriers = apart };
        if (withoutLimit) batch.Timeout = 0;
        foreach (var query in queries)
        {
            var command = new NpgsqlBatchCommand(query.Sql);
            foreach (var (name, value) in query.Parameters) command.Parameters.AddWithValue(name, PostgresDialect.Bound(value));
            batch.BatchCommands.Add(command);
        }
        LedgerMeter.RoundTrip(operation);
        try
        {
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            foreach (var query in queries)
            {
                var row = new RowReader(reader, Dialect);
                while (await reader.ReadAsync(cancellation)) query.OnRow(row);
                await reader.NextResultAsync(cancellation);
            }
        }
        catch (Exception fault) when (PostgresErrors.IsDatabaseFault(fault))
        {
            throw PostgresErrors.Unavailable(fault);
        }
    }

    protected override async Task<SnapshotConnection> OpenSnapshotConnectionAsync(CancellationToken cancellation) =>
        await PostgresSnapshot.OpenAsync(this, cancellation);

    /// <summary>For writes that may be repeated: one statement, an unknown end told as a failure.</summary>
    internal async Task<T?> WriteAsync<T>(string operation, string sql, CancellationToken cancellation, params (string Name, object? Value)[] values)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var (name, value) in values)
        {
            if (value is NpgsqlParameter typed) command.Parameters.Add(typed).ParameterName = name;
            else command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }
        LedgerMeter.RoundTrip(operation);
        try
        {
            return await command.ExecuteScalarAsync(cancellation) is T found ? found : default;
        }
        catch (Exception fault) when (PostgresErrors.IsDatabaseFault(fault) && fault is not PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw PostgresErrors.Unavailable(fault);
        }
    }

    protected override Task<long> TakeCaseNumbersAsync(WindowId window, int count, CancellationToken cancellation) =>
        WriteAsync<long>("take-case-numbers",
            """
            INSERT INTO gongshu.case_number_blocks AS b (intake_window, next_ordinal) VALUES (@window, 1 + @count)
            ON CONFLICT (intake_window) DO UPDATE SET next_ordinal = b.next_ordinal + @count RETURNING next_ordinal - @count
            """,
            cancellation, ("window", Stored.Window(window)), ("count", (long)count));
}
