namespace Gongshu.Ledger;

internal abstract partial class SqlLedger
{
    private const int MostMatches = 1000;

    public async Task<TraceMatch[]> FindTracesAsync(IReadOnlyList<(TraceKind Kind, long Token)> tokens, CancellationToken cancellation)
    {
        if (tokens.Count == 0) return [];
        var asked = tokens.Distinct().ToArray();
        var rows = new List<TraceMatch>();
        await ReadAsync("find-traces", cancellation,
            new Query(
                $"""
                SELECT f.kind, f.token, f.case_number, f.owner, f.count FROM (
                  SELECT t.kind, t.token, t.case_number, t.owner, t.count,
                    row_number() OVER (PARTITION BY t.kind, t.token ORDER BY t.case_number DESC) AS place
                  FROM {_dialect.Pairs("kinds", "tokens")} JOIN {T("traces")} t ON t.kind = p.a AND t.token = p.b) f
                WHERE f.place <= {MostMatches}
                ORDER BY f.kind, f.token, f.case_number DESC
                """,
                row => rows.Add(new((TraceKind)row.Int(0), row.Long(1), Stored.Number(row.Long(2)), row.Text(3), row.Int(4))))
                .With("kinds", asked.Select(t => (long)t.Kind).ToArray()).With("tokens", asked.Select(t => t.Token).ToArray()));
        return [.. rows];
    }
}
