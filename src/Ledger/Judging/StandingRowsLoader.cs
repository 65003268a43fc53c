using Gongshu.Policy;

namespace Gongshu.Ledger;

/// <summary>
/// Loads the <see cref="StandingRows"/> of some commands in one round trip. The SELECTs may see one another's later commits, so they
/// stand in ascending precedence: what outranks is read last, and a first attempt whose keys were seen is always seen as an operation too.
/// </summary>
internal sealed class StandingRowsLoader(SqlLedger ledger)
{
    private readonly StandingRows _rows = new();
    private readonly List<Query> _queries = [];
    private readonly Dialect _dialect = ledger.Dialect;

    public static (Query[] Queries, StandingRows Rows) For(SqlLedger ledger, IReadOnlyList<LedgerCommand> commands)
    {
        var loader = new StandingRowsLoader(ledger);
        loader.AddChangedClaims(commands);
        loader.AddKeys([.. commands.SelectMany(c => c.NewClaims).Select(n => n.Key)]);
        loader.AddCertificates([.. commands.SelectMany(c => c.NewClaims).Select(n => n.Certificate).OfType<string>()]);
        loader.AddDuties([.. commands.SelectMany(c => new[] { c.Decision, c.ReversedDecision }).OfType<DecisionWrite>().Select(d => d.Case)]);
        loader.AddAliases(commands);
        loader.AddBatches(commands);
        loader.AddCases([.. commands.SelectMany(c => c.Cases).Select(w => w.Number)]);
        loader.AddStreams([.. commands.SelectMany(c => c.Events).Select(e => e.Stream)]);
        loader.AddAttachments([.. commands.Select(c => c.Attachment?.Operation).OfType<OperationId>()]);
        loader.AddOperations([.. commands.Select(c => c.Operation?.Id).OfType<OperationId>()]);
        return ([.. loader._queries], loader._rows);
    }

    private string T(string table) => _dialect.Schema + table;

    private void AddChangedClaims(IReadOnlyList<LedgerCommand> commands)
    {
        var cases = commands.SelectMany(c => c.ClaimChanges.Select(k => k.Case).Concat(c.ClaimStops.Select(k => k.Case)))
            .Distinct().Select(Stored.Number).ToArray();
        if (cases.Length == 0) return;
        _queries.Add(new Query(
            $"""
            SELECT k.case_number, k.line, k.benefit, k.status, k.slot, k.stopped, k.subject, k.entitlement_key, k.certificate, k.worker
            FROM {T("claims")} k WHERE {_dialect.In("k.case_number", "cases")}
            """,
            AddClaim).With("cases", cases));
        // Claims that are to guard again meet others as new claims do; their keys are known only here, so they are looked up by case.
        if (!commands.SelectMany(c => c.ClaimChanges).Any(c => c.IsRevival)) return;
        AddLiveClaims(
            $"""
            (SELECT DISTINCT r.subject AS a, r.entitlement_key AS b FROM {T("claims")} r WHERE {_dialect.In("r.case_number", "cases")} AND r.slot <> 0) p
            """,
            [("cases", cases)]);
        _queries.Add(new Query(
            $"""
            SELECT o.certificate, o.worker, o.live FROM {T("certificates")} o
            WHERE o.certificate IN (SELECT r.certificate FROM {T("claims")} r WHERE {_dialect.In("r.case_number", "cases")})
            """,
            AddCertificate).With("cases", cases));
    }

    private void AddClaim(RowReader row)
    {
        var place = (Stored.Number(row.Long(0)), row.Int(1), (Benefit)row.Int(2));
        if (!_rows.Claims.TryGetValue(place, out var there)) _rows.Claims[place] = there = [];
        there.Add(new((ClaimStatus)row.Int(3), row.Long(4), row.Flag(5), new ClaimKey(new SubjectId(row.Text(6)), row.Text(7)), row.TextOrNull(8), row.TextOrNull(9)));
    }

    private void AddKeys(ClaimKey[] keys)
    {
        if (keys.Length == 0) return;
        AddLiveClaims(_dialect.Pairs("subjects", "keys"),
            [("subjects", keys.Select(k => k.Subject.Value).ToArray()), ("keys", keys.Select(k => k.Key).ToArray())]);
    }

    private void AddLiveClaims(string pairs, (string, object)[] values) =>
        _queries.Add(new Query(
            $"""
            SELECT k.subject, k.entitlement_key, k.case_number, k.line, k.benefit, c.status, c.submitted_at, c.applicant
            FROM {pairs}
            {_dialect.LookUp(T("claims"), "k", "k.subject = p.a AND k.entitlement_key = p.b AND k.slot = 0")}
            {_dialect.LookUp(T("cases"), "c", "c.case_number = k.case_number")}
            """,
            row =>
            {
                var key = new ClaimKey(new SubjectId(row.Text(0)), row.Text(1));
                _rows.LiveClaims[key] = new(key, Stored.Number(row.Long(2)), row.Int(3), (Benefit)row.Int(4), (CaseStatus)row.Int(5), row.Instant(6), row.Text(7));
            }).With(values));

    private void AddCertificates(string[] certificates)
    {
        if (certificates.Length == 0) return;
        _queries.Add(new Query(
            $"SELECT o.certificate, o.worker, o.live FROM {T("certificates")} o WHERE {_dialect.In("o.certificate", "certificates")}", AddCertificate)
            .With("certificates", certificates));
    }

    private void AddCertificate(RowReader row) => _rows.Certificates[row.Text(0)] = (row.Text(1), row.Int(2));

    private void AddDuties(CaseNumber[] cases)
    {
        if (cases.Length == 0) return;
        var numbers = cases.Select(Stored.Number).ToArray();
        _queries.Add(new Query(
            $"SELECT d.case_number, d.round, d.stage, d.person FROM {T("decisions")} d WHERE {_dialect.In("d.case_number", "cases")}",
            row => _rows.Decisions[(Stored.Number(row.Long(0)), row.Int(1), (Stage)row.Int(2))] = row.Text(3)).With("cases", numbers));
        _queries.Add(new Query(
            $"SELECT o.case_number, o.person, o.stage FROM {T("case_officers")} o WHERE {_dialect.In("o.case_number", "cases")}",
            row => _rows.Officers[(Stored.Number(row.Long(0)), row.Text(1))] = Stored.Duty(row.Int(2))).With("cases", numbers));
    }

    private void AddAliases(IReadOnlyList<LedgerCommand> commands)
    {
        var subjects = commands.SelectMany(c => c.NewClaims).Select(n => n.Key.Subject)
            .Concat(commands.Select(c => c.Merge).OfType<WorkerMerge>().SelectMany(m => new[] { m.Alias, m.Into }))
            .Select(s => s.Value).Distinct(StringComparer.Ordinal).ToArray();
        if (subjects.Length == 0) return;
        _queries.Add(new Query(
            $"SELECT a.alias, a.moved_to FROM {T("worker_aliases")} a WHERE {_dialect.In("a.alias", "subjects")}",
            row => _rows.Aliases[new SubjectId(row.Text(0))] = new SubjectId(row.Text(1))).With("subjects", subjects));
    }

    private void AddBatches(IReadOnlyList<LedgerCommand> commands)
    {
        var batches = commands.SelectMany(c => c.TouchedBatches()).Distinct(StringComparer.Ordinal).ToArray();
        if (batches.Length == 0) return;
        var windows = commands.Select(c => c.Batch).OfType<BatchWrite>().Select(b => (long)Stored.Window(b.Window)).ToArray();
        var cases = commands.SelectMany(c => c.Batch?.Lines ?? []).Select(l => Stored.Number(l.Case)).ToArray();
        _queries.Add(new Query(
            $"""
            SELECT b.batch_id, b.intake_window, b.ordinal, b.version FROM {T("batches")} b
            WHERE {_dialect.In("b.batch_id", "batches")} OR {_dialect.In("b.intake_window", "windows")}
            """,
            row =>
            {
                _rows.BatchVersions[row.Text(0)] = row.Int(3);
                _rows.BatchOrdinals.Add((Stored.Window(row.Int(1)), row.Int(2)));
            }).With("batches", batches).With("windows", windows));
        _queries.Add(new Query(
            $"""
            SELECT l.batch_id, l.batch_line, l.status FROM {T("batch_lines")} l WHERE {_dialect.In("l.batch_id", "batches")}
            """,
            row => _rows.BatchLines[(row.Text(0), row.Int(1))] = (BatchLineStatus)row.Int(2)).With("batches", batches));
        _queries.Add(new Query(
            $"""
            SELECT p.case_number, p.line, p.benefit FROM {T("batch_claims")} p WHERE {_dialect.In("p.case_number", "cases")} AND {_dialect.IsNot("p.failed")}
            """,
            row => _rows.BatchedClaims.Add((Stored.Number(row.Long(0)), row.Int(1), (Benefit)row.Int(2)))).With("cases", cases));
    }

    private void AddCases(CaseNumber[] cases)
    {
        if (cases.Length == 0) return;
        _queries.Add(new Query(
            $"SELECT c.case_number, c.version FROM {T("cases")} c WHERE {_dialect.In("c.case_number", "cases")}",
            row => _rows.CaseVersions[Stored.Number(row.Long(0))] = row.Int(1)).With("cases", cases.Select(Stored.Number).ToArray()));
    }

    private void AddStreams(string[] streams)
    {
        if (streams.Length == 0) return;
        _queries.Add(new Query(
            $"SELECT e.stream, max(e.version) FROM {T("events")} e WHERE {_dialect.In("e.stream", "streams")} GROUP BY e.stream",
            row => _rows.StreamVersions[row.Text(0)] = row.Int(1)).With("streams", streams));
    }

    private void AddAttachments(OperationId[] operations)
    {
        if (operations.Length == 0) return;
        _queries.Add(new Query(
            $"SELECT {SqlAttachments.Columns} FROM {T("attachments")} a WHERE {_dialect.InBytes("a.operation", "uploads")}",
            row =>
            {
                var standing = SqlAttachments.RowOf(row, ledger.Sealed);
                _rows.Attachments[standing.Operation!.Value] = standing;
            }).With("uploads", operations.Select(Stored.Operation).ToArray()));
    }

    private void AddOperations(OperationId[] operations)
    {
        if (operations.Length == 0) return;
        _queries.Add(new Query(
            $"SELECT {SqlLedger.OperationColumns} FROM {T("operations")} WHERE {_dialect.InBytes("id", "operations")}",
            row =>
            {
                var found = ledger.OperationOf(row);
                _rows.Operations[found.Record.Id] = found;
            }).With("operations", operations.Select(Stored.Operation).ToArray()));
    }
}
