using System.Globalization;
using System.Text;

namespace Gongshu.Transparency.Tests;

/// <summary>A tree in memory, with all its tiles.</summary>
internal sealed class GrownTree
{
    public TreeGrowth Growth { get; } = new(0, new Dictionary<TileAddress, byte[]>());

    public Dictionary<TileAddress, byte[]> Tiles => Growth.Changed.ToDictionary();

    /// <param name="changed">The index of a leaf that is another one.</param>
    public static GrownTree Of(long size, long? changed = null)
    {
        var tree = new GrownTree();
        for (var i = 0L; i < size; i++) tree.Append(i == changed ? Leaf(-1) : Leaf(i));
        return tree;
    }

    public static byte[] Leaf(long index) => MerkleTree.HashLeaf(Encoding.UTF8.GetBytes(index.ToString(CultureInfo.InvariantCulture)));

    public void Append(byte[] leaf) => Growth.Append(leaf);

    public IReadOnlyList<byte[]> Prove(IReadOnlyList<MerkleRange> ranges) => new MerkleTiles(Tiles).Hash(ranges);
}
