using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Verification;

/// <summary>
/// Holds everything that is stored, as it stood at one instant, against the invariants of <c>reliability.md</c> §3 that the store alone can prove:
/// I1–I10 and I12. Reads each table once, a case at a time; between the tables it keeps the small indexes that their classes name.
/// </summary>
public static class StoreExaminer
{
    /// <param name="plan">The windows as the policies have them.</param>
    /// <param name="missingGuards">Indexes, constraints and triggers that the schema lacks.</param>
    /// <exception cref="LedgerUnavailableException">The store could not be read to its end: nothing is proved.</exception>
    public static async Task<VerificationReport> ExamineAsync(ILedgerSnapshot snapshot, IntakeCalendar plan, IReadOnlyList<string> missingGuards, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(missingGuards);
        var findings = new Findings();
        foreach (var guard in missingGuards) findings.Add(GuardedBy(guard), "schema", $"{guard} is missing");
        var missing = new MissingEvents();
        var chain = new ChainExaminer(findings, missing);
        var intake = new IntakeHistory(findings, plan);
        var streams = new OtherStreams(findings, chain, intake);
        await foreach (var read in snapshot.OtherEventsAsync(cancellation)) streams.Take(read);
        streams.End();

        var payments = new KnownPayments(findings);
        var operations = new KnownOperations(findings, missing);
        var strays = await StraysAsync(snapshot, findings, payments, cancellation);
        var known = new KnownClaims(findings, await AliasesAsync(snapshot, cancellation));
        await ClaimsAsync(snapshot, new CaseExaminer(findings, chain, known, intake, payments, operations), new ClaimRowCount(findings), known, strays, cancellation);
        await foreach (var read in snapshot.OperationsAsync(cancellation)) operations.Take(read);
        operations.End();

        var batches = new BatchExaminer(findings, streams, payments, missing);
        await foreach (var file in snapshot.BatchesAsync(cancellation)) batches.Examine(file);
        payments.End();
        await new TreeExaminer(findings, missing).ExamineAsync(snapshot, cancellation);
        foreach (var batchId in streams.NotAsked) findings.Add(Invariant.BatchSums, batchId, "its window sealed it, but it is not there");
        return findings.Report();
    }

    private static async Task<Dictionary<SubjectId, SubjectId>> AliasesAsync(ILedgerSnapshot snapshot, CancellationToken cancellation)
    {
        var aliases = new Dictionary<SubjectId, SubjectId>();
        await foreach (var alias in snapshot.AliasesAsync(cancellation)) aliases.Add(alias.Alias, alias.MovedTo);
        return aliases;
    }

    /// <summary>The cases, then their claims once more as subjects load them, then the certificates.</summary>
    private static async Task ClaimsAsync(
        ILedgerSnapshot snapshot, CaseExaminer cases, ClaimRowCount rows, KnownClaims known, HashSet<string> strays, CancellationToken cancellation)
    {
        await foreach (var file in snapshot.CasesAsync(cancellation))
        {
            cases.Examine(file);
            foreach (var row in file.Claims) rows.OfCase(row);
        }
        await foreach (var row in snapshot.ClaimsAsync(cancellation))
        {
            var isStray = strays.Contains(row.Case.ToString());
            rows.OfSubject(row, isStray);
            if (isStray && row is { Live: true, Certificate: { } certificate, WorkerRef: { } worker }) known.AddCertificate(row.Case, certificate, worker);
        }
        rows.End();
        await foreach (var row in snapshot.CertificatesAsync(cancellation)) known.Take(row);
        known.EndCertificates();
    }

    private static Invariant GuardedBy(string guard) => guard.Split('_')[0] switch
    {
        "operations" => Invariant.OneEffect,
        "events" or "tree" => Invariant.Chain,
        "batches" or "batch" => Invariant.BatchSums,
        "decisions" or "case" => Invariant.ThreePeople,
        "claims" or "worker" or "certificates" => Invariant.OneLiveClaim,
        _ => Invariant.FoldIsRow,
    };

    /// <summary>Rows without what they belong to: one finding for each place, whatever tables they stand in.</summary>
    private static async Task<HashSet<string>> StraysAsync(ILedgerSnapshot snapshot, Findings findings, KnownPayments payments, CancellationToken cancellation)
    {
        var tables = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        await foreach (var stray in snapshot.StraysAsync(cancellation))
        {
            if (!tables.TryGetValue(stray.Place, out var found)) tables.Add(stray.Place, found = []);
            found.Add(stray.Table);
        }
        foreach (var (place, found) in tables)
        {
            var isCase = CaseNumber.TryParse(place, out var number);
            if (isCase) payments.Leave(number);
            var invariant = !isCase ? Invariant.BatchSums : found.Contains("events") ? Invariant.Receipts : Invariant.FoldIsRow;
            findings.Add(invariant, place, $"what it names has no row, but rows of it stand in {string.Join(", ", found)}");
        }
        return [.. tables.Keys];
    }
}
