using Gongshu.Policy;

namespace Gongshu.Ledger;

internal abstract partial class SqlLedger
{
    public async Task<IReadOnlyDictionary<string, Duty>> LoadDutiesAsync(CaseNumber number, CancellationToken cancellation)
    {
        var duties = new Dictionary<string, Duty>(StringComparer.Ordinal);
        await ReadAsync("load-duties", cancellation,
            new Query($"SELECT o.person, o.stage FROM {T("case_officers")} o WHERE o.case_number = @number",
                row => duties[row.Text(0)] = Stored.Duty(row.Int(1)))
                .With("number", Stored.Number(number)));
        return duties;
    }

    public async Task<IReadOnlyDictionary<CaseNumber, Duty>> LoadDutiesOfAsync(IReadOnlyList<CaseNumber> cases, string person, CancellationToken cancellation)
    {
        var duties = new Dictionary<CaseNumber, Duty>();
        if (cases.Count == 0) return duties;
        await ReadAsync("load-duties-of", cancellation,
            new Query(
                $"SELECT o.case_number, o.stage FROM {T("case_officers")} o WHERE {_dialect.In("o.case_number", "cases")} AND o.person = @person",
                row => duties[Stored.Number(row.Long(0))] = Stored.Duty(row.Int(1)))
                .With("cases", cases.Select(Stored.Number).ToArray()).With("person", person));
        return duties;
    }

    public async Task<bool> TookStageAsync(IReadOnlyList<CaseNumber> cases, string person, CancellationToken cancellation)
    {
        if (cases.Count == 0) return false;
        var took = false;
        await ReadAsync("took-stage", cancellation,
            new Query(
                $"SELECT 1 FROM {T("case_officers")} o WHERE {_dialect.In("o.case_number", "cases")} AND o.person = @person AND o.stage > 0 LIMIT 1",
                _ => took = true)
                .With("cases", cases.Select(Stored.Number).ToArray()).With("person", person));
        return took;
    }
}
