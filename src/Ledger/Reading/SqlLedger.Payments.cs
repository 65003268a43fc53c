using Gongshu.Policy;

namespace Gongshu.Ledger;

internal abstract partial class SqlLedger
{
    public Task<CaseRow[]> CasesInStatusAsync(WindowId window, IReadOnlyList<CaseStatus> statuses, CancellationToken cancellation) =>
        CasesOfWindowAsync("cases-in-status", window, _dialect.In("c.status", "statuses"), [("statuses", Numbers(statuses))], cancellation);

    public Task<CaseRow[]> PayableCasesAsync(WindowId window, CancellationToken cancellation) =>
        CasesOfWindowAsync("payable-cases", window, "c.waiting + c.stopped + c.failed > 0", [], cancellation);

    private async Task<CaseRow[]> CasesOfWindowAsync(
        string operation, WindowId window, string which, (string, object)[] values, CancellationToken cancellation)
    {
        var rows = new List<CaseRow>();
        var (first, last) = Stored.Numbers(window);
        await ReadAsync(operation, cancellation,
            new Query($"{SelectCases()} WHERE c.case_number BETWEEN @first AND @last AND {which} ORDER BY c.case_number", row => rows.Add(CaseOf(row)))
                .With("first", first).With("last", last).With(values));
        return [.. rows];
    }

    public async Task<PayableClaim[]> LoadPayableClaimsAsync(IReadOnlyList<CaseNumber> cases, CancellationToken cancellation)
    {
        if (cases.Count == 0) return [];
        var rows = new List<PayableClaim>();
        await ReadAsync("load-payable-claims", cancellation,
            new Query(
                $"""
                SELECT k.case_number, k.line, k.benefit, k.amount FROM {T("claims")} k
                WHERE {_dialect.In("k.case_number", "cases")} AND k.ordinal = 0 AND k.slot = 0 AND k.status = {(int)ClaimStatus.Approved} AND {_dialect.IsNot("k.stopped")}
                  AND NOT EXISTS (
                    SELECT 1 FROM {T("batch_claims")} p
                    WHERE p.case_number = k.case_number AND p.line = k.line AND p.benefit = k.benefit AND {_dialect.IsNot("p.failed")})
                ORDER BY k.case_number, k.line, k.benefit
                """,
                row => rows.Add(new(Stored.Number(row.Long(0)), row.Int(1), (Benefit)row.Int(2), new Money(row.Long(3)))))
                .With("cases", cases.Select(Stored.Number).ToArray()));
        return [.. rows];
    }

    public async Task<IReadOnlyDictionary<CaseNumber, PayeeAccount>> LastFailedAccountsAsync(
        IReadOnlyList<CaseNumber> cases, CancellationToken cancellation)
    {
        var newest = new Dictionary<CaseNumber, byte[]>();
        if (cases.Count > 0)
            await ReadAsync("last-failed-accounts", cancellation,
                new Query(
                    $"""
                    SELECT l.case_number, l.sealed_account FROM {T("batch_lines")} l JOIN {T("batches")} b ON b.batch_id = l.batch_id
                    WHERE {_dialect.In("l.case_number", "cases")} AND l.status = {(int)BatchLineStatus.Failed} AND (l.code IS NULL OR l.code <> @stopped)
                    ORDER BY b.sealed_at, b.intake_window, b.ordinal, l.batch_line
                    """,
                    row => newest[Stored.Number(row.Long(0))] = row.Bytes(1))
                    .With("cases", cases.Select(Stored.Number).ToArray()).With("stopped", BatchLineRow.StoppedCode));
        return newest.ToDictionary(c => c.Key, c => _sealed.OpenAccount(c.Value));
    }

    private static long[] Numbers(IReadOnlyList<CaseStatus> statuses) => [.. statuses.Select(s => (long)s)];
}
