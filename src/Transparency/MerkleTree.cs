using System.Security.Cryptography;

namespace Gongshu.Transparency;

/// <summary>The hashes of RFC 9162 §2.1.1, with SHA-256, and the checks of its proofs (§2.1.3.2 and §2.1.4.2). Every hash has 32 bytes.</summary>
public static class MerkleTree
{
    public const int HashLength = SHA256.HashSizeInBytes;

    /// <summary>The root of a tree without leaves: the hash of nothing.</summary>
    public static byte[] EmptyRoot => SHA256.HashData([]);

    /// <summary>A leaf is told apart from a node by its first byte, so that neither can stand for the other.</summary>
    public static byte[] HashLeaf(ReadOnlySpan<byte> entry)
    {
        Span<byte> prefixed = entry.Length < 512 ? stackalloc byte[entry.Length + 1] : new byte[entry.Length + 1];
        prefixed[0] = 0;
        entry.CopyTo(prefixed[1..]);
        return SHA256.HashData(prefixed);
    }

    public static byte[] HashNode(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> both = stackalloc byte[1 + 2 * HashLength];
        both[0] = 1;
        left.CopyTo(both[1..]);
        right.CopyTo(both[(1 + HashLength)..]);
        return SHA256.HashData(both);
    }

    /// <summary>Whether the leaf stands at this index of the tree with this size and root.</summary>
    /// <param name="path">From the leaf's sibling up to the child of the root.</param>
    public static bool Includes(long size, ReadOnlySpan<byte> root, long index, byte[] leaf, IReadOnlyList<byte[]> path)
    {
        if (index < 0 || index >= size) return false;
        var (place, last) = (index, size - 1);
        var hash = leaf;
        foreach (var sibling in path)
        {
            if (last == 0) return false;
            if (place % 2 == 1 || place == last)
            {
                hash = HashNode(sibling, hash);
                while (place % 2 == 0 && place != 0) (place, last) = (place >> 1, last >> 1);
            }
            else
            {
                hash = HashNode(hash, sibling);
            }

            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 && root.SequenceEqual(hash);
    }

    /// <summary>Whether the tree of the first size is the beginning of the tree of the second.</summary>
    public static bool Continues(long first, ReadOnlySpan<byte> firstRoot, long second, ReadOnlySpan<byte> secondRoot, IReadOnlyList<byte[]> proof)
    {
        if (first < 0 || first > second) return false;
        if (first == second) return proof.Count == 0 && firstRoot.SequenceEqual(secondRoot);
        // Every tree begins as the empty one.
        if (first == 0) return proof.Count == 0 && firstRoot.SequenceEqual(EmptyRoot);
        var remaining = new Queue<byte[]>(proof);
        var (place, last) = (first - 1, second - 1);
        while (place % 2 == 1) (place, last) = (place >> 1, last >> 1);
        // The first tree is a complete subtree of the second: its root is known and not in the proof.
        var known = place == 0 ? firstRoot.ToArray() : remaining.TryDequeue(out var head) ? head : null;
        if (known is null) return false;
        var (older, newer) = (known, known);
        while (remaining.TryDequeue(out var node))
        {
            if (last == 0) return false;
            if (place % 2 == 1 || place == last)
            {
                (older, newer) = (HashNode(node, older), HashNode(node, newer));
                while (place % 2 == 0 && place != 0) (place, last) = (place >> 1, last >> 1);
            }
            else
            {
                newer = HashNode(newer, node);
            }

            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 && firstRoot.SequenceEqual(older) && secondRoot.SequenceEqual(newer);
    }
}
