using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;

namespace Gongshu.Grains.Batches;

/// <summary>Batches as the contract shows them.</summary>
internal static class BatchViews
{
    /// <summary>Null: no such batch.</summary>
    public static async Task<BatchView?> LoadAsync(ILedger ledger, string batchId) =>
        await ledger.FindBatchAsync(batchId, CancellationToken.None) is { } row ? Of(row) : null;

    public static BatchView Of(BatchRow row)
    {
        var lines = row.Lines.Select(line => line.Line).ToArray();
        return new()
        {
            BatchId = row.BatchId,
            Window = row.Window,
            Status = (BatchState)row.Status,
            SealedAt = row.SealedAt,
            SealedBy = row.SealedBy,
            ReleasedAt = row.ReleasedAt,
            ReleasedBy = row.ReleasedBy,
            Hash = BatchSeal.Print(row.Hash),
            Total = row.Total,
            ByProgramme = [.. lines.GroupBy(line => line.Programme).OrderBy(group => group.Key)
                .Select(group => new ProgrammeTotal(group.Key, group.Count(), BatchSeal.Total(group)))],
            ByPayee = [.. lines.GroupBy(line => line.PayeeUscc).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new PayeeTotal(group.Key, group.First().PayeeName, BatchSeal.Total(group)))],
            Lines = Array.ConvertAll(row.Lines, Of),
            Version = row.Version,
        };
    }

    private static BatchLineView Of(BatchLineRow row) => new(
        row.Line.BatchLine, row.Line.Case, new(row.Line.PayeeUscc, row.Line.PayeeName), row.Line.Amount, (BatchLineState)row.Status, row.Code, row.PaidOn,
        Array.ConvertAll(row.Line.Claims, claim => new BatchClaim(claim.Line, claim.Benefit, claim.Amount)));
}
