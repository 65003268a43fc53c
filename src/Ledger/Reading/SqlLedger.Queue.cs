using Gongshu.Policy;

namespace Gongshu.Ledger;

internal abstract partial class SqlLedger
{
    /// <summary>Where what has no due day stands in the queue.</summary>
    private static readonly DateOnly Never = DateOnly.MaxValue;

    private const string WithAppeals = "c.open_appeals > 0";

    public async Task<Page<CaseRow>> ListQueueAsync(QueueFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var limit = Limit(page);
        var where = new Conditions();
        var inStatus = _dialect.In("c.status", "statuses");
        where.Add(filter.WithOpenAppeals ? $"({inStatus} OR {WithAppeals})" : inStatus, "statuses", Numbers(filter.Statuses));
        AddAssignee(where, filter);
        var due = filter.WithOpenAppeals
            ? $"CASE WHEN NOT ({inStatus}) THEN c.appeal_due_on WHEN {WithAppeals} THEN {_dialect.Earlier("c.due_on", "c.appeal_due_on")} ELSE c.due_on END"
            : "c.due_on";
        where.Bind("never", Never);
        if (filter.DueBefore is { } day) where.Add($"{due} < @day", "day", day);
        if (page.After is not null)
        {
            var after = Cursor.Parse("queue", 2, page.After);
            if (after[0] < 0 || after[0] > Never.DayNumber) throw new InvalidCursorException();
            where.Add($"(coalesce({due}, @never), c.case_number) > (@after_day, @after_number)", "after_day", DateOnly.FromDayNumber((int)after[0]));
            where.Bind("after_number", after[1]);
        }
        var rows = new List<(CaseRow Row, DateOnly Due)>();
        await ReadAsync("list-queue", cancellation,
            new Query(
                $"{SelectCases($"coalesce({due}, @never)")} {where} ORDER BY coalesce({due}, @never), c.case_number LIMIT @limit",
                row => rows.Add((CaseOf(row), row.DayOrNull(MoreColumn)!.Value)))
                .With(where.Values).With("limit", limit + 1));
        var found = PageOf(rows, limit, last => Cursor.Of("queue", last.Due.DayNumber, Stored.Number(last.Row.Case.Number)));
        return new([.. found.Items.Select(r => r.Row)], found.Next);
    }

    public async Task<QueueCounts> CountQueueAsync(QueueFilter filter, DateOnly today, CancellationToken cancellation)
    {
        var byStatus = new Dictionary<CaseStatus, QueueCount>();
        var appeals = default(QueueCount);
        var inStatus = Counted(filter, "c.due_on", _dialect.In("c.status", "statuses"));
        var queries = new List<Query>
        {
            new Query(
                $"SELECT c.status, count(*), {Overdue("c.due_on")} FROM {T("cases")} c {inStatus} GROUP BY c.status",
                row => byStatus[(CaseStatus)row.Int(0)] = new((int)row.Long(1), (int)row.Long(2)))
                .With(inStatus.Values).With("statuses", Numbers(filter.Statuses)).With("today", today),
        };
        if (filter.WithOpenAppeals)
        {
            var appealed = Counted(filter, "c.appeal_due_on", WithAppeals);
            queries.Add(new Query(
                $"SELECT count(*), {Overdue("c.appeal_due_on")} FROM {T("cases")} c {appealed}",
                row => appeals = new((int)row.Long(0), (int)row.Long(1)))
                .With(appealed.Values).With("today", today));
        }
        await ReadAsync("count-queue", cancellation, [.. queries]);
        return new(byStatus, appeals);
    }

    private static string Overdue(string due) => $"count(CASE WHEN {due} < @today THEN 1 END)";

    private static Conditions Counted(QueueFilter filter, string due, string which)
    {
        var where = new Conditions();
        where.Add(which);
        AddAssignee(where, filter);
        if (filter.DueBefore is { } day) where.Add($"{due} < @day", "day", day);
        return where;
    }

    private static void AddAssignee(Conditions where, QueueFilter filter)
    {
        if (filter.Assignee is not { } assignee) return;
        where.Add(filter.UnassignedToo ? "(c.assignee = @assignee OR c.assignee IS NULL)" : "c.assignee = @assignee", "assignee", assignee);
    }

    public async Task<Page<CaseRow>> ListClawbacksAsync(bool openOnly, PageRequest page, CancellationToken cancellation)
    {
        var limit = Limit(page);
        var list = openOnly ? "clawbacks-open" : "clawbacks";
        // A case's newest event is its newest change: there is no version of it without one.
        var newest = $"coalesce((SELECT e.sequence FROM {T("events")} e WHERE e.stream = c.printed ORDER BY e.version DESC LIMIT 1), 0)";
        var where = new Conditions();
        where.Add("c.clawed_back > 0");
        if (openOnly) where.Add("c.repaid < c.clawed_back");
        if (page.After is not null)
        {
            var after = Cursor.Parse(list, 2, page.After);
            where.Add($"({newest}, c.case_number) < (@after, @after_number)", "after", after[0]);
            where.Bind("after_number", after[1]);
        }
        var rows = new List<(CaseRow Row, long Newest)>();
        await ReadAsync("list-clawbacks", cancellation,
            new Query($"{SelectCases(newest)} {where} ORDER BY {newest} DESC, c.case_number DESC LIMIT @limit", row => rows.Add((CaseOf(row), row.Long(MoreColumn))))
                .With(where.Values).With("limit", limit + 1));
        var found = PageOf(rows, limit, last => Cursor.Of(list, last.Newest, Stored.Number(last.Row.Case.Number)));
        return new([.. found.Items.Select(r => r.Row)], found.Next);
    }
}
