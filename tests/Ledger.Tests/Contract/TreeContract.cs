using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

public abstract class TreeContract : LedgerContract
{
    private static readonly byte[] Root = [.. Enumerable.Repeat((byte)7, 32)], LogId = [.. Enumerable.Repeat((byte)8, 32)];

    private static TreeGrown Grown(long from, params FeedEvent[] events)
    {
        var leaves = events.Select((read, i) => new TreeLeafRow(from + i, read.Sequence, read.Stream, read.Version, read.Hash)).ToArray();
        return new(
            leaves, new Dictionary<(int Level, long Index), byte[]> { [(0, 0)] = [.. leaves.SelectMany(leaf => leaf.Hash)], [(1, from)] = Root },
            new(from + leaves.Length, Root, March, LogId, [1, 2, 3], leaves[^1].Sequence));
    }

    /// <summary>Three events of two streams.</summary>
    private async Task<FeedEvent[]> ThreeEventsAsync()
    {
        var first = Event("w-1");
        await CommitAllAsync(new LedgerCommand { Events = [first, Event("b-1", type: "batch.sealed")] });
        await CommitAllAsync(new LedgerCommand { Events = [Event("w-1", 2, first.Hash, type: "window.closed")] });
        FeedEvent[] events = [];
        await Gongshu.Testing.Poll.UntilAsync(
            async () => (events = (await Ledger.LoadFeedAsync(0, 50, default)).Events).Length == 3, TimeSpan.FromSeconds(30), "all is decided");
        return events;
    }

    [Fact]
    public async Task A_ledger_without_a_tree_has_no_head_and_no_leaves()
    {
        Assert.Null(await Ledger.Tree.HeadAsync(default));
        Assert.Empty(await Ledger.Tree.LeavesAsync(0, 100, default));
        Assert.Empty(await Ledger.Tree.LeavesOfAsync(["w-1"], default));
        Assert.Empty(await Ledger.Tree.TilesAsync([(0, 0)], default));
        Assert.Empty(await Ledger.Tree.TilesAsync([], default));
    }

    [Fact]
    public async Task What_was_grown_is_read_back_with_what_each_event_comes_to_now()
    {
        var events = await ThreeEventsAsync();
        Assert.True(await Ledger.Tree.GrowAsync(Grown(0, events[..2]), default));
        Assert.True(await Ledger.Tree.GrowAsync(Grown(2, events[2]), default));
        var head = (await Ledger.Tree.HeadAsync(default))!;
        Assert.Equal((3, March, events[2].Sequence), (head.Size, head.At, head.Sequence));
        Assert.Equal(Root, head.Root);
        Assert.Equal(LogId, head.LogId);
        Assert.Equal([1, 2, 3], head.Signature);

        var leaves = await Ledger.Tree.LeavesAsync(0, 100, default);
        Assert.Equal(["0 w-1 1", "1 b-1 1", "2 w-1 2"], leaves.Select(read => $"{read.Leaf.Index} {read.Leaf.Stream} {read.Leaf.Version}"));
        Assert.All(leaves, read => Assert.Equal(read.Leaf.Hash, read.Now!.Hash));
        Assert.Equal(("window.closed", March), (leaves[2].Now!.Type, leaves[2].Now!.At));
        Assert.Equal([1], (await Ledger.Tree.LeavesAsync(1, 1, default)).Select(read => read.Leaf.Index));
        Assert.Equal([0, 2], (await Ledger.Tree.LeavesOfAsync(["w-1", "nobody"], default)).Select(read => read.Leaf.Index));

        // A tile is replaced by what it has become.
        var tiles = await Ledger.Tree.TilesAsync([(0, 0), (1, 2), (5, 5)], default);
        Assert.Equal([(0, 0), (1, 2)], tiles.Keys.Order());
        Assert.Equal(events[2].Hash, tiles[(0, 0)]);
    }

    [Fact]
    public async Task Who_makes_the_tree_grow_second_from_one_place_writes_nothing()
    {
        var events = await ThreeEventsAsync();
        Assert.True(await Ledger.Tree.GrowAsync(Grown(0, events[..2]), default));
        Assert.False(await Ledger.Tree.GrowAsync(Grown(0, events), default));
        Assert.False(await Ledger.Tree.GrowAsync(Grown(1, events[2]), default));
        Assert.Equal(2, (await Ledger.Tree.HeadAsync(default))!.Size);
        Assert.Equal(2, (await Ledger.Tree.LeavesAsync(0, 100, default)).Length);
        var grown = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Ledger.Tree.GrowAsync(Grown(2, events[2]), default)));
        Assert.Single(grown, written => written);
    }

    [Fact]
    public async Task An_event_that_is_gone_changed_or_unreadable_is_told_beside_its_leaf()
    {
        var events = await ThreeEventsAsync();
        Assert.True(await Ledger.Tree.GrowAsync(Grown(0, events), default));
        await Database.ScalarAsync($"DELETE FROM {Database.Prefix}events WHERE stream = 'b-1'");
        await Database.ScalarAsync($"UPDATE {Database.Prefix}events SET actor = 'somebody' WHERE stream = 'w-1' AND version = 1");
        await Database.ScalarAsync($"UPDATE {Database.Prefix}events SET sealed_body = previous_hash WHERE stream = 'w-1' AND version = 2");
        var leaves = await Ledger.Tree.LeavesAsync(0, 100, default);
        Assert.NotEqual(leaves[0].Leaf.Hash, leaves[0].Now!.Hash);
        Assert.Null(leaves[1].Now);
        Assert.Null(leaves[2].Now);
    }
}
