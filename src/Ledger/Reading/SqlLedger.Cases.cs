using Gongshu.Policy;

namespace Gongshu.Ledger;

internal abstract partial class SqlLedger
{
    /// <summary>The head is looked up by the stream's unique index, so an event without a new case version needs no second write.</summary>
    internal static string CaseColumns(string events) =>
        $"""
        c.case_number, c.version, c.status, c.programme, c.applicant, c.applicant_name, c.policy, c.amount, c.lines, c.receipt,
          c.submitted_at, c.status_since, c.decided_at, c.paid_at, c.batch_id,
          c.waiting, c.stopped, c.scheduled, c.failed, c.paid, c.clawed_back, c.repaid, c.due_on, c.assignee, c.open_appeals, c.appeal_due_on, c.claimed,
          (SELECT e.hash FROM {events} e WHERE e.stream = c.printed ORDER BY e.version DESC LIMIT 1)
        """;

    /// <param name="more">One more column, at <see cref="MoreColumn"/>.</param>
    private string SelectCases(string more = "0") => $"SELECT {CaseColumns(T("events"))}, {more} FROM {T("cases")} c";

    internal static CaseRow CaseOf(RowReader row) => new(
        new CaseWrite
        {
            Number = Stored.Number(row.Long(0)),
            Version = row.Int(1),
            Status = (CaseStatus)row.Int(2),
            Programme = (Programme)row.Int(3),
            Applicant = row.Text(4),
            ApplicantName = row.Text(5),
            Policy = row.Text(6),
            Amount = new Money(row.Long(7)),
            Lines = row.Int(8),
            Receipt = row.Bytes(9),
            SubmittedAt = row.Instant(10),
            StatusSince = row.Instant(11),
            DecidedAt = row.InstantOrNull(12),
            PaidAt = row.InstantOrNull(13),
            BatchId = row.TextOrNull(14),
            Money = new(MoneyOf(row, 15), MoneyOf(row, 16), MoneyOf(row, 17), MoneyOf(row, 18), MoneyOf(row, 19), MoneyOf(row, 20), MoneyOf(row, 21)),
            DueOn = row.DayOrNull(22),
            Assignee = row.TextOrNull(23),
            OpenAppeals = row.Int(24),
            AppealDueOn = row.DayOrNull(25),
            Claimed = row.LongOrNull(26) is { } claimed ? new Money(claimed) : null,
        },
        row.BytesOrNull(27) ?? EventChain.Genesis);

    internal const int MoreColumn = 28;

    private static Money MoneyOf(RowReader row, int column) => new(row.Long(column));

    public async Task<CaseRow?> FindCaseAsync(CaseNumber number, CancellationToken cancellation)
    {
        CaseRow? found = null;
        await ReadAsync("find-case", cancellation,
            new Query($"{SelectCases()} WHERE c.case_number = @number", row => found = CaseOf(row)).With("number", Stored.Number(number)));
        return found;
    }

    public async Task<CaseRow[]> FindCasesAsync(IReadOnlyList<CaseNumber> numbers, CancellationToken cancellation)
    {
        if (numbers.Count == 0) return [];
        var rows = new List<CaseRow>(numbers.Count);
        await ReadAsync("find-cases", cancellation,
            new Query($"{SelectCases()} WHERE {_dialect.In("c.case_number", "numbers")}", row => rows.Add(CaseOf(row)))
                .With("numbers", numbers.Select(Stored.Number).ToArray()));
        return [.. rows];
    }

    public async Task<Page<CaseRow>> ListCasesAsync(CaseFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var limit = Limit(page);
        var where = new Conditions();
        if (filter.Status is { } status) where.Add("c.status = @status", "status", (int)status);
        if (filter.Window is { } window)
        {
            where.Add("c.case_number >= @first", "first", Stored.Numbers(window).First);
            where.Add("c.case_number <= @last", "last", Stored.Numbers(window).Last);
        }
        if (filter.Programme is { } programme) where.Add("c.programme = @programme", "programme", (int)programme);
        if (filter.Applicant is { } applicant) where.Add("c.applicant = @applicant", "applicant", applicant);
        if (filter.Text is { } text)
            where.Add(
                $"({_dialect.Contains("c.printed", "text")} OR {_dialect.Contains("c.applicant_name", "text")} OR {_dialect.Contains("c.applicant", "text")})",
                "text", AsciiLower(text));
        AddPerson(where, filter);
        if (page.After is not null)
        {
            var after = Cursor.Parse("cases", 2, page.After);
            where.Add("(c.submitted_at, c.case_number) < (@at, @number)", "at", Stored.Instant(after[0]));
            where.Bind("number", after[1]);
        }
        var rows = new List<CaseRow>();
        await ReadAsync("list-cases", cancellation,
            new Query($"{SelectCases()} {where} ORDER BY c.submitted_at DESC, c.case_number DESC LIMIT @limit", row => rows.Add(CaseOf(row)))
                .With(where.Values).With("limit", limit + 1));
        return PageOf(rows, limit, last => Cursor.Of("cases", Stored.Microseconds(last.Case.SubmittedAt), Stored.Number(last.Case.Number)));
    }

    private void AddPerson(Conditions where, CaseFilter filter)
    {
        var places = new List<string>();
        if (filter.Worker is { } worker)
        {
            places.Add($"SELECT k.case_number FROM {T("claims")} k WHERE k.subject = @worker");
            places.Add($"SELECT k.case_number FROM {T("worker_aliases")} a JOIN {T("claims")} k ON k.subject = a.alias WHERE a.moved_to = @worker");
            where.Bind("worker", worker.Value);
        }
        if (filter.Token is { } token)
        {
            places.Add($"SELECT t.case_number FROM {T("person_tokens")} t WHERE t.token = @token");
            where.Bind("token", token);
        }
        if (places.Count > 0) where.Add($"c.case_number IN ({string.Join(" UNION ", places)})");
    }

    public async Task<WindowTotals> WindowTotalsAsync(WindowId window, CancellationToken cancellation)
    {
        var totals = new Dictionary<CaseStatus, StatusTotal>();
        var (first, last) = Stored.Numbers(window);
        await ReadAsync("window-totals", cancellation,
            new Query(
                $"SELECT c.status, count(*), CAST(sum(c.amount) AS bigint) FROM {T("cases")} c WHERE c.case_number BETWEEN @first AND @last GROUP BY c.status",
                row => totals[(CaseStatus)row.Int(0)] = new((int)row.Long(1), new Money(row.Long(2))))
                .With("first", first).With("last", last));
        return new(totals);
    }

    public async Task<bool> HasCasesAsync(string applicant, CancellationToken cancellation)
    {
        var found = false;
        await ReadAsync("has-cases", cancellation,
            new Query($"SELECT 1 FROM {T("cases")} c WHERE c.applicant = @applicant LIMIT 1", _ => found = true).With("applicant", applicant));
        return found;
    }

    internal static string AsciiLower(string text) =>
        string.Create(text.Length, text, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
        });
}
