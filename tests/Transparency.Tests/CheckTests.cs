namespace Gongshu.Transparency.Tests;

public sealed class CheckTests : IDisposable
{
    private const string A = "GS-2018Q1-000001", B = "GS-2018Q1-000002";

    private readonly KeptFiles _files = new();

    public CheckTests()
    {
        _files.Add(A, 1);
        _files.Add(B, 1);
        _files.Add(A, 2);
        _files.Add("2018Q1", 1);
    }

    public void Dispose() => _files.Dispose();

    [Fact]
    public void An_honest_proof_holds_and_a_receipt_that_was_given_out_is_compared()
    {
        var proof = _files.Proof(A);
        Assert.Equal((true, 2), (InclusionCheck.Proof(proof, _files.Key, proof.Receipt).Holds, InclusionCheck.Proof(proof, _files.Key).Leaves));
        Names(InclusionCheck.Proof(proof, _files.Key, _files.Proof(B).Receipt), A, "is not the one that was given out");
    }

    [Fact]
    public void A_proof_under_another_key_or_a_head_that_was_changed_holds_nothing()
    {
        using var other = TreeSigner.FromPem(TreeSigner.NewKeyPem());
        var proof = _files.Proof(A);
        Names(InclusionCheck.Proof(proof, other.PublicKey), "tree", "did not sign");
        Names(InclusionCheck.Proof(proof with { TreeHead = proof.TreeHead with { TreeSize = 5 } }, _files.Key), "tree", "did not sign");
        Names(InclusionCheck.Proof(proof with { TreeHead = proof.TreeHead with { Timestamp = KeptFiles.March.AddMilliseconds(1) } }, _files.Key), "tree", "did not sign");
        Names(InclusionCheck.Proof(proof with { TreeHead = proof.TreeHead with { Signature = "?" } }, _files.Key), "tree", "not of its form");
    }

    [Fact]
    public void Another_content_place_path_or_case_is_named()
    {
        var proof = _files.Proof(A);
        InclusionDocument With(int at, Func<ProvedLeaf, ProvedLeaf> change) => proof with { Leaves = [.. proof.Leaves.Select((leaf, i) => i == at ? change(leaf) : leaf)] };
        Names(InclusionCheck.Proof(With(1, leaf => leaf with { ContentHash = proof.Receipt }), _files.Key), A, "event 2 is not what the tree holds");
        Names(InclusionCheck.Proof(With(1, leaf => leaf with { ContentHash = null }), _files.Key), A, "event 2 cannot be read");
        Names(InclusionCheck.Proof(With(1, leaf => leaf with { ContentHash = "sha256:x" }), _files.Key), A, "event 2 has a hash that is none");
        Names(InclusionCheck.Proof(With(1, leaf => leaf with { LeafIndex = 1 }), _files.Key), A, "event 2 is not what the tree holds");
        Names(InclusionCheck.Proof(With(1, leaf => leaf with { Path = leaf.Path[..^1] }), _files.Key), A, "event 2 is not what the tree holds");
        Names(InclusionCheck.Proof(With(1, leaf => leaf with { Version = 3 }), _files.Key), A, "event 2 is missing from the proof");
        Names(InclusionCheck.Proof(proof with { Leaves = [.. proof.Leaves, .. _files.Proof(B).Leaves] }, _files.Key), A, $"is of {B}");
        Names(InclusionCheck.Proof(proof with { Leaves = proof.Leaves[1..] }, _files.Key), A, "began the case is missing");
        Names(InclusionCheck.Proof(proof with { Leaves = [] }, _files.Key), A, "began the case is missing");
    }

    [Fact]
    public void A_case_that_was_cut_short_is_named_by_its_earlier_proof()
    {
        var earlier = _files.Proof(A);
        _files.Leaves.RemoveAt(2);
        var later = _files.Proof(A);
        Assert.True(InclusionCheck.Proof(later, _files.Key).Holds);
        var since = InclusionCheck.Since(earlier, later, null, _files.Key);
        Names(since, A, "event 2 was in the tree and is gone");
        Names(since, "tree", "it was cut short");
        Names(InclusionCheck.Since(_files.Proof(B), later, null, _files.Key), A, $"the earlier proof is of {B}");
    }

    [Fact]
    public void A_case_that_goes_on_holds_beside_its_earlier_proof_with_the_consistency_of_both_trees()
    {
        var earlier = _files.Proof(A);
        _files.Add(A, 3);
        Assert.Empty(InclusionCheck.Since(earlier, _files.Proof(A), _files.Since(4), _files.Key).Findings);
        Names(InclusionCheck.Since(earlier, _files.Proof(A), null, _files.Key), "tree", "a consistency proof from 4 to 5 leaves is needed");
        Names(InclusionCheck.Since(earlier, _files.Proof(A), _files.Since(3), _files.Key), "tree", "the heads are of 4 and 5");
        Names(InclusionCheck.Since(earlier, _files.Proof(A), new(4, 5, ["x"]), _files.Key), "tree", "does not begin with");
    }

    [Fact]
    public void Who_moved_in_the_tree_is_not_blamed_for_whom_was_taken_out()
    {
        var earlier = _files.Proof(A);
        _files.Leaves.RemoveAt(1);
        var since = InclusionCheck.Since(earlier, _files.Proof(A), null, _files.Key);
        Names(since, "tree", $"event 2 of {A} moved from 2 to 1");
        Assert.DoesNotContain(since.Findings, finding => finding.Subject == A);
    }

    [Fact]
    public void Heads_of_two_trees_of_one_size_differ_only_when_something_was_rewritten()
    {
        var first = Signed();
        Assert.True(HeadCheck.Continues(first, Signed(), null).Holds);
        _files.Leaves[1] = _files.Leaves[1] with { Version = 9 };
        Names(HeadCheck.Continues(first, Signed(), null), "tree", "have different roots");

        SignedTreeHead Signed() => _files.Head().Signed()!;
    }

    [Fact]
    public void An_honest_checkpoint_holds_alone_and_beside_an_earlier_one_or_its_head()
    {
        var (earlier, head) = (_files.Checkpoint(), _files.HeadLine());
        _files.Add(B, 2);
        Assert.Equal((true, 5), (Run(_files.Checkpoint()).Holds, Run(_files.Checkpoint()).Leaves));
        Assert.Empty(Run(_files.Checkpoint(), earlier).Findings);
        Assert.Empty(Run(_files.Checkpoint(), head).Findings);
        Assert.Empty(Run(_files.Checkpoint() + "\n", earlier).Findings);
    }

    [Fact]
    public void A_checkpoint_names_what_is_stored_otherwise_than_the_tree_holds_it()
    {
        Names(Run(_files.Checkpoint(leaf => leaf.LeafIndex == 1 ? leaf with { ContentHash = null } : leaf)), B, "event 1 cannot be read any more");
        Names(Run(_files.Checkpoint(leaf => leaf.LeafIndex == 1 ? leaf with { ContentHash = Hashes.Write(new byte[32]) } : leaf)), B, "event 1 is not what the tree holds");
        Names(Run(_files.Checkpoint(leaf => leaf.LeafIndex == 1 ? leaf with { Hash = Hashes.Write(new byte[32]) } : leaf)), "tree", "do not give the root");
        Names(Run(_files.Checkpoint(leaf => leaf.LeafIndex == 3 ? null : leaf)), "tree", "has 3 leaves, its head says 4");
        Names(Run(_files.Checkpoint(leaf => leaf.LeafIndex == 1 ? leaf with { LeafIndex = 7 } : leaf)), "checkpoint", "leaf 1 is not of its form");
        Names(Run("nothing"), "checkpoint", "not of its form");
    }

    [Fact]
    public void A_gap_is_told_once_and_the_case_behind_it_is_named_however_many_leaves_follow()
    {
        for (var version = 2; version <= 400; version++) _files.Add("2018Q1", version);
        var earlier = _files.Checkpoint();
        var named = Run(_files.Checkpoint(leaf => leaf.LeafIndex == 1 ? null : leaf), earlier);
        Names(named, "checkpoint", "leaf 1 is not of its form");
        Names(named, B, "event 1 was in the tree and is gone");
        Assert.InRange(named.Findings.Count, 2, 6);
    }

    [Fact]
    public void A_hostile_proof_is_a_finding_and_no_crash()
    {
        var proof = _files.Proof(A);
        InclusionDocument With(Func<ProvedLeaf, ProvedLeaf> change) => proof with { Leaves = [proof.Leaves[0], change(proof.Leaves[1])] };
        Names(InclusionCheck.Proof(With(leaf => leaf with { Version = int.MaxValue }), _files.Key), A, "event 2 is missing from the proof");
        Names(InclusionCheck.Proof(With(leaf => leaf with { Version = -1 }), _files.Key), A, "it has a leaf that is none");
        Names(InclusionCheck.Proof(With(leaf => leaf with { Stream = null! }), _files.Key), A, "it has a leaf that is none");
        Names(InclusionCheck.Proof(proof with { CaseNumber = null! }, _files.Key), "proof", "it has a leaf that is none");
        Names(InclusionCheck.Proof(proof with { Leaves = null! }, _files.Key), A, "began the case is missing");
    }

    [Fact]
    public void A_rebuilt_tree_is_told_by_an_earlier_head_and_each_case_by_an_earlier_checkpoint()
    {
        var (earlier, head) = (_files.Checkpoint(), _files.HeadLine());
        _files.Leaves.RemoveAt(1);
        _files.Leaves[1] = _files.Leaves[1] with { Hash = new byte[32] };
        _files.Add("2018Q1", 2);
        Assert.True(Run(_files.Checkpoint()).Holds);
        Names(Run(_files.Checkpoint(), head), "tree", "what it held was rewritten");
        var named = Run(_files.Checkpoint(), earlier);
        Names(named, B, "event 1 was in the tree and is gone");
        Names(named, A, "event 2 has another content than before");
        // What merely moved is not named.
        Assert.DoesNotContain(named.Findings, finding => finding.Subject == "2018Q1");
        _files.Leaves.Clear();
        _files.Add(A, 1);
        Names(Run(_files.Checkpoint(), head), "tree", "1 leaves are left of 4");
    }

    private Checked Run(string checkpoint, string? earlier = null) =>
        CheckpointCheck.Run(() => new StringReader(checkpoint), earlier is null ? null : () => new StringReader(earlier), _files.Key);

    private static void Names(Checked result, string subject, string part) =>
        Assert.Contains(result.Findings, finding => finding.Subject == subject && finding.What.Contains(part, StringComparison.Ordinal));
}
