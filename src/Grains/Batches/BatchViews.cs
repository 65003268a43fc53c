using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;

namespace Gongshu.Grains.Batches;

/// <summary>Batches as the contract shows them.</summary>
internal static class BatchViews
{
    /// <summary>Null: no such batch.</summary>
    public static async Task<BatchView?> LoadAsync(ILedger ledger, string batchId) =>
        await ledger.FindBatchAsync(batchId, CancellationToken.None) is { } row ? await OfAsync(ledger, row) : null;

    public static async Task<BatchView> OfAsync(ILedger ledger, BatchRow row)
    {
        var claims = await ledger.LoadClaimsOfCasesAsync([.. row.Lines.Select(line => line.Line.Case)], CancellationToken.None);
        return Of(row, claims);
    }

    public static BatchView Of(BatchRow row, IEnumerable<CaseClaimRow> claims)
    {
        var ofCase = claims.ToLookup(claim => claim.Case, claim => new BatchClaim(claim.Line, claim.Benefit, claim.Amount));
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
            Lines = [.. row.Lines.Select(line => Of(line, ofCase[line.Line.Case]))],
            Version = row.Version,
        };
    }

    /// <summary>The batch as its settlement answered it: nothing but its release and its lines' results can have changed since.</summary>
    public static BatchView AsSealed(BatchView batch) => AsReleased(batch) with { Status = BatchState.Sealed, ReleasedAt = null, ReleasedBy = null, Version = 1 };

    /// <summary>The batch as its release answered it.</summary>
    public static BatchView AsReleased(BatchView batch) => batch with
    {
        Status = BatchState.Released,
        Version = 2,
        Lines = [.. batch.Lines.Select(line => line with { Status = BatchLineState.Scheduled, Code = null, PaidOn = null })],
    };

    private static BatchLineView Of(BatchLineRow row, IEnumerable<BatchClaim> claims) => new(
        row.Line.BatchLine, row.Line.Case, new(row.Line.PayeeUscc, row.Line.PayeeName), row.Line.Amount, (BatchLineState)row.Status, row.Code, row.PaidOn,
        [.. claims]);
}
