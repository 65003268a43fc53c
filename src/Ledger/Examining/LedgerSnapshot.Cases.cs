using System.Runtime.CompilerServices;
using Gongshu.Policy;

namespace Gongshu.Ledger;

internal sealed partial class LedgerSnapshot
{
    // Read together: so many cases at most, and no more than so many lines unless one case has them.
    private const int CasesTogether = 200, LinesTogether = 5000;

    public async IAsyncEnumerable<CaseFile> CasesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var last = 0L;
        var rows = new List<CaseFile>();
        while (true)
        {
            rows.Clear();
            await connection.ReadAsync(cancellation, CasesAfter(last, rows.Add));
            if (rows.Count == 0) yield break;
            var lines = 0;
            CaseFile[] together = [.. rows.TakeWhile((file, i) => (lines += file.Row.Case.Lines) <= LinesTogether || i == 0)];
            foreach (var file in await FilledAsync(together, cancellation)) yield return file;
            last = Stored.Number(together[^1].Row.Case.Number);
        }
    }

    private Query CasesAfter(long last, Action<CaseFile> add) =>
        new Query(
            $"SELECT {SqlLedger.CaseColumns(T("events"))}, c.printed, c.operation FROM {T("cases")} c WHERE c.case_number > @last ORDER BY c.case_number LIMIT @limit",
            row => add(new(
                SqlLedger.CaseOf(row), row.Text(SqlLedger.MoreColumn), row.BytesOrNull(SqlLedger.MoreColumn + 1) is { } operation ? Stored.Operation(operation) : null,
                [], [], [], new Dictionary<string, Duty>(), [], [])))
            .With("last", last).With("limit", CasesTogether);

    private async Task<CaseFile[]> FilledAsync(CaseFile[] files, CancellationToken cancellation)
    {
        var numbers = files.Select(f => Stored.Number(f.Row.Case.Number)).ToArray();
        var events = new List<SnapshotEvent>();
        var claims = new List<SnapshotClaim>();
        var decisions = new List<DecisionWrite>();
        var duties = new List<(CaseNumber Case, string Person, Duty Duty)>();
        var traces = new List<Trace>();
        var tokens = new List<PersonToken>();
        Query OfCases(string columns, string table, string order, Action<RowReader> onRow) =>
            new Query($"SELECT {columns} FROM {T(table)} k WHERE {_dialect.In("k.case_number", "numbers")} ORDER BY {order}", onRow).With("numbers", numbers);
        await connection.ReadAsync(cancellation,
            new Query(
                $"SELECT {SqlLedger.EventColumns} FROM {T("events")} e WHERE {_dialect.In("e.stream", "streams")} ORDER BY e.stream, e.version",
                row => events.Add(EventOf(row)))
                .With("streams", files.Select(f => f.Row.Case.Number.ToString()).ToArray()),
            OfCases(ClaimColumns, "claims", "k.case_number, k.line, k.benefit, k.ordinal, k.slot", row => claims.Add(ClaimOf(row))),
            OfCases("k.case_number, k.round, k.stage, k.person", "decisions", "k.case_number, k.round, k.stage",
                row => decisions.Add(new(Stored.Number(row.Long(0)), row.Int(1), (Stage)row.Int(2), row.Text(3)))),
            OfCases("k.case_number, k.person, k.stage", "case_officers", "k.case_number, k.person",
                row => duties.Add((Stored.Number(row.Long(0)), row.Text(1), Stored.Duty(row.Int(2))))),
            OfCases("k.case_number, k.kind, k.token, k.owner, k.count", "traces", "k.case_number, k.kind, k.token",
                row => traces.Add(new((TraceKind)row.Int(1), row.Long(2), row.Text(3), Stored.Number(row.Long(0)), row.Int(4)))),
            OfCases("k.case_number, k.token", "person_tokens", "k.case_number, k.token", row => tokens.Add(new(row.Long(1), Stored.Number(row.Long(0))))));
        var eventsOf = events.ToLookup(e => e.Event.Stream, StringComparer.Ordinal);
        var claimsOf = claims.ToLookup(c => c.Case);
        var decisionsOf = decisions.ToLookup(d => d.Case);
        var dutiesOf = duties.ToLookup(d => d.Case);
        var tracesOf = traces.ToLookup(t => t.Case);
        var tokensOf = tokens.ToLookup(t => t.Case);
        return Array.ConvertAll(files, f => f with
        {
            Events = [.. eventsOf[f.Row.Case.Number.ToString()]],
            Claims = [.. claimsOf[f.Row.Case.Number]],
            Decisions = [.. decisionsOf[f.Row.Case.Number]],
            Duties = dutiesOf[f.Row.Case.Number].ToDictionary(d => d.Person, d => d.Duty, StringComparer.Ordinal),
            Traces = [.. tracesOf[f.Row.Case.Number]],
            PersonTokens = [.. tokensOf[f.Row.Case.Number]],
        });
    }
}
