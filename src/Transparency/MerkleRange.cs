using System.Numerics;

namespace Gongshu.Transparency;

/// <summary>The root of a complete subtree: of 2^<paramref name="Level"/> leaves, the <paramref name="Index"/>th of that level.</summary>
public readonly record struct MerkleNode(int Level, long Index);

/// <summary>
/// The leaves from <paramref name="First"/> to before <paramref name="End"/>, whose hash stands in a proof: a complete subtree, or the right edge of
/// a tree, which is made up of some.
/// </summary>
public readonly record struct MerkleRange(long First, long End)
{
    /// <summary>The path of RFC 9162 §2.1.3.1, from the leaf's sibling up.</summary>
    /// <param name="index">0 to before <paramref name="size"/>.</param>
    public static IReadOnlyList<MerkleRange> Inclusion(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<MerkleRange>();
        for (var (first, end) = (0L, size); end - first > 1;)
        {
            var middle = first + LargestPowerBelow(end - first);
            path.Add(index < middle ? new(middle, end) : new(first, middle));
            if (index < middle) end = middle;
            else first = middle;
        }

        path.Reverse();
        return path;
    }

    /// <summary>The proof of RFC 9162 §2.1.4.1 that the tree of the first size is the beginning of the tree of the second.</summary>
    /// <param name="first">0 to <paramref name="second"/>; at both ends nothing has to be proved.</param>
    public static IReadOnlyList<MerkleRange> Consistency(long first, long second)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, second);
        var proof = new List<MerkleRange>();
        if (first == 0 || first == second) return proof;
        var (from, to, wholeFirst) = (0L, second, true);
        while (first != to)
        {
            var middle = from + LargestPowerBelow(to - from);
            if (first <= middle)
            {
                proof.Add(new(middle, to));
                to = middle;
            }
            else
            {
                proof.Add(new(from, middle));
                (from, wholeFirst) = (middle, false);
            }
        }

        if (!wholeFirst) proof.Add(new(from, to));
        proof.Reverse();
        return proof;
    }

    /// <summary>The complete subtrees that make it up, from left to right.</summary>
    public IEnumerable<MerkleNode> Subtrees()
    {
        for (var first = First; first < End;)
        {
            var level = BitOperations.Log2((ulong)(End - first));
            yield return new(level, first >> level);
            first += 1L << level;
        }
    }

    private static long LargestPowerBelow(long size) => 1L << BitOperations.Log2((ulong)(size - 1));
}
