using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Batches;

/// <summary>A batch about to be sealed: one line per case in the order of case numbers, each case moved to <c>scheduled</c>.</summary>
internal sealed record BatchDraft(BatchWrite Batch, CaseWrite[] Cases, NewEvent[] Events)
{
    /// <param name="cases">With something that waits.</param>
    /// <param name="claims">All that is payable of them.</param>
    /// <param name="payees">By USCC, each with a confirmed account.</param>
    public static BatchDraft Of(
        WindowId window, int ordinal, IEnumerable<CaseRow> cases, IEnumerable<PayableClaim> claims, IReadOnlyDictionary<string, EnterpriseProfile> payees,
        string actor, DateTimeOffset at)
    {
        var claimsOf = claims.ToLookup(claim => claim.Case);
        var batchId = $"B-{window}-{ordinal}";
        CaseRow[] rows = [.. cases.OrderBy(row => row.Case.Number)];
        BatchLineWrite[] lines = [.. rows.Select((row, index) => Line(index + 1, row.Case, [.. claimsOf[row.Case.Number]], payees[row.Case.Applicant]))];
        var hash = BatchSeal.Hash(window, batchId, lines);
        var batch = new BatchWrite(batchId, window, ordinal, at, actor, hash, BatchSeal.Total(lines), lines);
        var fact = new BatchSealed(window.ToString(), ordinal, lines.Length, batch.Total.Fen, BatchSeal.Print(hash));
        var begin = NewEvent.After(EventChain.Genesis, batchId, 1, BatchEvents.Sealed, actor, at, BatchEvents.Write(fact));
        var scheduled = CaseEvents.Write(new CaseScheduled(batchId, at));
        return new(
            batch,
            [.. rows.Select(row => Scheduled(row.Case, batchId, at))],
            [begin, .. rows.Select(row => NewEvent.After(
                row.HeadHash, row.Case.Number.ToString(), row.Case.Version + 1, CaseEvents.Scheduled, actor, at, scheduled))]);
    }

    /// <summary>Whether the claims make up what waits in each case.</summary>
    public static bool AddsUp(IEnumerable<CaseRow> cases, IEnumerable<PayableClaim> claims)
    {
        var claimsOf = claims.ToLookup(claim => claim.Case);
        return cases.All(row => Sum(claimsOf[row.Case.Number]) == row.Case.Money.Waiting + row.Case.Money.Failed);
    }

    private static Money Sum(IEnumerable<PayableClaim> claims) => claims.Aggregate(Money.Zero, (sum, claim) => sum + claim.Amount);

    /// <summary>The row as folding the event makes it: all that waits, and what the bank refused before, goes into the batch.</summary>
    private static CaseWrite Scheduled(CaseWrite row, string batchId, DateTimeOffset at) => row with
    {
        Version = row.Version + 1,
        Status = CaseStatus.Scheduled,
        StatusSince = row.Status == CaseStatus.Scheduled ? row.StatusSince : at,
        BatchId = batchId,
        Money = row.Money with { Waiting = Money.Zero, Failed = Money.Zero, Scheduled = row.Money.Scheduled + row.Money.Waiting + row.Money.Failed },
    };

    private static BatchLineWrite Line(int number, CaseWrite row, PayableClaim[] claims, EnterpriseProfile payee)
    {
        var amount = Sum(claims);
        if (amount.Fen <= 0 || amount != row.Money.Waiting + row.Money.Failed) throw new InvalidOperationException($"The claims of {row.Number} do not make up what waits in it.");
        var bank = payee.Bank!;
        return new(number, row.Number, row.Programme, payee.Uscc, payee.Name, amount, new(bank.BankName, bank.AccountName, bank.AccountNumber))
        {
            Claims = Array.ConvertAll(claims, claim => new BatchClaimWrite(claim.Line, claim.Benefit, claim.Amount)),
        };
    }
}
