namespace Gongshu.Transparency;

/// <summary>Checks the proof of one case: with the public key and nothing else. Every fault is found, and names the case.</summary>
public static class InclusionCheck
{
    /// <summary>The head is signed, each event's hash stands at its place in the tree, and no version is left out.</summary>
    /// <param name="receipt">What the applicant was given (<c>sha256:…</c>); null: not compared.</param>
    public static Checked Proof(InclusionDocument proof, TreeKey key, string? receipt = null)
    {
        ArgumentNullException.ThrowIfNull(proof);
        ArgumentNullException.ThrowIfNull(key);
        var (head, result) = HeadCheck.Signature(proof.TreeHead, key);
        if (head is null) return result;
        if (proof.CaseNumber is null || Array.Exists(proof.Leaves ?? [], leaf => leaf is not { Stream: not null, Version: > 0 }))
            return Checked.Fault(proof.CaseNumber ?? "proof", "it has a leaf that is none");
        var findings = new List<Finding>();
        var leaves = proof.Leaves ?? [];
        foreach (var leaf in leaves)
        {
            if (FaultOf(leaf, proof.CaseNumber, head) is { } fault) findings.Add(new(proof.CaseNumber, $"event {leaf.Version}{Beside(leaf, proof)} {fault}"));
        }

        foreach (var stream in leaves.GroupBy(leaf => leaf.Stream, StringComparer.Ordinal))
        {
            var next = 1;
            foreach (var version in stream.Select(leaf => leaf.Version).Distinct().Order())
            {
                if (version != next) findings.Add(new(proof.CaseNumber, $"event {next}{Beside(stream.First(), proof)} is missing from the proof"));
                next = version == int.MaxValue ? version : version + 1;
            }
        }

        var first = leaves.FirstOrDefault(leaf => leaf.Stream == proof.CaseNumber && leaf.Version == 1);
        if (first is null) findings.Add(new(proof.CaseNumber, "the event that began the case is missing from the proof"));
        else if (first.ContentHash is not null && first.ContentHash != proof.Receipt) findings.Add(new(proof.CaseNumber, "its receipt is not the hash of its first event"));
        if (receipt is not null && receipt != proof.Receipt) findings.Add(new(proof.CaseNumber, "its receipt is not the one that was given out"));
        return new(findings, leaves.Length);
    }

    /// <summary>What an earlier proof of the same case showed has to be in the later one. Both proofs hold by themselves, or <see cref="Proof"/> says why not.</summary>
    /// <param name="consistency">From the earlier tree to the later.</param>
    public static Checked Since(InclusionDocument earlier, InclusionDocument later, ConsistencyDocument? consistency, TreeKey key)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        if (earlier.CaseNumber is null || earlier.CaseNumber != later.CaseNumber) return Checked.Fault(later.CaseNumber, $"the earlier proof is of {earlier.CaseNumber}");
        var (before, oldResult) = HeadCheck.Signature(earlier.TreeHead, key);
        var (after, newResult) = HeadCheck.Signature(later.TreeHead, key);
        if (before is null || after is null) return oldResult.And(newResult);

        var now = (later.Leaves ?? []).ToLookup(leaf => (leaf.Stream, leaf.Version));
        var findings = new List<Finding>();
        foreach (var leaf in earlier.Leaves ?? [])
        {
            var found = now[(leaf.Stream, leaf.Version)].FirstOrDefault();
            var fault = found is null ? "was in the tree and is gone: the case was cut short"
                : found.ContentHash != leaf.ContentHash ? "has another content than before"
                : null;
            if (fault is not null) findings.Add(new(later.CaseNumber, $"event {leaf.Version}{Beside(leaf, earlier)} {fault}"));
            // Not the fault of this case: others were taken out, or put in, before it.
            else if (found!.LeafIndex != leaf.LeafIndex) findings.Add(new(HeadCheck.Tree, $"event {leaf.Version} of {leaf.Stream} moved from {leaf.LeafIndex} to {found.LeafIndex}"));
        }

        return new Checked(findings, 0).And(HeadCheck.Continues(before, after, consistency));
    }

    private static string? FaultOf(ProvedLeaf leaf, string caseNumber, SignedTreeHead head)
    {
        if (leaf.Stream != caseNumber && !leaf.Stream.StartsWith(caseNumber + ".", StringComparison.Ordinal)) return $"is of {leaf.Stream}";
        if (leaf.ContentHash is null) return "cannot be read any more, or is gone";
        if (Hashes.Read(leaf.ContentHash) is not { } hash) return "has a hash that is none";
        byte[]?[] path = [.. (leaf.Path ?? []).Select(Hashes.Read)];
        return Array.TrueForAll(path, node => node is not null)
            && MerkleTree.Includes(head.Head.Size, head.Head.Root, leaf.LeafIndex, new TreeLeaf(leaf.Stream, leaf.Version, hash).LeafHash(), path!)
            ? null
            : $"is not what the tree holds at {leaf.LeafIndex}";
    }

    private static string Beside(ProvedLeaf leaf, InclusionDocument proof) => leaf.Stream == proof.CaseNumber ? "" : $" of {leaf.Stream}";
}
