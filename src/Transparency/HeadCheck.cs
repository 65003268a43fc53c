namespace Gongshu.Transparency;

/// <summary>Checks a tree head, and that a later tree begins with an earlier one: with the public key and nothing else.</summary>
public static class HeadCheck
{
    public const string Tree = "tree";

    /// <summary>The head, when it is signed by this key; else why not.</summary>
    public static (SignedTreeHead? Head, Checked Result) Signature(TreeHeadDocument? document, TreeKey key)
    {
        if (document?.Signed() is not { } signed) return (null, Checked.Fault(Tree, "the tree head is not of its form"));
        return key.Verifies(signed) ? (signed, new([], 0)) : (null, Checked.Fault(Tree, "this key did not sign the tree head"));
    }

    /// <summary>Whether a later head continues an earlier one. Both are heads whose signatures hold.</summary>
    /// <param name="proof">For the sizes of both heads; not needed, and may be null, where both are of one size.</param>
    public static Checked Continues(SignedTreeHead earlier, SignedTreeHead later, ConsistencyDocument? proof)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        var (first, second) = (earlier.Head, later.Head);
        if (second.Size < first.Size) return Checked.Fault(Tree, $"the later tree has {second.Size} leaves, the earlier one had {first.Size}: it was cut short");
        if (first.Size == second.Size)
            return first.Root.AsSpan().SequenceEqual(second.Root) ? new([], 0) : Checked.Fault(Tree, $"two trees of {first.Size} leaves have different roots: what they hold was rewritten");
        if (proof is null && first.Size > 0) return Checked.Fault(Tree, $"a consistency proof from {first.Size} to {second.Size} leaves is needed");
        if (proof is not null && (proof.First != first.Size || proof.Second != second.Size))
            return Checked.Fault(Tree, $"the consistency proof is from {proof.First} to {proof.Second} leaves, the heads are of {first.Size} and {second.Size}");
        byte[]?[] nodes = [.. (proof?.Proof ?? []).Select(Hashes.Read)];
        return Array.TrueForAll(nodes, node => node is not null) && MerkleTree.Continues(first.Size, first.Root, second.Size, second.Root, nodes!)
            ? new([], 0)
            : Checked.Fault(Tree, $"the tree of {second.Size} leaves does not begin with the tree of {first.Size}: what it held was rewritten");
    }
}
