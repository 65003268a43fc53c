using System.Globalization;
using Gongshu.Grains.Batches;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Verification;

/// <summary>I2 and I10 of one batch, and its rows against its own events and those of its cases.</summary>
internal sealed class BatchExaminer(Findings findings, OtherStreams streams, KnownPayments payments, MissingEvents missing)
{
    public void Examine(BatchFile file)
    {
        var batch = file.Batch;
        findings.Checked(Invariant.BatchSums, 1 + batch.Lines.Length + file.Claims.Length);
        findings.Checked(Invariant.Seal);
        findings.Checked(Invariant.FoldIsRow, 1 + batch.Lines.Length);
        var folded = streams.Batch(batch.BatchId) ?? new FoldedBatch { IsWhole = true };
        EndChain(batch, folded);
        var whole = AreLinesThere(batch, folded);
        var claims = file.Claims.ToLookup(claim => claim.BatchLine);
        foreach (var claim in file.Claims) payments.TakeClaim(batch.BatchId, claim);
        foreach (var line in batch.Lines) ExamineLine(batch, line, [.. claims[line.Line.BatchLine]], folded);
        ExamineSeal(file, folded);
        if (whole) ExamineTotal(batch, folded);
        if (!streams.IsAnnounced(batch.BatchId)) findings.Add(Invariant.FoldIsRow, batch.BatchId, $"no event of {batch.Window} says that it was sealed");
    }

    /// <summary>The row's version is the number of its events.</summary>
    private void EndChain(BatchRow batch, FoldedBatch folded)
    {
        for (var version = folded.Version + 1; version <= batch.Version; version++)
        {
            findings.Add(Invariant.Chain, Places.Event(batch.BatchId, version), $"it is missing at the end: the row stands at version {batch.Version}");
            missing.Add(batch.BatchId, version);
            folded.IsWhole = false;
        }
        if (folded.Version > batch.Version) findings.Add(Invariant.Chain, batch.BatchId, $"its row stands at version {batch.Version}, its events at {folded.Version}");
        if (!folded.IsWhole) return;
        if (folded.Released?.By.Id != batch.ReleasedBy)
            findings.Add(Invariant.FoldIsRow, batch.BatchId, $"it was released by {Places.Print(batch.ReleasedBy)} by its row, by {Places.Print(folded.Released?.By.Id)} by its events");
    }

    private bool AreLinesThere(BatchRow batch, FoldedBatch folded)
    {
        var present = batch.Lines.Select(line => line.Line.BatchLine).ToHashSet();
        var last = Math.Max(folded.Sealed?.Cases ?? 0, batch.Lines.Length);
        var whole = true;
        for (var number = 1; number <= last; number++)
        {
            if (present.Contains(number)) continue;
            findings.Add(Invariant.BatchSums, Places.BatchLine(batch.BatchId, number), "the line is missing");
            whole = false;
        }
        if (folded.Sealed is { } sealing && batch.Lines.Length > sealing.Cases)
            findings.Add(Invariant.BatchSums, batch.BatchId, $"it has {batch.Lines.Length} lines, by its event {sealing.Cases}");
        return whole;
    }

    private void ExamineTotal(BatchRow batch, FoldedBatch folded)
    {
        var (lines, claims) = (BatchSeal.Total(batch.Lines.Select(line => line.Line)), SumOf(batch.Lines.SelectMany(line => line.Line.Claims)));
        // A total that agrees with the claims was not touched: then a line was, and is named.
        if (batch.Total != lines && batch.Total != claims)
            findings.Add(Invariant.BatchSums, batch.BatchId, $"its total is {batch.Total}, its lines add up to {lines}");
        else if (folded is { IsWhole: true, Sealed: { } sealing } && sealing.TotalFen != batch.Total.Fen)
            findings.Add(Invariant.BatchSums, batch.BatchId, $"its total is {batch.Total}, by its event {new Money(sealing.TotalFen)}");
    }

    private void ExamineSeal(BatchFile file, FoldedBatch folded)
    {
        var batch = file.Batch;
        foreach (var line in file.Unopened)
            findings.Add(Invariant.Seal, Places.BatchLine(batch.BatchId, line), "its sealed account cannot be opened: it is not what was sealed, or its key is not configured");
        var printed = BatchSeal.Print(batch.Hash);
        var byEvent = folded.Sealed is null || folded.Sealed.Hash == printed;
        var byLines = file.Unopened.Length > 0 || BatchSeal.Hash(batch.Window, batch.BatchId, Array.ConvertAll(batch.Lines, line => line.Line)).AsSpan().SequenceEqual(batch.Hash);
        var fault = (byLines, byEvent) switch
        {
            (true, true) => null,
            (false, true) => "the hash over its lines is not the hash that it was sealed with",
            (true, false) => "its hash is that of its lines, but not that in its event",
            (false, false) => "its stored hash is neither that of its lines nor that in its event",
        };
        if (fault is not null) findings.Add(Invariant.Seal, batch.BatchId, fault);
    }

    private void ExamineLine(BatchRow batch, BatchLineRow row, SnapshotBatchClaim[] claims, FoldedBatch folded)
    {
        var line = row.Line;
        var place = $"{Places.BatchLine(batch.BatchId, line.BatchLine)}, {line.Case}";
        var left = payments.IsLeft(line.Case);
        var expected = payments.Take(batch.BatchId, line.Case);
        var byBatch = folded.Lines.TryGetValue(line.BatchLine, out var answered) ? answered : (Status: BatchLineStatus.Scheduled, Code: null, PaidOn: null);
        var status = expected?.Status ?? (folded.IsWhole ? byBatch.Status : row.Status);
        if (expected is null && !left) findings.Add(Invariant.BatchSums, place, "no event of its case puts it into this batch");
        var claimsHold = expected is null || CompareClaims(batch.BatchId, expected, claims);
        if (claimsHold && line.Amount != SumOf(line.Claims))
            findings.Add(Invariant.BatchSums, place, $"it pays {line.Amount}, its claims add up to {SumOf(line.Claims)}");
        if (expected is not null && line.Programme != expected.Programme)
            findings.Add(Invariant.FoldIsRow, place, $"its programme is {Places.Print(line.Programme)}, by the events {Places.Print(expected.Programme)}");
        if (row.Status != status) findings.Add(Invariant.FoldIsRow, place, $"its status is {Places.Print(row.Status)}, by the events {Places.Print(status)}");
        else if (folded.IsWhole && (row.Code != byBatch.Code || row.PaidOn != byBatch.PaidOn))
            findings.Add(Invariant.FoldIsRow, place, "its code or day of payment is not what the bank answered by the batch's events");
        foreach (var claim in claims.Where(claim => claim.Failed != (status == BatchLineStatus.Failed)))
            findings.Add(Invariant.BatchSums, $"{place}, line {claim.Line}, {Places.Print(claim.Benefit)}", claim.Failed ? "it counts as failed, though its line did not fail" : "it does not count as failed, though its line failed");
    }

    /// <summary>What the line pays, claim by claim, against what the case's events put into the batch.</summary>
    private bool CompareClaims(string batchId, ExpectedLine expected, SnapshotBatchClaim[] claims)
    {
        var stored = claims.ToDictionary(claim => (claim.Line, claim.Benefit), claim => claim.Amount);
        var holds = true;
        foreach (var claim in expected.Claims.Keys.Union(stored.Keys))
        {
            Money? byEvents = expected.Claims.TryGetValue(claim, out var one) ? one : null, byRow = stored.TryGetValue(claim, out var other) ? other : null;
            if (byEvents == byRow) continue;
            findings.Add(Invariant.BatchSums, string.Create(CultureInfo.InvariantCulture, $"{batchId}, {Places.Claim(expected.Case, claim.Line, claim.Benefit)}"),
                $"the batch pays {Places.Print(byRow)} for it, by the events of the case {Places.Print(byEvents)}");
            holds = false;
        }
        return holds;
    }

    private static Money SumOf(IEnumerable<BatchClaimWrite> claims) => claims.Aggregate(Money.Zero, (sum, claim) => sum + claim.Amount);
}
