using System.Globalization;
using Gongshu.Ledger;
using Gongshu.Transparency;

namespace Gongshu.Grains.Verification;

/// <summary>
/// I5 once more, against the tree: a chain that somebody cut short or hashed anew holds by itself, but is not what the tree holds. What the chains named
/// already is not named again.
/// </summary>
internal sealed class TreeExaminer(Findings findings, MissingEvents missing)
{
    private const string Tree = "tree";

    public async Task ExamineAsync(ILedgerSnapshot snapshot, CancellationToken cancellation)
    {
        if (await snapshot.TreeHeadAsync(cancellation) is not { } head) return;
        var growth = new TreeGrowth(0, new Dictionary<TileAddress, byte[]>());
        await foreach (var read in snapshot.TreeLeavesAsync(cancellation))
        {
            if (read.Leaf.Index >= head.Size) break;
            findings.Checked(Invariant.Chain);
            if (read.Leaf.Index != growth.Size)
            {
                findings.Add(Invariant.Chain, Tree, string.Create(CultureInfo.InvariantCulture, $"leaf {growth.Size} is missing"));
                return;
            }

            growth.Append(new TreeLeaf(read.Leaf.Stream, read.Leaf.Version, read.Leaf.Hash).LeafHash());
            Compare(read);
        }

        if (growth.Size != head.Size || !growth.Root().AsSpan().SequenceEqual(head.Root))
            findings.Add(Invariant.Chain, Tree, string.Create(CultureInfo.InvariantCulture, $"its leaves do not give the root that was signed for {head.Size} of them"));
        foreach (var (stream, version) in await snapshot.EventsBesideTreeAsync(head.Sequence, cancellation))
            findings.Add(Invariant.Chain, Places.Event(stream, version), "it is no leaf of the tree, though it stands before its last one");
    }

    private void Compare(StoredLeaf read)
    {
        var place = Places.Event(read.Leaf.Stream, read.Leaf.Version);
        if (missing.Contains(read.Leaf.Stream, read.Leaf.Version) || findings.Names(Invariant.Chain, place)) return;
        if (read.Now is null) findings.Add(Invariant.Chain, place, "it is a leaf of the tree and is missing: its stream was cut short");
        else if (!read.Now.Hash.AsSpan().SequenceEqual(read.Leaf.Hash)) findings.Add(Invariant.Chain, place, "it is not what the tree holds: its stream was hashed anew");
    }
}
