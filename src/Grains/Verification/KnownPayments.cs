using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Verification;

/// <summary>What the events of all cases say of batches, and what batch lines said so far. About 40 bytes for each claim in a batch beside the lines.</summary>
internal sealed class KnownPayments(Findings findings)
{
    private readonly Dictionary<(string Batch, CaseNumber Case), ExpectedLine> _expected = [];
    private readonly HashSet<CaseNumber> _left = [];
    private readonly Dictionary<(CaseNumber Case, int Line, Benefit Benefit), (string Batch, int Line)> _paidBy = [];

    public void Expect(ExpectedLine line) => _expected.TryAdd((line.BatchId, line.Case), line);

    /// <summary>A case whose events cannot say anything of its payments, and was named for that.</summary>
    public void Leave(CaseNumber number) => _left.Add(number);

    public bool IsLeft(CaseNumber number) => _left.Contains(number);

    /// <summary>Null: no event of the case puts it into the batch.</summary>
    public ExpectedLine? Take(string batchId, CaseNumber number) => _expected.Remove((batchId, number), out var line) ? line : null;

    public void TakeClaim(string batchId, SnapshotBatchClaim claim)
    {
        if (claim.Failed) return;
        if (_paidBy.TryGetValue((claim.Case, claim.Line, claim.Benefit), out var other))
            findings.Add(Invariant.BatchSums, Places.Claim(claim.Case, claim.Line, claim.Benefit), $"both {Places.BatchLine(other.Batch, other.Line)} and {Places.BatchLine(batchId, claim.BatchLine)} pay it");
        else _paidBy.Add((claim.Case, claim.Line, claim.Benefit), (batchId, claim.BatchLine));
    }

    /// <summary>After all batches.</summary>
    public void End()
    {
        foreach (var line in _expected.Values)
            findings.Add(Invariant.BatchSums, line.Case.ToString(), $"its events put it into {line.BatchId}, where no line pays it");
    }
}
