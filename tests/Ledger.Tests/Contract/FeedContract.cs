using System.Collections.Concurrent;
using Gongshu.Policy;
using Gongshu.Testing;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

public abstract class FeedContract : LedgerContract
{
    /// <summary>Reads on from a position until the feed has gone past a number, page by page.</summary>
    private static async Task<List<FeedEvent>> ReadPastAsync(ILedger ledger, long last, int limit = 7)
    {
        var seen = new List<FeedEvent>();
        while ((seen.Count == 0 ? 0 : seen[^1].Sequence) < last)
            seen.AddRange((await ledger.LoadFeedAsync(seen.Count == 0 ? 0 : seen[^1].Sequence, limit, default)).Events);
        return seen;
    }

    /// <summary>The whole feed, once nothing keeps it back: any writing transaction of the server may, for a moment.</summary>
    private async Task<FeedPage> WholeAsync()
    {
        FeedPage page = null!;
        await Poll.UntilAsync(
            async () => (page = await Ledger.LoadFeedAsync(0, 1000, default)).DecidedUpTo == page.Last, TimeSpan.FromSeconds(30), "all is decided");
        return page;
    }

    [Fact]
    public async Task An_empty_ledger_has_an_empty_feed()
    {
        var page = await Ledger.LoadFeedAsync(0, 50, default);
        Assert.Empty(page.Events);
        Assert.Equal((0, 0), (page.DecidedUpTo, page.Last));
        Assert.Empty((await Ledger.LoadFeedAsync(17, 50, default)).Events);
    }

    [Fact]
    public async Task The_feed_has_the_events_of_all_streams_in_order_with_the_status_that_each_left()
    {
        var first = Event(Number(1).ToString());
        await CommitAllAsync(
            new LedgerCommand { Cases = [Case(Number(1))], Events = [first] },
            new LedgerCommand { Events = [Event("w-1", type: "window.opened"), Event("b-1", type: "batch.sealed")] });
        await CommitAllAsync(new LedgerCommand
        {
            Cases = [Case(Number(1), 2, CaseStatus.Rejected)],
            Events = [Event(Number(1).ToString(), 2, first.Hash, type: "case.rejected")],
        });
        var page = await WholeAsync();
        Assert.Equal(
            [$"{Number(1)} 1 Submitted", "w-1 1 ", "b-1 1 ", $"{Number(1)} 2 Rejected"], page.Events.Select(e => $"{e.Stream} {e.Version} {e.CaseStatus}"));
        Assert.Equal(first.Hash, page.Events[0].Hash);
        Assert.Equal(March, page.Events[0].At);
        Assert.Equal((page.Events[^1].Sequence, page.Events[^1].Sequence), (page.DecidedUpTo, page.Last));
        Assert.Equal(page.Events[1..3].Select(e => e.Sequence), (await Ledger.LoadFeedAsync(page.Events[0].Sequence, 2, default)).Events.Select(e => e.Sequence));
    }

    [Theory]
    [InlineData(-1, 50)]
    [InlineData(0, 0)]
    [InlineData(0, 1001)]
    public async Task Asks_for_a_position_and_a_limit_that_can_be(long after, int limit) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Ledger.LoadFeedAsync(after, limit, default));

    [Fact]
    public async Task Commits_that_failed_leave_gaps_which_hold_nobody_up()
    {
        await CommitAllAsync(new LedgerCommand { Events = [Event("s")] });
        await RefusedAsync<StaleVersion>(new LedgerCommand { Events = [Event("t"), Event("s")] });
        await CommitAllAsync(new LedgerCommand { Events = [Event("u")] });
        Assert.Equal(["s", "u"], (await WholeAsync()).Events.Select(e => e.Stream));
    }

    /// <summary>The issue's own measure, and on two processes.</summary>
    [Fact]
    public async Task Two_hundred_concurrent_commits_are_each_seen_once_in_order_while_they_run()
    {
        var second = Database.Open();
        await CommitAllAsync(new LedgerCommand { Events = [Event("taken")] });
        await using var queues = new Both(new CommitQueue(Ledger, 3, mostRows: 12), new CommitQueue(second, 3, mostRows: 12));
        var committed = new ConcurrentBag<long>();
        var done = new TaskCompletionSource<long>();
        var readers = new[] { Ledger, second, Database.Open() }.Select(ledger => Task.Run(async () =>
        {
            var seen = new List<FeedEvent>();
            while (!done.Task.IsCompleted || (seen.Count == 0 ? 0 : seen[^1].Sequence) < await done.Task)
                seen.AddRange((await ledger.LoadFeedAsync(seen.Count == 0 ? 0 : seen[^1].Sequence, 50, default)).Events);
            return seen;
        })).ToArray();
        await Parallel.ForEachAsync(Enumerable.Range(1, 200), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, _) =>
        {
            // Every fifth is refused after it drew numbers.
            var command = Submit(Number(i), Key(i));
            if (i % 5 == 0) command = command with { Events = [.. command.Events, Event("taken")] };
            if (await queues.Of(i).CommitAsync(command, default) is Committed won) committed.Add(won.LastSequence);
        });
        done.SetResult(committed.Max());

        long[] expected = [.. committed.Order()];
        Assert.Equal(160, expected.Length);
        foreach (var seen in await Task.WhenAll(readers)) Assert.Equal(expected, seen.Where(e => e.Stream != "taken").Select(e => e.Sequence));
    }

    private sealed class Both(CommitQueue first, CommitQueue second) : IAsyncDisposable
    {
        public CommitQueue Of(int i) => i % 2 == 0 ? first : second;

        public async ValueTask DisposeAsync()
        {
            await first.DisposeAsync();
            await second.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_feed_read_page_by_page_is_the_feed()
    {
        await CommitAllAsync([.. Enumerable.Range(1, 40).Select(i => Submit(Number(i), Key(i)))]);
        var whole = (await WholeAsync()).Events;
        Assert.Equal(whole.Select(e => e.Sequence), (await ReadPastAsync(Ledger, whole[^1].Sequence)).Select(e => e.Sequence));
        Assert.Equal(whole.Select(e => e.Sequence), (await ReadPastAsync(Database.Open(), whole[^1].Sequence)).Select(e => e.Sequence));
    }
}
