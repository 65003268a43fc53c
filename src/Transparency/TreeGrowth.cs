namespace Gongshu.Transparency;

/// <summary>Appends leaves to a tree of which only its edge is in memory, and tells which tiles that changed.</summary>
public sealed class TreeGrowth
{
    private readonly List<List<byte[]>> _levels = [];
    private readonly HashSet<TileAddress> _touched = [];
    private readonly Dictionary<TileAddress, byte[]> _full = [];

    /// <param name="size">Of the tree as it stands.</param>
    /// <param name="edge">The tiles of <see cref="MerkleTiles.Edge"/>; they may hold more hashes than this size has, which are left out.</param>
    /// <exception cref="InvalidDataException">A tile is missing or too short: the store was changed from outside.</exception>
    public TreeGrowth(long size, IReadOnlyDictionary<TileAddress, byte[]> edge)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        Size = size;
        for (var level = 0; size >> (MerkleTiles.Height * level) > 0; level++)
        {
            var hashes = size >> (MerkleTiles.Height * level);
            var count = (int)(hashes % MerkleTiles.Width);
            _levels.Add(count == 0 ? [] : Read(new(level, hashes >> MerkleTiles.Height), count, edge));
        }
    }

    public long Size { get; private set; }

    /// <summary>The tiles that changed since the beginning, whole.</summary>
    public IReadOnlyDictionary<TileAddress, byte[]> Changed
    {
        get
        {
            var changed = new Dictionary<TileAddress, byte[]>(_full);
            foreach (var address in _touched) changed[address] = Joined(_levels[address.Level]);
            return changed;
        }
    }

    /// <summary>The root of the tree as it stands now.</summary>
    public byte[] Root()
    {
        var edge = new Dictionary<TileAddress, byte[]>();
        foreach (var address in MerkleTiles.Edge(Size)) edge[address] = Joined(_levels[address.Level]);
        return new MerkleTiles(edge).Hash(new MerkleRange(0, Size));
    }

    public void Append(byte[] leafHash)
    {
        ArgumentNullException.ThrowIfNull(leafHash);
        var hash = leafHash;
        Size++;
        for (var level = 0; ; level++)
        {
            if (_levels.Count == level) _levels.Add([]);
            var address = new TileAddress(level, ((Size >> (MerkleTiles.Height * level)) - 1) >> MerkleTiles.Height);
            _levels[level].Add(hash);
            _touched.Add(address);
            if (_levels[level].Count < MerkleTiles.Width) return;

            var full = Joined(_levels[level]);
            _full[address] = full;
            _touched.Remove(address);
            _levels[level].Clear();
            hash = MerkleTiles.RootOf(full);
        }
    }

    private static List<byte[]> Read(TileAddress address, int count, IReadOnlyDictionary<TileAddress, byte[]> edge)
    {
        if (!edge.TryGetValue(address, out var tile) || tile.Length < count * MerkleTree.HashLength)
            throw new InvalidDataException($"Tile {address.Level}/{address.Index} of the tree is not what was written.");
        return [.. tile.Chunk(MerkleTree.HashLength).Take(count)];
    }

    private static byte[] Joined(List<byte[]> hashes)
    {
        var joined = new byte[hashes.Count * MerkleTree.HashLength];
        for (var i = 0; i < hashes.Count; i++) hashes[i].CopyTo(joined, i * MerkleTree.HashLength);
        return joined;
    }
}
