using System.Globalization;
using Gongshu.Policy;

namespace Gongshu.Ledger;

internal abstract partial class SqlLedger
{
    // A claim is no older than its certificate: only whoever moves a window over the end of its year files for one of the year after.
    private const int YearsBefore = 1;

    /// <summary>The person of a claim row <c>k</c> as they are now, by a join with the aliases <c>a</c>.</summary>
    private const string Person = "coalesce(a.moved_to, 'wk1-' || substr(k.worker, 3))";

    private string LiveClaims =>
        $"""
        {T("claims")} k JOIN {T("cases")} c ON c.case_number = k.case_number
        LEFT JOIN {T("worker_aliases")} a ON a.alias = 'wk1-' || substr(k.worker, 3)
        """;

    private const string IsLive = "k.ordinal = 0 AND k.slot = 0 AND k.worker IS NOT NULL";

    public async Task<int[]> CountTrainedAsync(int certificateYear, IReadOnlyList<TrainedFilter> filters, CancellationToken cancellation)
    {
        var counts = new int[filters.Count];
        await ReadAsync("count-trained", cancellation, [.. filters.Select((filter, i) =>
        {
            var where = Trained(certificateYear, filter);
            return new Query($"SELECT count(DISTINCT {Person}) FROM {LiveClaims} {where}", row => counts[i] = (int)row.Long(0)).With(where.Values);
        })]);
        return counts;
    }

    public async Task<Page<TrainedApplicant>> ListTrainedAsync(int certificateYear, TrainedFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var limit = Limit(page);
        var (where, after) = (Trained(certificateYear, filter), new Conditions());
        if (page.After is not null)
        {
            var (workers, applicant) = ParseTrained(page.After);
            after.Add("(r.workers < @workers OR (r.workers = @workers AND r.applicant > @applicant))", "workers", workers);
            after.Bind("applicant", applicant);
        }
        var rows = new List<TrainedApplicant>();
        await ReadAsync("list-trained", cancellation,
            new Query(
                $"""
                SELECT r.applicant, {NewestName("r.applicant")}, r.workers, r.place, r.tied FROM (
                  SELECT t.applicant, t.workers, rank() OVER (ORDER BY t.workers DESC) AS place, count(*) OVER (PARTITION BY t.workers) AS tied FROM (
                    SELECT c.applicant, count(DISTINCT {Person}) AS workers FROM {LiveClaims} {where} GROUP BY c.applicant) t) r
                {after} ORDER BY r.workers DESC, r.applicant LIMIT @limit
                """,
                row => rows.Add(new(row.Text(0), row.Text(1), (int)row.Long(2), (int)row.Long(3), (int)row.Long(4))))
                .With(where.Values).With(after.Values).With("limit", limit + 1));
        return PageOf(rows, limit, last => string.Create(CultureInfo.InvariantCulture, $"{last.Workers}.{last.Applicant}"));
    }

    public async Task<WindowFigures> WindowFiguresAsync(WindowId first, WindowId last, int mostApplicants, CancellationToken cancellation)
    {
        var (cases, workers, applicants, all) = (new List<CaseStatusSum>(), new List<WorkerCount>(), new List<ApplicantSum>(), 0);
        var workersOf = new Dictionary<string, int>(StringComparer.Ordinal);
        (string, object)[] range = [("first", Stored.Numbers(first).First), ("last", Stored.Numbers(last).Last)];
        const string InRange = "c.case_number BETWEEN @first AND @last";
        const string Window = "(c.case_number / 10000000000)";
        Query Workers(string by, Action<RowReader, int> count) => new Query(
            $"SELECT count(DISTINCT {Person}), {by} FROM {LiveClaims} WHERE {IsLive} AND {InRange} GROUP BY {by}", row => count(row, (int)row.Long(0))).With(range);
        await ReadAsync("window-figures", cancellation,
            new Query(
                $"SELECT {Sums}, {Window}, c.programme, c.status FROM {T("cases")} c WHERE {InRange} GROUP BY {Window}, c.programme, c.status ORDER BY {Window}, c.programme, c.status",
                row => cases.Add(new(Stored.Window((int)row.Long(11)), (Programme)row.Int(12), (CaseStatus)row.Int(13), SumOf(row)))).With(range),
            new Query($"SELECT count(DISTINCT {Person}) FROM {LiveClaims} WHERE {IsLive} AND {InRange}", row => workers.Add(new(null, null, (int)row.Long(0)))).With(range),
            Workers(Window, (row, count) => workers.Add(new(Stored.Window((int)row.Long(1)), null, count))),
            Workers("c.programme", (row, count) => workers.Add(new(null, (Programme)row.Int(1), count))),
            Workers($"{Window}, c.programme", (row, count) => workers.Add(new(Stored.Window((int)row.Long(1)), (Programme)row.Int(2), count))),
            Workers("c.applicant", (row, count) => workersOf[row.Text(1)] = count),
            new Query($"SELECT count(DISTINCT c.applicant) FROM {T("cases")} c WHERE {InRange}", row => all = (int)row.Long(0)).With(range),
            new Query(
                $"""
                SELECT t.*, {NewestName("t.applicant")} FROM (
                  SELECT {Sums}, c.applicant, {Approved} AS approved FROM {T("cases")} c WHERE {InRange} GROUP BY c.applicant
                  ORDER BY {Approved} DESC, coalesce(sum(c.claimed), 0) DESC, c.applicant LIMIT @most) t
                ORDER BY t.approved DESC, t.s0 DESC, t.applicant
                """,
                row => applicants.Add(new(row.Text(11), row.Text(13), workersOf.GetValueOrDefault(row.Text(11)), SumOf(row)))).With(range).With("most", mostApplicants));
        return new([.. cases], [.. workers], [.. applicants], all);
    }

    private const string Approved = "sum(c.waiting + c.stopped + c.scheduled + c.failed + c.paid + c.clawed_back)";

    private const string Sums =
        """
        count(*) AS n, CAST(sum(c.lines) AS bigint) AS l, CAST(coalesce(sum(c.claimed), 0) AS bigint) AS s0, CAST(sum(c.amount) AS bigint) AS s1,
          CAST(sum(c.waiting) AS bigint) AS s2, CAST(sum(c.stopped) AS bigint) AS s3, CAST(sum(c.scheduled) AS bigint) AS s4, CAST(sum(c.failed) AS bigint) AS s5,
          CAST(sum(c.paid) AS bigint) AS s6, CAST(sum(c.clawed_back) AS bigint) AS s7, CAST(sum(c.repaid) AS bigint) AS s8
        """;

    private static CaseSum SumOf(RowReader row) => new(
        (int)row.Long(0), (int)row.Long(1), MoneyOf(row, 2), MoneyOf(row, 3),
        new(MoneyOf(row, 4), MoneyOf(row, 5), MoneyOf(row, 6), MoneyOf(row, 7), MoneyOf(row, 8), MoneyOf(row, 9), MoneyOf(row, 10)));

    private string NewestName(string applicant) =>
        $"(SELECT n.applicant_name FROM {T("cases")} n WHERE n.applicant = {applicant} ORDER BY n.submitted_at DESC, n.case_number DESC LIMIT 1)";

    private Conditions Trained(int certificateYear, TrainedFilter filter)
    {
        var where = new Conditions();
        where.Add(IsLive);
        where.Add("k.certificate_year = @year", "year", certificateYear);
        where.Add("k.case_number >= @from", "from", Stored.Numbers(new WindowId(certificateYear - YearsBefore, 1)).First);
        if (filter.Programmes.Count > 0) where.Add(_dialect.In("c.programme", "programmes"), "programmes", filter.Programmes.Select(one => (long)one).ToArray());
        if (filter.Levels.Count > 0) where.Add(_dialect.In("k.level", "levels"), "levels", filter.Levels.Select(one => (long)one).ToArray());
        if (filter.Benefits.Count > 0) where.Add(_dialect.In("k.benefit", "benefits"), "benefits", filter.Benefits.Select(one => (long)one).ToArray());
        if (filter.MigrantOnly) where.Add("k.migrant");
        return where;
    }

    /// <exception cref="InvalidCursorException">The text is not a cursor of the list of applicants.</exception>
    private static (long Workers, string Applicant) ParseTrained(string cursor)
    {
        var dot = cursor.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && long.TryParse(cursor.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var workers) && Uscc.TryParse(cursor[(dot + 1)..], out var uscc)
            ? (workers, uscc.Value)
            : throw new InvalidCursorException();
    }
}
