using Gongshu.Policy;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

public abstract class QueueContract : LedgerContract
{
    private static readonly DateOnly Day = new(2018, 4, 10);

    private static CaseWrite Waiting(long number, CaseStatus status, int? due = null, string? assignee = null, int appeals = 0, int? appealDue = null) =>
        Case(Number(number), status: status) with
        {
            DueOn = due is { } day ? Day.AddDays(day) : null,
            Assignee = assignee,
            OpenAppeals = appeals,
            AppealDueOn = appealDue is { } last ? Day.AddDays(last) : null,
        };

    private async Task<string> ListAsync(QueueFilter filter, int limit = 50)
    {
        var seen = new List<long>();
        string? cursor = null;
        do
        {
            var page = await Ledger.ListQueueAsync(filter, new(cursor, limit), default);
            seen.AddRange(page.Items.Select(c => c.Case.Number.Ordinal));
            cursor = page.Next;
        }
        while (cursor is not null);
        return string.Join(' ', seen);
    }

    private Task StoreAsync(params CaseWrite[] cases) => CommitAllAsync(new LedgerCommand { Cases = cases });

    [Fact]
    public async Task The_queue_shows_what_is_due_first_and_what_has_no_day_last()
    {
        await StoreAsync(
            Waiting(1, CaseStatus.Submitted), Waiting(2, CaseStatus.Submitted, due: 3), Waiting(3, CaseStatus.Recommended, due: 1), Waiting(4, CaseStatus.Submitted, due: 1),
            Waiting(5, CaseStatus.Paid, due: -9), Waiting(6, CaseStatus.Recommended));
        foreach (var limit in new[] { 1, 2, 50 })
        {
            Assert.Equal("3 4 2 1 6", await ListAsync(new([CaseStatus.Submitted, CaseStatus.Recommended]), limit));
            Assert.Equal("4 2 1", await ListAsync(new([CaseStatus.Submitted]), limit));
        }
        Assert.Equal("", await ListAsync(new([])));
        Assert.Equal("3 4", await ListAsync(new([CaseStatus.Submitted, CaseStatus.Recommended], DueBefore: Day.AddDays(3))));
    }

    [Fact]
    public async Task A_case_waits_for_its_appeal_by_the_appeals_day_and_for_both_by_the_earlier_one()
    {
        await StoreAsync(
            Waiting(1, CaseStatus.Endorsed, due: 5, appeals: 1, appealDue: 2), Waiting(2, CaseStatus.Paid, due: -9, appeals: 1, appealDue: 4),
            Waiting(3, CaseStatus.Endorsed, due: 3), Waiting(4, CaseStatus.Rejected, appeals: 2), Waiting(5, CaseStatus.Endorsed, appeals: 1, appealDue: 6),
            Waiting(6, CaseStatus.Rejected), Waiting(7, CaseStatus.Endorsed, due: 7, appeals: 1));
        Assert.Equal("1 3 2 5 7 4", await ListAsync(new([CaseStatus.Endorsed], WithOpenAppeals: true)));
        Assert.Equal("1 3 2 5 7 4", await ListAsync(new([CaseStatus.Endorsed], WithOpenAppeals: true), limit: 1));
        Assert.Equal("3 1 7 5", await ListAsync(new([CaseStatus.Endorsed])));
        Assert.Equal("1 2 5 4 7", await ListAsync(new([], WithOpenAppeals: true)));
        Assert.Equal("1 3", await ListAsync(new([CaseStatus.Endorsed], WithOpenAppeals: true, DueBefore: Day.AddDays(4))));
    }

    [Fact]
    public async Task The_queue_of_a_person_has_what_is_assigned_to_them_and_when_asked_what_nobody_has()
    {
        await StoreAsync(Waiting(1, CaseStatus.Submitted, assignee: "u-1"), Waiting(2, CaseStatus.Submitted, assignee: "u-2"), Waiting(3, CaseStatus.Submitted));
        Assert.Equal("1", await ListAsync(new([CaseStatus.Submitted], Assignee: "u-1")));
        Assert.Equal("1 3", await ListAsync(new([CaseStatus.Submitted], Assignee: "u-1", UnassignedToo: true)));
        Assert.Equal("1 2 3", await ListAsync(new([CaseStatus.Submitted])));
        var counts = await Ledger.CountQueueAsync(new([CaseStatus.Submitted], Assignee: "u-1", UnassignedToo: true), Day, default);
        Assert.Equal(new QueueCount(2, 0), counts.ByStatus[CaseStatus.Submitted]);
    }

    [Fact]
    public async Task The_head_of_the_queue_counts_what_waits_and_what_is_overdue()
    {
        await StoreAsync(
            Waiting(1, CaseStatus.Submitted, due: -1), Waiting(2, CaseStatus.Submitted, due: 0), Waiting(3, CaseStatus.Submitted), Waiting(4, CaseStatus.Returned, due: -2),
            Waiting(5, CaseStatus.Paid, due: -9, appeals: 2, appealDue: -1), Waiting(6, CaseStatus.Returned, due: 9, appeals: 1, appealDue: 0));
        var filter = new QueueFilter([CaseStatus.Submitted, CaseStatus.Returned, CaseStatus.Endorsed], WithOpenAppeals: true);
        var counts = await Ledger.CountQueueAsync(filter, Day, default);
        Assert.Equal([CaseStatus.Submitted, CaseStatus.Returned], counts.ByStatus.Keys.Order());
        Assert.Equal((new QueueCount(3, 1), new QueueCount(2, 1), new QueueCount(2, 1)), (counts.ByStatus[CaseStatus.Submitted], counts.ByStatus[CaseStatus.Returned], counts.Appeals));
        Assert.Equal(default, (await Ledger.CountQueueAsync(filter with { WithOpenAppeals = false }, Day, default)).Appeals);
        Assert.Equal(2, (await Ledger.CountQueueAsync(filter with { DueBefore = Day }, Day, default)).ByStatus.Values.Sum(c => c.Cases));
    }

    [Theory]
    [InlineData("Y2FzZXMuMS4y")]
    [InlineData("cXVldWUuOTk5OTk5OTkuMQ")]
    [InlineData("cXVldWUuLTEuMQ")]
    public async Task A_cursor_from_elsewhere_is_refused(string cursor) =>
        await Assert.ThrowsAsync<InvalidCursorException>(() => Ledger.ListQueueAsync(new([CaseStatus.Submitted]), new(cursor, 5), default));

    [Fact]
    public async Task Clawbacks_are_listed_newest_change_first_and_the_repaid_ones_apart()
    {
        static CaseWrite ClawedBack(long number, long amount, long repaid, int version = 1) =>
            Case(Number(number), version) with { Money = CaseMoney.None with { ClawedBack = new(amount), Repaid = new(repaid) } };
        foreach (var write in new[] { ClawedBack(1, 500, 0), ClawedBack(2, 500, 500), ClawedBack(3, 500, 100), Case(Number(4)), ClawedBack(1, 500, 499, version: 2) })
            await CommitAllAsync(new LedgerCommand { Cases = [write], Events = [Event(write.Number.ToString(), write.Version)] });
        async Task<string> List(bool openOnly)
        {
            var first = await Ledger.ListClawbacksAsync(openOnly, new(null, 1), default);
            var rest = await Ledger.ListClawbacksAsync(openOnly, new(first.Next, 9), default);
            Assert.Null(rest.Next);
            return string.Join(' ', first.Items.Concat(rest.Items).Select(c => c.Case.Number.Ordinal));
        }
        Assert.Equal("1 3 2", await List(openOnly: false));
        Assert.Equal("1 3", await List(openOnly: true));
        var cursor = (await Ledger.ListClawbacksAsync(true, new(null, 1), default)).Next;
        await Assert.ThrowsAsync<InvalidCursorException>(() => Ledger.ListClawbacksAsync(false, new(cursor, 1), default));
    }

    [Fact]
    public async Task Traces_are_found_by_kind_and_token_newest_case_first_and_at_most_a_thousand()
    {
        Trace Stands(long number, TraceKind kind, long token, int count = 1) => new(kind, token, "91330105MA27ABCD4X", Number(number), count);
        await CommitAllAsync(new LedgerCommand
        {
            Traces =
            [
                Stands(1, TraceKind.Phone, long.MinValue), Stands(2, TraceKind.Phone, long.MinValue, count: 3), Stands(3, TraceKind.Phone, long.MaxValue),
                Stands(4, TraceKind.BankAccount, long.MaxValue), .. Enumerable.Range(1, 1100).Select(i => Stands(i, TraceKind.CertificateDay, 7)),
            ],
        });
        var found = await Ledger.FindTracesAsync([(TraceKind.Phone, long.MinValue), (TraceKind.BankAccount, long.MaxValue), (TraceKind.Phone, 0), (TraceKind.Phone, long.MinValue)], default);
        Assert.Equal(
            [
                new(TraceKind.BankAccount, long.MaxValue, Number(4), "91330105MA27ABCD4X", 1), new(TraceKind.Phone, long.MinValue, Number(2), "91330105MA27ABCD4X", 3),
                new(TraceKind.Phone, long.MinValue, Number(1), "91330105MA27ABCD4X", 1),
            ], found);
        var many = await Ledger.FindTracesAsync([(TraceKind.CertificateDay, 7)], default);
        Assert.Equal((1000, Number(1100), Number(101)), (many.Length, many[0].Case, many[^1].Case));
        Assert.Empty(await Ledger.FindTracesAsync([], default));
    }

    [Fact]
    public async Task Whole_streams_are_read_together()
    {
        var first = Event("a");
        await CommitAllAsync(new LedgerCommand { Events = [first, Event("a", 2, first.Hash), Event("b")] }, new LedgerCommand { Events = [Event("c")] });
        var streams = await Ledger.LoadStreamsAsync(["b", "a", "unknown", "a"], default);
        Assert.Equal(["a", "b", "unknown"], streams.Keys.Order(StringComparer.Ordinal));
        Assert.Null(EventChain.FirstBreak(streams["a"]));
        Assert.Equal((2, 1, 0), (streams["a"].Length, streams["b"].Length, streams["unknown"].Length));
        Assert.Empty(await Ledger.LoadStreamsAsync([], default));
    }
}
