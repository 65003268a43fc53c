using System.Text;
using System.Text.Json;

namespace Gongshu.Transparency.Tests;

/// <summary>What a program would give out over a few events, signed by a key made up for the test.</summary>
internal sealed class KeptFiles : IDisposable
{
    public static readonly DateTimeOffset March = new(2018, 3, 5, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly TreeSigner _signer = TreeSigner.FromPem(TreeSigner.NewKeyPem());

    public TreeKey Key => _signer.PublicKey;

    /// <summary>By index.</summary>
    public List<TreeLeaf> Leaves { get; } = [];

    public void Dispose() => _signer.Dispose();

    public void Add(string stream, int version) => Leaves.Add(new(stream, version, MerkleTree.HashLeaf(Encoding.UTF8.GetBytes($"{stream} {version}"))));

    public TreeHeadDocument Head() => TreeHeadDocument.Of(_signer.Sign(new(Leaves.Count, Tree().Growth.Root(), March)));

    public ConsistencyDocument Since(long first) =>
        new(first, Leaves.Count, [.. Tree().Prove(MerkleRange.Consistency(first, Leaves.Count)).Select(node => Hashes.Write(node))]);

    public InclusionDocument Proof(string caseNumber)
    {
        var tree = Tree();
        var proved = Leaves.Index().Where(leaf => leaf.Item.Stream == caseNumber).Select(leaf => new ProvedLeaf(
            leaf.Index, leaf.Item.Stream, leaf.Item.Version, Hashes.Write(leaf.Item.Hash),
            [.. tree.Prove(MerkleRange.Inclusion(leaf.Index, Leaves.Count)).Select(node => Hashes.Write(node))])).ToArray();
        return new(caseNumber, proved[0].ContentHash!, Head(), proved);
    }

    public string Checkpoint(Func<CheckpointLeaf, CheckpointLeaf?>? change = null) => string.Join('\n',
        Leaves.Index().Select(leaf => new CheckpointLeaf(leaf.Index, leaf.Item.Stream, leaf.Item.Version, Hashes.Write(leaf.Item.Hash), Hashes.Write(leaf.Item.Hash)))
            .Select(leaf => change is null ? leaf : change(leaf)).OfType<CheckpointLeaf>().Select(TransparencyJson.Line)
            .Prepend(TransparencyJson.Line(new CheckpointHead(Head()))));

    public string HeadLine() => JsonSerializer.Serialize(Head(), TransparencyJson.Default.TreeHeadDocument);

    private GrownTree Tree()
    {
        var tree = new GrownTree();
        foreach (var leaf in Leaves) tree.Append(leaf.LeafHash());
        return tree;
    }
}
