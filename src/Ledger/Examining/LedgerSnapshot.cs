using System.Runtime.CompilerServices;
using Gongshu.Policy;

namespace Gongshu.Ledger;

/// <summary>Reads each table in the order of an index, a page at a time.</summary>
internal sealed partial class LedgerSnapshot(SqlLedger ledger, SnapshotConnection connection) : ILedgerSnapshot
{
    private const int PageRows = 2000, MostStrays = 1000;

    private readonly SealedParts _sealed = new(ledger.Sealed);
    private readonly Dialect _dialect = ledger.Dialect;

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private string T(string table) => _dialect.Schema + table;

    /// <param name="query">The page after the last row of the one before; null first.</param>
    private async IAsyncEnumerable<T> PagedAsync<T>(
        Func<T?, Action<T>, Query> query, [EnumeratorCancellation] CancellationToken cancellation) where T : class
    {
        T? last = null;
        var page = new List<T>(PageRows);
        do
        {
            page.Clear();
            await connection.ReadAsync(cancellation, query(last, page.Add).With("limit", PageRows));
            foreach (var row in page) yield return last = row;
        }
        while (page.Count == PageRows);
    }

    public async IAsyncEnumerable<SnapshotEvent> OtherEventsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        // Before, beside and behind the cases' streams; a stream beside one is named by the case number, a dot and what it tells.
        (string First, string? Before, string Which)[] parts =
        [
            ("", Stored.CaseStreams.First, ""), (Stored.CaseStreams.First, Stored.CaseStreams.End, "AND e.stream LIKE '%.%'"), (Stored.CaseStreams.End, null, ""),
        ];
        foreach (var (first, before, which) in parts)
            await foreach (var found in PagedAsync<SnapshotEvent>((last, add) => EventsFrom(last?.Event.Stream ?? first, last?.Event.Version ?? 0, before, which, add), cancellation))
                yield return found;
    }

    private Query EventsFrom(string stream, int version, string? before, string which, Action<SnapshotEvent> add) =>
        new Query(
            $"""
            SELECT {SqlLedger.EventColumns} FROM {T("events")} e
            WHERE (e.stream, e.version) > (@stream, @version) {(before is null ? "" : "AND e.stream < @before")} {which} ORDER BY e.stream, e.version LIMIT @limit
            """,
            row => add(EventOf(row)))
            .With("stream", stream).With("version", version).With(before is null ? [] : [("before", (object)before)]);

    private SnapshotEvent EventOf(RowReader row)
    {
        var (salt, body, opened) = _sealed.Body(row.Bytes(6));
        return new(new(row.Long(0), row.Text(1), row.Int(2), row.Text(3), row.Text(4), row.Instant(5), salt, body, row.Bytes(7), row.Bytes(8)), opened);
    }

    public IAsyncEnumerable<SnapshotClaim> ClaimsAsync(CancellationToken cancellation) => PagedAsync<SnapshotClaim>((last, add) =>
        new Query(
            $"""
            SELECT {ClaimColumns} FROM {T("claims")} k WHERE (k.subject, k.entitlement_key, k.slot) > (@subject, @key, @slot)
            ORDER BY k.subject, k.entitlement_key, k.slot LIMIT @limit
            """,
            row => add(ClaimOf(row)))
            .With("subject", last?.Key.Subject.Value ?? "").With("key", last?.Key.Key ?? "").With("slot", last?.Release ?? -1), cancellation);

    private const string ClaimColumns =
        "k.case_number, k.line, k.benefit, k.ordinal, k.slot, k.status, k.stopped, k.subject, k.entitlement_key, k.amount, k.certificate, k.worker, k.sealed_detail, "
        + "k.certificate_year, k.level, k.migrant";

    private SnapshotClaim ClaimOf(RowReader row)
    {
        var opened = _sealed.Detail(row.BytesOrNull(12), out var detail);
        return new(Stored.Number(row.Long(0)), row.Int(1), (Benefit)row.Int(2), row.Int(3), row.Long(4), (ClaimStatus)row.Int(5), row.Flag(6),
            new ClaimKey(new SubjectId(row.Text(7)), row.Text(8)), new Money(row.Long(9)), row.TextOrNull(10), row.TextOrNull(11), detail, opened)
        {
            CertificateYear = row.IntOrNull(13),
            Level = (SkillLevel?)row.IntOrNull(14),
            Migrant = row.FlagOrNull(15),
        };
    }

    public IAsyncEnumerable<CertificateRow> CertificatesAsync(CancellationToken cancellation) => PagedAsync<CertificateRow>((last, add) =>
        new Query(
            $"SELECT o.certificate, o.worker, o.live FROM {T("certificates")} o WHERE o.certificate > @after ORDER BY o.certificate LIMIT @limit",
            row => add(new(row.Text(0), row.Text(1), row.Int(2))))
            .With("after", last?.Certificate ?? ""), cancellation);

    public IAsyncEnumerable<SnapshotOperation> OperationsAsync(CancellationToken cancellation) => PagedAsync<SnapshotOperation>((last, add) =>
        new Query(
            $"""
            SELECT {SqlLedger.OperationColumns}, (SELECT count(*) FROM {T("events")} e WHERE e.stream = o.stream AND e.version = o.version)
            FROM {T("operations")} o WHERE o.id > @after ORDER BY o.id LIMIT @limit
            """,
            row => add(OperationOf(row)))
            .With("after", last is null ? [] : Stored.Operation(last.Record.Id)), cancellation);

    private SnapshotOperation OperationOf(RowReader row)
    {
        var opened = _sealed.Bytes(row.BytesOrNull(5), out var request) & _sealed.Bytes(row.BytesOrNull(6), out var answer);
        var record = new OperationRecord(
            Stored.Operation(row.Bytes(0)), row.Int(1) > 0, row.Text(2), row.Int(3), row.Bytes(4), request, answer, row.Instant(7));
        return new(record, opened, row.Long(8) > 0);
    }

    public IAsyncEnumerable<WorkerAlias> AliasesAsync(CancellationToken cancellation) => PagedAsync<WorkerAlias>((last, add) =>
        new Query(
            $"SELECT a.alias, a.moved_to, a.at FROM {T("worker_aliases")} a WHERE a.alias > @after ORDER BY a.alias LIMIT @limit",
            row => add(new(new(row.Text(0)), new(row.Text(1)), row.Instant(2))))
            .With("after", last?.Alias.Value ?? ""), cancellation);

    public async IAsyncEnumerable<StrayRow> StraysAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var strays = new List<StrayRow>();
        string[] ofCases = ["claims", "decisions", "case_officers", "traces", "person_tokens", "batch_lines", "batch_claims"];
        await connection.ReadAsync(cancellation,
            [
                new Query(
                    $"""
                    SELECT e.stream FROM {T("events")} e WHERE e.stream >= @first AND e.stream < @end AND e.stream NOT LIKE '%.%'
                    EXCEPT SELECT c.printed FROM {T("cases")} c LIMIT @limit
                    """,
                    row => strays.Add(new("events", row.Text(0))))
                    .With("first", Stored.CaseStreams.First).With("end", Stored.CaseStreams.End).With("limit", MostStrays),
                .. ofCases.Select(table => new Query(
                    $"""
                    SELECT DISTINCT t.case_number FROM {T(table)} t WHERE NOT EXISTS (SELECT 1 FROM {T("cases")} c WHERE c.case_number = t.case_number)
                    LIMIT @limit
                    """,
                    row => strays.Add(new(table, Stored.Number(row.Long(0)).ToString())))
                    .With("limit", MostStrays)),
                new Query(
                    $"""
                    SELECT DISTINCT p.batch_id, p.batch_line FROM {T("batch_claims")} p
                    WHERE NOT EXISTS (SELECT 1 FROM {T("batch_lines")} l WHERE l.batch_id = p.batch_id AND l.batch_line = p.batch_line AND l.case_number = p.case_number)
                    LIMIT @limit
                    """,
                    row => strays.Add(new("batch_claims", $"{row.Text(0)}/{row.Int(1)}")))
                    .With("limit", MostStrays),
            ]);
        foreach (var stray in strays) yield return stray;
    }
}
