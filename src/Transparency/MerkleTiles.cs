namespace Gongshu.Transparency;

/// <summary>
/// A tile holds the hashes of up to 256 neighbouring complete subtrees of 256^<paramref name="Level"/> leaves each; the
/// <paramref name="Index"/>th of its level. Once full it never changes.
/// </summary>
public readonly record struct TileAddress(int Level, long Index);

/// <summary>
/// How a tree lies in tiles (the layout of C2SP's tlog-tiles with height 8): a proof over a million leaves needs six of them, and a tree grows by
/// rewriting the last tile of each level.
/// </summary>
public sealed class MerkleTiles(IReadOnlyDictionary<TileAddress, byte[]> tiles)
{
    public const int Height = 8, Width = 1 << Height;

    /// <summary>The tile that holds what this subtree's root is computed from.</summary>
    public static TileAddress Of(MerkleNode node) => new(node.Level / Height, (node.Index << (node.Level % Height)) >> Height);

    /// <summary>The tiles that these ranges are computed from, each once.</summary>
    public static IReadOnlyList<TileAddress> Of(IEnumerable<MerkleRange> ranges) => [.. ranges.SelectMany(range => range.Subtrees()).Select(Of).Distinct()];

    /// <summary>The last tile of each level of a tree of this size that is not full: from them it grows, and they hold its root.</summary>
    public static IReadOnlyList<TileAddress> Edge(long size)
    {
        var edge = new List<TileAddress>();
        for (var level = 0; size >> (Height * level) > 0; level++)
        {
            var hashes = size >> (Height * level);
            if (hashes % Width != 0) edge.Add(new(level, hashes >> Height));
        }

        return edge;
    }

    /// <summary>The hash of a range.</summary>
    /// <exception cref="InvalidDataException">A tile is missing or too short: the store was changed from outside.</exception>
    public byte[] Hash(MerkleRange range)
    {
        byte[]? hash = null;
        foreach (var subtree in range.Subtrees().Reverse()) hash = hash is null ? Hash(subtree) : MerkleTree.HashNode(Hash(subtree), hash);
        return hash ?? MerkleTree.EmptyRoot;
    }

    public IReadOnlyList<byte[]> Hash(IEnumerable<MerkleRange> ranges) => [.. ranges.Select(Hash)];

    private byte[] Hash(MerkleNode node)
    {
        var address = Of(node);
        var count = 1 << (node.Level % Height);
        var first = (int)((node.Index << (node.Level % Height)) % Width);
        if (!tiles.TryGetValue(address, out var tile) || tile.Length < (first + count) * MerkleTree.HashLength)
            throw new InvalidDataException($"Tile {address.Level}/{address.Index} of the tree is not what was written.");
        return RootOf(tile.AsSpan(first * MerkleTree.HashLength, count * MerkleTree.HashLength));
    }

    /// <summary>The root over a power of two of hashes.</summary>
    internal static byte[] RootOf(ReadOnlySpan<byte> hashes)
    {
        var row = hashes.ToArray();
        for (var length = row.Length; length > MerkleTree.HashLength; length /= 2)
        {
            for (var at = 0; at < length; at += 2 * MerkleTree.HashLength)
            {
                MerkleTree.HashNode(row.AsSpan(at, MerkleTree.HashLength), row.AsSpan(at + MerkleTree.HashLength, MerkleTree.HashLength))
                    .CopyTo(row, at / 2);
            }
        }

        return row[..MerkleTree.HashLength];
    }
}
