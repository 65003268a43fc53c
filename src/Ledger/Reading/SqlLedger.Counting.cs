using Gongshu.Policy;

namespace Gongshu.Ledger;

internal abstract partial class SqlLedger
{
    public async Task<(CaseNumber Case, int Lines)[]> CaseNumbersAsync(WindowId first, WindowId last, CaseNumber? after, int limit, CancellationToken cancellation)
    {
        var found = new List<(CaseNumber, int)>();
        await ReadAsync("case-numbers", cancellation,
            new Query(
                $"SELECT c.case_number, c.lines FROM {T("cases")} c WHERE c.case_number > @after AND c.case_number <= @last ORDER BY c.case_number LIMIT @limit",
                row => found.Add((Stored.Number(row.Long(0)), row.Int(1))))
                .With("after", after is { } number ? Stored.Number(number) : Stored.Numbers(first).First - 1).With("last", Stored.Numbers(last).Last).With("limit", limit));
        return [.. found];
    }

    public async Task<CaseNumber[]> UncountedCasesAsync(CaseNumber? after, int limit, CancellationToken cancellation)
    {
        var found = new List<CaseNumber>();
        await ReadAsync("uncounted-cases", cancellation,
            new Query(
                $"SELECT c.case_number FROM {T("cases")} c WHERE c.claimed IS NULL AND c.case_number > @after ORDER BY c.case_number LIMIT @limit",
                row => found.Add(Stored.Number(row.Long(0))))
                .With("after", after is { } number ? Stored.Number(number) : 0L).With("limit", limit));
        return [.. found];
    }

    public async Task<ClaimPlace[]> LoadClaimPlacesAsync(IReadOnlyList<CaseNumber> cases, CancellationToken cancellation)
    {
        if (cases.Count == 0) return [];
        var found = new List<ClaimPlace>();
        await ReadAsync("load-claim-places", cancellation,
            new Query(
                $"""
                SELECT k.case_number, k.line, k.benefit, k.slot FROM {T("claims")} k WHERE {_dialect.In("k.case_number", "cases")} AND k.ordinal = 0
                ORDER BY k.case_number, k.line, k.benefit, CASE WHEN k.slot = 0 THEN 1 ELSE 0 END, k.slot
                """,
                row => found.Add(new(Stored.Number(row.Long(0)), row.Int(1), (Benefit)row.Int(2), row.Long(3))))
                .With("cases", cases.Select(Stored.Number).ToArray()));
        return [.. found];
    }
}
