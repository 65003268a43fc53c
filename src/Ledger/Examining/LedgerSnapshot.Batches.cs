using System.Runtime.CompilerServices;
using Gongshu.Policy;

namespace Gongshu.Ledger;

internal sealed partial class LedgerSnapshot
{
    private static readonly PayeeAccount Unknown = new("", "", "");

    public async IAsyncEnumerable<BatchFile> BatchesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var last = "";
        while (true)
        {
            BatchRow? found = null;
            await connection.ReadAsync(cancellation,
                new Query(
                    $"SELECT {SqlLedger.BatchColumns} FROM {T("batches")} b WHERE b.batch_id > @last ORDER BY b.batch_id LIMIT 1",
                    row => found = SqlLedger.BatchOf(row)).With("last", last));
            if (found is null) yield break;
            yield return await FilledAsync(found, cancellation);
            last = found.BatchId;
        }
    }

    private async Task<BatchFile> FilledAsync(BatchRow batch, CancellationToken cancellation)
    {
        var lines = new List<BatchLineRow>();
        var claims = new List<SnapshotBatchClaim>();
        var unopened = new List<int>();
        await connection.ReadAsync(cancellation,
            new Query(
                $"SELECT {SqlLedger.BatchLineColumns} FROM {T("batch_lines")} l WHERE l.batch_id = @batch ORDER BY l.batch_line",
                row =>
                {
                    if (!_sealed.Account(row.Bytes(7), out var account)) unopened.Add(row.Int(1));
                    lines.Add(SqlLedger.LineOf(row, account ?? Unknown));
                })
                .With("batch", batch.BatchId),
            new Query(
                $"""
                SELECT p.batch_line, p.case_number, p.line, p.benefit, p.amount, p.failed FROM {T("batch_claims")} p WHERE p.batch_id = @batch
                ORDER BY p.batch_line, p.line, p.benefit
                """,
                row => claims.Add(new(row.Int(0), Stored.Number(row.Long(1)), row.Int(2), (Benefit)row.Int(3), new Money(row.Long(4)), row.Flag(5))))
                .With("batch", batch.BatchId));
        var paidBy = claims.ToLookup(c => c.BatchLine, c => new BatchClaimWrite(c.Line, c.Benefit, c.Amount));
        var filled = lines.ConvertAll(l => l with { Line = l.Line with { Claims = [.. paidBy[l.Line.BatchLine]] } });
        return new(SqlLedger.WithLines(batch, [.. filled]), [.. claims], [.. unopened]);
    }
}
