using Gongshu.Policy;

namespace Gongshu.Ledger;

internal abstract partial class SqlLedger
{
    internal const string BatchColumns =
        "b.batch_id, b.intake_window, b.ordinal, b.version, b.sealed_at, b.sealed_by, b.released_at, b.released_by, b.hash, b.total";

    internal static BatchRow BatchOf(RowReader row) => new(
        row.Text(0), Stored.Window(row.Int(1)), row.Int(2), row.Int(3), BatchStatus.Sealed, row.Instant(4), row.Text(5),
        row.InstantOrNull(6), row.TextOrNull(7), row.Bytes(8), new Money(row.Long(9)), []);

    public async Task<BatchRow?> FindBatchAsync(string batchId, CancellationToken cancellation)
    {
        var found = await BatchesAsync("find-batch", "WHERE b.batch_id = @batch", [("batch", batchId)], cancellation);
        return found.Count == 0 ? null : found[0];
    }

    public async Task<WaitingBatch[]> WaitingBatchesAsync(string person, CancellationToken cancellation)
    {
        var batches = new List<WaitingBatch>();
        var tookStage =
            $"""
            EXISTS (SELECT 1 FROM {T("batch_lines")} l JOIN {T("case_officers")} o ON o.case_number = l.case_number
              WHERE l.batch_id = b.batch_id AND o.person = @person AND o.stage > 0)
            """;
        await ReadAsync("waiting-batches", cancellation,
            new Query(
                $"SELECT {BatchColumns}, CASE WHEN {tookStage} THEN 1 ELSE 0 END FROM {T("batches")} b WHERE b.released_at IS NULL ORDER BY b.sealed_at, b.batch_id",
                row =>
                {
                    var batch = BatchOf(row);
                    batches.Add(new(batch.BatchId, batch.Window, batch.SealedAt, batch.SealedBy, batch.Total, row.Int(10) == 1));
                })
                .With("person", person));
        return [.. batches];
    }

    public async Task<Page<BatchRow>> ListBatchesAsync(WindowId? window, PageRequest page, CancellationToken cancellation)
    {
        var limit = Limit(page);
        var where = new Conditions();
        if (window is { } given) where.Add("b.intake_window = @window", "window", Stored.Window(given));
        if (page.After is not null)
        {
            var after = Cursor.Parse("batches", 3, page.After);
            where.Add("(b.sealed_at, b.intake_window, b.ordinal) < (@at, @after_window, @after_ordinal)", "at", Stored.Instant(after[0]));
            where.Bind("after_window", after[1]);
            where.Bind("after_ordinal", after[2]);
        }
        where.Bind("limit", limit + 1);
        var rows = await BatchesAsync("list-batches",
            $"{where} ORDER BY b.sealed_at DESC, b.intake_window DESC, b.ordinal DESC LIMIT @limit", where.Values, cancellation);
        return PageOf(rows, limit, last => Cursor.Of("batches", Stored.Microseconds(last.SealedAt), Stored.Window(last.Window), last.Ordinal));
    }

    private async Task<List<BatchRow>> BatchesAsync(
        string operation, string which, List<(string Name, object Value)> values, CancellationToken cancellation)
    {
        var batches = new List<BatchRow>();
        var lines = new Dictionary<string, List<BatchLineRow>>(StringComparer.Ordinal);
        var claims = new Dictionary<(string, int), List<BatchClaimWrite>>();
        var found = $"(SELECT x.batch_id FROM (SELECT b.batch_id FROM {T("batches")} b {which}) x)";
        await ReadAsync(operation, cancellation,
            new Query($"SELECT {BatchColumns} FROM {T("batches")} b {which}", row => batches.Add(BatchOf(row))).With(values),
            new Query(
                $"""
                SELECT {BatchLineColumns} FROM {T("batch_lines")} l WHERE l.batch_id IN {found} ORDER BY l.batch_id, l.batch_line
                """,
                row => LinesOf(lines, row.Text(0)).Add(LineOf(row, _sealed.OpenAccount(row.Bytes(7))))).With(values),
            new Query(
                $"SELECT p.batch_id, p.batch_line, p.line, p.benefit, p.amount FROM {T("batch_claims")} p WHERE p.batch_id IN {found} ORDER BY p.line, p.benefit",
                row => ClaimsOf(claims, (row.Text(0), row.Int(1))).Add(new(row.Int(2), (Benefit)row.Int(3), new Money(row.Long(4))))).With(values));
        return batches.ConvertAll(b => WithLines(b,
            [.. LinesOf(lines, b.BatchId).Select(l => l with { Line = l.Line with { Claims = [.. ClaimsOf(claims, (b.BatchId, l.Line.BatchLine))] } })]));
    }

    private static List<BatchClaimWrite> ClaimsOf(Dictionary<(string, int), List<BatchClaimWrite>> claims, (string, int) line) =>
        claims.TryGetValue(line, out var found) ? found : claims[line] = [];

    private static List<BatchLineRow> LinesOf(Dictionary<string, List<BatchLineRow>> lines, string batchId) =>
        lines.TryGetValue(batchId, out var found) ? found : lines[batchId] = [];

    internal const string BatchLineColumns =
        "l.batch_id, l.batch_line, l.case_number, l.programme, l.payee_uscc, l.payee_name, l.amount, l.sealed_account, l.status, l.code, l.paid_on";

    internal static BatchLineRow LineOf(RowReader row, PayeeAccount account) => new(
        new BatchLineWrite(row.Int(1), Stored.Number(row.Long(2)), (Programme)row.Int(3), row.Text(4), row.Text(5), new Money(row.Long(6)), account),
        (BatchLineStatus)row.Int(8), row.TextOrNull(9), row.DayOrNull(10));

    /// <summary>The status is derived, not stored: from the release and from what the bank answered.</summary>
    internal static BatchRow WithLines(BatchRow batch, BatchLineRow[] lines)
    {
        var status = BatchRow.StatusOf(batch.ReleasedAt is not null, lines.Select(line => (line.Status, line.Code)));
        return batch with { Status = status, Lines = lines };
    }
}
