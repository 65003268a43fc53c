using Gongshu.Policy;

namespace Gongshu.Ledger;

internal abstract partial class SqlLedger
{
    private const string HistoryColumns =
        """
        SELECT k.subject, k.entitlement_key, k.case_number, k.line, k.benefit, k.ordinal, k.status, k.slot, k.sealed_detail,
          c.programme, c.applicant, c.applicant_name, c.policy, c.status, c.submitted_at, c.decided_at, c.paid_at, c.operation
        """;

    private string CasesOfClaims => _dialect.LookUp(T("cases"), "c", "c.case_number = k.case_number");

    private HistoryEntry EntryOf(RowReader row) => new(
        new ClaimKey(new SubjectId(row.Text(0)), row.Text(1)), Stored.Number(row.Long(2)), row.Int(3), (Benefit)row.Int(4), row.Int(5),
        (ClaimStatus)row.Int(6), row.Long(7) == 0, _sealed.OpenDetail(row.BytesOrNull(8)),
        (Programme)row.Int(9), row.Text(10), row.Text(11), row.Text(12), (CaseStatus)row.Int(13),
        row.Instant(14), row.InstantOrNull(15), row.InstantOrNull(16))
    {
        Operation = row.BytesOrNull(17) is { } operation ? Stored.Operation(operation) : null,
    };

    public async Task<SubjectHistory[]> LoadHistoriesAsync(IReadOnlyList<SubjectId> subjects, CancellationToken cancellation)
    {
        if (subjects.Count == 0) return [];
        // Most who are asked for are strangers: they cost no more than their name.
        var found = new Dictionary<SubjectId, List<(HistoryEntry Entry, long Slot)>>();
        var asked = subjects.Select(subject => subject.Value).Distinct(StringComparer.Ordinal).ToArray();
        var movedTo = new Dictionary<SubjectId, SubjectId>();
        await ReadAsync("load-histories", cancellation,
            new Query(
                $"""
                {HistoryColumns}, s.value FROM {_dialect.Each("subjects")}
                {_dialect.LookUp(T("claims"), "k", "k.subject = s.value")} {CasesOfClaims}
                """,
                Add).With("subjects", asked),
            new Query(
                $"""
                {HistoryColumns}, s.value FROM {_dialect.Each("subjects")}
                {_dialect.LookUp(T("worker_aliases"), "a", "a.moved_to = s.value")} {_dialect.LookUp(T("claims"), "k", "k.subject = a.alias")} {CasesOfClaims}
                WHERE EXISTS (SELECT 1 FROM {T("worker_aliases")})
                """,
                Add).With("subjects", asked),
            SelectAliases(asked, movedTo.Add));
        return [.. subjects.Select(s => new SubjectHistory(s, found.TryGetValue(s, out var rows) ? OldestFirst(rows) : []) { MovedTo = movedTo.TryGetValue(s, out var into) ? into : null })];

        void Add(RowReader row)
        {
            var subject = new SubjectId(row.Text(18));
            if (!found.TryGetValue(subject, out var rows)) found.Add(subject, rows = []);
            rows.Add((EntryOf(row), row.Long(7)));
        }
    }

    /// <summary>By submission, then by place; of one place the released rows in the order of their release, then the live one.</summary>
    private static HistoryEntry[] OldestFirst(List<(HistoryEntry Entry, long Slot)> rows) =>
        [.. rows
            .OrderBy(r => r.Entry.SubmittedAt).ThenBy(r => r.Entry.Case).ThenBy(r => r.Entry.Line).ThenBy(r => r.Entry.Benefit)
            .ThenBy(r => r.Entry.Ordinal).ThenBy(r => r.Slot == 0 ? long.MaxValue : r.Slot)
            .Select(r => r.Entry)];

    public async Task<IReadOnlyDictionary<string, string>> LoadCertificateOwnersAsync(IReadOnlyList<string> certificates, CancellationToken cancellation)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        if (certificates.Count == 0) return owners;
        await ReadAsync("load-certificate-owners", cancellation, SelectOwners(certificates, owners));
        return owners;
    }

    public async Task<ReleasedCertificate[]> FormerOwnersAsync(IReadOnlyList<string> certificates, CancellationToken cancellation)
    {
        if (certificates.Count == 0) return [];
        var owners = new List<ReleasedCertificate>();
        await ReadAsync("former-owners", cancellation,
            new Query(
                $"""
                SELECT DISTINCT k.certificate, k.worker, k.case_number FROM {T("claims")} k
                WHERE {_dialect.In("k.certificate", "certificates")} AND k.slot > 0 AND k.worker IS NOT NULL ORDER BY k.certificate, k.case_number, k.worker
                """,
                row => owners.Add(new(row.Text(0), row.Text(1), Stored.Number(row.Long(2)))))
                .With("certificates", certificates.ToArray()));
        return [.. owners];
    }

    public async Task<Page<HistoryEntry>> ListClaimsOfApplicantAsync(
        string applicant, ClaimFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var limit = Limit(page);
        var where = new Conditions();
        where.Add("k.ordinal = 0");
        where.Add("c.applicant = @applicant", "applicant", applicant);
        if (filter.Programme is { } programme) where.Add("c.programme = @programme", "programme", (int)programme);
        if (filter.Status is { } status) where.Add("k.status = @status", "status", (int)status);
        if (filter.Year is { } year) AddRange(where, "year", Stored.Numbers(year));
        if (filter.Window is { } window) AddRange(where, "window", Stored.Numbers(window));
        if (page.After is not null)
        {
            var after = Cursor.Parse("applicant-claims", 5, page.After);
            where.Add("(c.submitted_at, c.case_number, k.line, k.benefit, k.slot) < (@at, @number, @line, @benefit, @slot)", "at", Stored.Instant(after[0]));
            where.Bind("number", after[1]);
            where.Bind("line", after[2]);
            where.Bind("benefit", after[3]);
            where.Bind("slot", after[4]);
        }
        var rows = new List<(HistoryEntry Entry, long Slot)>();
        await ReadAsync("list-claims-of-applicant", cancellation,
            new Query(
                $"{HistoryColumns} FROM {T("claims")} k JOIN {T("cases")} c ON c.case_number = k.case_number {where} ORDER BY c.submitted_at DESC, c.case_number DESC, k.line DESC, k.benefit DESC, k.slot DESC LIMIT @limit",
                row => rows.Add((EntryOf(row), row.Long(7))))
                .With(where.Values).With("limit", limit + 1));
        var found = PageOf(rows, limit, last => Cursor.Of("applicant-claims",
            Stored.Microseconds(last.Entry.SubmittedAt), Stored.Number(last.Entry.Case), last.Entry.Line, (long)last.Entry.Benefit, last.Slot));
        return new([.. found.Items.Select(r => r.Entry)], found.Next);
    }

    public async Task<CaseClaimRow[]> LoadClaimsOfCasesAsync(IReadOnlyList<CaseNumber> cases, CancellationToken cancellation)
    {
        if (cases.Count == 0) return [];
        var rows = new List<CaseClaimRow>();
        await ReadAsync("load-claims-of-cases", cancellation,
            new Query(
                $"""
                SELECT k.case_number, k.line, k.benefit, k.amount, k.status FROM {T("claims")} k
                WHERE {_dialect.In("k.case_number", "cases")} AND k.ordinal = 0 AND k.status <> {(int)ClaimStatus.Released}
                ORDER BY k.case_number, k.line, k.benefit, k.slot
                """,
                row => rows.Add(new(Stored.Number(row.Long(0)), row.Int(1), (Benefit)row.Int(2), new Money(row.Long(3)), (ClaimStatus)row.Int(4))))
                .With("cases", cases.Select(Stored.Number).ToArray()));
        return [.. rows];
    }

    public async Task<(int Live, Money Paid)> ClaimTotalsOfApplicantAsync(string applicant, CancellationToken cancellation)
    {
        var (live, paid) = (0, Money.Zero);
        await ReadAsync("claim-totals-of-applicant", cancellation,
            new Query(
                $"""
                SELECT count(CASE WHEN k.slot = 0 THEN 1 END), CAST(coalesce(sum(CASE WHEN k.status = {(int)ClaimStatus.Paid} THEN k.amount END), 0) AS bigint)
                FROM {T("claims")} k JOIN {T("cases")} c ON c.case_number = k.case_number WHERE c.applicant = @applicant AND k.ordinal = 0
                """,
                row => (live, paid) = ((int)row.Long(0), new Money(row.Long(1))))
                .With("applicant", applicant));
        return (live, paid);
    }

    private static void AddRange(Conditions where, string name, (long First, long Last) range)
    {
        where.Add($"c.case_number >= @{name}_first", name + "_first", range.First);
        where.Add($"c.case_number <= @{name}_last", name + "_last", range.Last);
    }
}
