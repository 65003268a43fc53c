using Gongshu.Policy;
using Npgsql;
using NpgsqlTypes;

namespace Gongshu.Ledger;

/// <summary>
/// Builds the one batch of a group: one implicit transaction, one round trip, each table once, whatever the number of commands and claims.
/// What a command expects of a row that stands is demanded inside (<c>gongshu.demand</c>), so the batch commits as a whole or not at all.
/// </summary>
/// <param name="group">Commands that do not meet each other anywhere (<see cref="GroupSplit"/>).</param>
/// <param name="abandoned">Abandoned records that this group's operations replace, with the count at which each was seen.</param>
internal sealed partial class PostgresGroup(IReadOnlyList<LedgerCommand> group, IReadOnlyDictionary<OperationId, int> abandoned, SealedColumns sealedColumns)
{
    private static readonly MergeStatements Merging = new("gongshu.", "$");
    private readonly List<NpgsqlBatchCommand> _statements = [];

    /// <summary>The events in the order in which their sequences are returned, by the last statement alone.</summary>
    public List<int> EventOwners { get; } = [];

    public IReadOnlyList<NpgsqlBatchCommand> Build()
    {
        // Before anything else is locked.
        if (Merge is not null) Add("SELECT gongshu.lock_claims()");
        AddTransactionId();
        AddOperations();
        AddMerge();
        AddClaimStops([.. group.SelectMany(c => c.ClaimStops).OrderBy(c => (c.Case, c.Line, c.Benefit))]);
        AddClaimChanges([.. group.SelectMany(c => c.ClaimChanges).OrderBy(c => (c.Case, c.Line, c.Benefit))]);
        AddClaims(ClaimsInOrder());
        AddPromotions([.. group.SelectMany(c => c.ClaimChanges).Where(c => !c.Live)]);
        AddNewCases();
        AddChangedCases([.. group.SelectMany(c => c.Cases).Where(w => w.Version > 1).OrderBy(w => w.Number)]);
        AddReversedDecisions([.. group.Select(c => c.ReversedDecision).OfType<DecisionWrite>().OrderBy(d => d.Case)]);
        AddDecisions([.. group.Select(c => c.Decision).OfType<DecisionWrite>().OrderBy(d => d.Case)]);
        AddPersonTokens([.. group.SelectMany(c => c.PersonTokens)]);
        AddTraces([.. group.SelectMany(c => c.Traces).GroupBy(t => (t.Kind, t.Token, t.Case)).Select(t => t.Last()).OrderBy(t => (t.Kind, t.Token, t.Case))]);
        AddCounts([.. group.SelectMany(c => c.Counts)]);
        AddBatches();
        AddAttachments([.. group.Select(c => c.Attachment).OfType<AttachmentRow>().OrderBy(a => a.Id, StringComparer.Ordinal)]);
        AddWebhooks();
        AddImports(group.Count(c => c.IsImport));
        AddEvents();
        return _statements;
    }

    /// <summary>
    /// The transaction gets its id before it draws an event's sequence: the feed waits for every transaction whose id is lower than one that
    /// it draws itself after it saw a sequence (<see cref="FeedBound"/>), so a number without an id before it would slip through.
    /// </summary>
    private void AddTransactionId()
    {
        if (group.Any(c => c.Events.Length > 0)) Add("SELECT pg_current_xact_id()");
    }

    /// <summary>
    /// Always a plain insert: an attempt that was lost and told to have never happened must fail when it arrives after all, so it may not
    /// replace the abandoned record. A retry deletes that record as it saw it; abandoned once more in between, it is another one.
    /// </summary>
    private void AddOperations()
    {
        var all = group.Select(c => c.Operation).OfType<OperationWrite>().OrderBy(o => o.Id.Hex, StringComparer.Ordinal).ToArray();
        if (all.Length == 0) return;
        var replaced = all.Where(o => abandoned.ContainsKey(o.Id)).ToArray();
        if (replaced.Length > 0)
            Add(
                """
                DELETE FROM gongshu.operations o USING unnest($1, $2) AS r (id, abandoned) WHERE o.id = r.id AND o.abandoned = r.abandoned
                """,
                Bytes(replaced, o => Stored.Operation(o.Id)), Ints(replaced, o => abandoned[o.Id]));
        Add(
            """
            INSERT INTO gongshu.operations (id, abandoned, stream, version, request_hash, sealed_request, sealed_answer, at)
            SELECT id, 0, stream, version, request_hash, sealed_request, sealed_answer, at
            FROM unnest($1, $2, $3, $4, $5, $6, $7) AS o (id, stream, version, request_hash, sealed_request, sealed_answer, at)
            """,
            Bytes(all, o => Stored.Operation(o.Id)), Texts(all, o => o.Stream), Ints(all, o => o.Version), Bytes(all, o => o.RequestHash),
            Bytes(all, o => sealedColumns.Bytes(o.Request)), Bytes(all, o => sealedColumns.Bytes(o.Answer)), Instants(all, o => o.At));
    }

    private void AddImports(int count)
    {
        if (count == 0) return;
        Add(
            "INSERT INTO gongshu.meta AS m (name, value) VALUES ($1, $2::text) ON CONFLICT (name) DO UPDATE SET value = (m.value::bigint + $2)::text",
            new NpgsqlParameter<string> { TypedValue = LedgerCommand.ImportsName }, new NpgsqlParameter<long> { TypedValue = count });
    }

    private void AddEvents()
    {
        var all = new List<NewEvent>();
        var statuses = new List<CaseStatus?>();
        for (var i = 0; i < group.Count; i++)
        {
            all.AddRange(group[i].Events);
            statuses.AddRange(group[i].StatusesAfter());
            EventOwners.AddRange(Enumerable.Repeat(i, group[i].Events.Length));
        }
        if (all.Count == 0) return;
        Add(
            """
            INSERT INTO gongshu.events (stream, version, case_status, type, actor, at, sealed_body, previous_hash, hash)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING sequence
            """,
            Texts(all, e => e.Stream), Ints(all, e => e.Version), ShortsOrNull(statuses, s => (int?)s), Texts(all, e => e.Type), Texts(all, e => e.Actor), Instants(all, e => e.At),
            Bytes(all, sealedColumns.Body), Bytes(all, e => e.PreviousHash), Bytes(all, e => e.Hash));
    }

    private void Add(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        _statements.Add(command);
    }

    private static NpgsqlParameter<TValue[]> Column<TRow, TValue>(IReadOnlyList<TRow> rows, NpgsqlDbType type, Func<TRow, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = value(rows[i]);
        return new NpgsqlParameter<TValue[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
    }

    private static NpgsqlParameter<string?[]> Texts<T>(IReadOnlyList<T> rows, Func<T, string?> value) => Column(rows, NpgsqlDbType.Text, value);

    private static NpgsqlParameter<long[]> Longs<T>(IReadOnlyList<T> rows, Func<T, long> value) => Column(rows, NpgsqlDbType.Bigint, value);

    private static NpgsqlParameter<int[]> Ints<T>(IReadOnlyList<T> rows, Func<T, int> value) => Column(rows, NpgsqlDbType.Integer, value);

    private static NpgsqlParameter<short[]> Shorts<T>(IReadOnlyList<T> rows, Func<T, int> value) => Column(rows, NpgsqlDbType.Smallint, r => (short)value(r));

    private static NpgsqlParameter<long?[]> LongsOrNull<T>(IReadOnlyList<T> rows, Func<T, long?> value) => Column(rows, NpgsqlDbType.Bigint, value);

    private static NpgsqlParameter<short?[]> ShortsOrNull<T>(IReadOnlyList<T> rows, Func<T, int?> value) => Column(rows, NpgsqlDbType.Smallint, r => (short?)value(r));

    private static NpgsqlParameter<bool?[]> FlagsOrNull<T>(IReadOnlyList<T> rows, Func<T, bool?> value) => Column(rows, NpgsqlDbType.Boolean, value);

    private static NpgsqlParameter<byte[]?[]> Bytes<T>(IReadOnlyList<T> rows, Func<T, byte[]?> value) => Column(rows, NpgsqlDbType.Bytea, value);

    private static NpgsqlParameter<bool[]> Flags<T>(IReadOnlyList<T> rows, Func<T, bool> value) => Column(rows, NpgsqlDbType.Boolean, value);

    private static NpgsqlParameter<DateTime?[]> Instants<T>(IReadOnlyList<T> rows, Func<T, DateTimeOffset?> value) =>
        Column(rows, NpgsqlDbType.TimestampTz, r => value(r)?.UtcDateTime);

    private static NpgsqlParameter<DateOnly?[]> Days<T>(IReadOnlyList<T> rows, Func<T, DateOnly?> value) => Column(rows, NpgsqlDbType.Date, value);
}
