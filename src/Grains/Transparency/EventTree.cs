using Gongshu.Ledger;
using Gongshu.Transparency;

namespace Gongshu.Grains.Transparency;

/// <summary>The tree as it lies in the ledger: growing it by what was committed, and computing proofs from its tiles.</summary>
internal sealed class EventTree(ILedger ledger, TreeSigner signer)
{
    private const int LeavesTogether = 1000;

    public Task<TreeHeadRow?> HeadAsync() => ledger.Tree.HeadAsync(CancellationToken.None);

    /// <summary>Adds what is decided: nothing that comes later can stand before it, so the order of the leaves is that of the events for ever.</summary>
    /// <param name="most">So many steps at most, of up to 1,000 leaves each; the next call goes on.</param>
    public async Task<TreeHeadRow?> GrowAsync(TreeHeadRow? head, DateTimeOffset now, int most)
    {
        for (var step = 0; step < most; step++)
        {
            var page = await ledger.LoadFeedAsync(head?.Sequence ?? 0, LeavesTogether, CancellationToken.None);
            if (page.Events.Length == 0) return head;
            var grown = await GrownAsync(head, page.Events, now);
            // Another process was faster: what it wrote is as good.
            head = await ledger.Tree.GrowAsync(grown, CancellationToken.None) ? grown.Head : await HeadAsync();
            if (page.Events.Length < LeavesTogether) return head;
        }

        return head;
    }

    /// <summary>The hashes of these ranges, by what stands in the tiles.</summary>
    public async Task<IReadOnlyList<string[]>> ProveAsync(IReadOnlyList<IReadOnlyList<MerkleRange>> proofs)
    {
        var tiles = new MerkleTiles(await TilesAsync(MerkleTiles.Of(proofs.SelectMany(ranges => ranges))));
        return [.. proofs.Select(ranges => tiles.Hash(ranges).Select(hash => Hashes.Write(hash)).ToArray())];
    }

    private async Task<TreeGrown> GrownAsync(TreeHeadRow? head, FeedEvent[] events, DateTimeOffset now)
    {
        var size = head?.Size ?? 0;
        var growth = new TreeGrowth(size, await TilesAsync(MerkleTiles.Edge(size)));
        if (head is not null && !growth.Root().AsSpan().SequenceEqual(head.Root)) throw new InvalidDataException("The tiles of the tree do not give the root that was signed.");
        var leaves = Array.ConvertAll(events, read => new TreeLeafRow(size++, read.Sequence, read.Stream, read.Version, read.Hash));
        foreach (var leaf in leaves) growth.Append(new TreeLeaf(leaf.Stream, leaf.Version, leaf.Hash).LeafHash());
        var signed = signer.Sign(new TreeHead(growth.Size, growth.Root(), now));
        return new(
            leaves, growth.Changed.ToDictionary(tile => (tile.Key.Level, tile.Key.Index), tile => tile.Value),
            new(growth.Size, signed.Head.Root, now, signed.LogId, signed.Signature, leaves[^1].Sequence));
    }

    private async Task<Dictionary<TileAddress, byte[]>> TilesAsync(IReadOnlyList<TileAddress> addresses)
    {
        var found = await ledger.Tree.TilesAsync([.. addresses.Select(address => (address.Level, address.Index))], CancellationToken.None);
        return found.ToDictionary(tile => new TileAddress(tile.Key.Level, tile.Key.Index), tile => tile.Value);
    }
}
