using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Batches;

/// <summary>A batch about to be sealed: one line per case in the order of case numbers, each case moved to <c>scheduled</c>.</summary>
internal sealed record BatchDraft(BatchWrite Batch, CaseWrite[] Cases, NewEvent[] Events)
{
    /// <param name="cases">Approved, and not in a batch.</param>
    /// <param name="payees">By USCC, each with a confirmed account.</param>
    public static BatchDraft Of(
        WindowId window, int ordinal, IEnumerable<CaseRow> cases, IReadOnlyDictionary<string, EnterpriseProfile> payees, string actor, DateTimeOffset at)
    {
        var batchId = $"B-{window}-{ordinal}";
        CaseRow[] rows = [.. cases.OrderBy(row => row.Case.Number)];
        BatchLineWrite[] lines = [.. rows.Select((row, index) => Line(index + 1, row.Case, payees[row.Case.Applicant]))];
        var hash = BatchSeal.Hash(window, batchId, lines);
        var batch = new BatchWrite(batchId, window, ordinal, at, actor, hash, BatchSeal.Total(lines), lines);
        var fact = new BatchSealed(window.ToString(), ordinal, lines.Length, batch.Total.Fen, BatchSeal.Print(hash));
        var begin = NewEvent.After(EventChain.Genesis, batchId, 1, BatchEvents.Sealed, actor, at, BatchEvents.Write(fact));
        var scheduled = CaseEvents.Write(new CaseScheduled(batchId, at));
        return new(
            batch,
            [.. rows.Select(row => row.Case with { Version = row.Case.Version + 1, Status = CaseStatus.Scheduled, StatusSince = at, BatchId = batchId })],
            [begin, .. rows.Select(row => NewEvent.After(
                row.HeadHash, row.Case.Number.ToString(), row.Case.Version + 1, CaseEvents.Scheduled, actor, at, scheduled))]);
    }

    private static BatchLineWrite Line(int number, CaseWrite row, EnterpriseProfile payee)
    {
        if (row.Amount.Fen <= 0) throw new InvalidOperationException($"{row.Number} is approved with nothing to pay.");
        var bank = payee.Bank!;
        return new(number, row.Number, row.Programme, payee.Uscc, payee.Name, row.Amount, new(bank.BankName, bank.AccountName, bank.AccountNumber));
    }
}
