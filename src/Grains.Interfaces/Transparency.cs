using Gongshu.Policy;

namespace Gongshu.Grains.Interfaces;

/// <summary>
/// The Merkle tree over all events (RFC 9162): what was in it yesterday is in it today, or an outsider who kept yesterday's head sees it. One grain makes
/// it grow, so that each leaf has one place; the ledger refuses a second one. Key <see cref="GrainKeys.Tree"/>.
/// </summary>
public interface ITransparencyGrain : IGrainWithStringKey
{
    /// <summary>Adds the events that were committed since, signs the head, and sees that a reminder does so from now on. Repeating it changes nothing.</summary>
    Task Attend();
    /// <summary>The newest signed head. Anyone.</summary>
    Task<TreeHeadView> Head();
    /// <summary>That the tree of the second size begins with the tree of the first. Anyone; a size that the tree does not have is refused.</summary>
    Task<Answer<ConsistencyView>> Consistency(long first, long second);
    /// <summary>
    /// Each event of a case as it is stored now, and its path in the tree; for who may read the case. Reads what is stored even where it was tampered
    /// with: then the proof does not verify.
    /// </summary>
    Task<Answer<InclusionView>> Inclusion(CaseNumber caseNumber, Actor actor);
    /// <summary>Leaves from an index on, before <paramref name="size"/>: what the tree holds, and what is stored now. Auditors and leaders.</summary>
    Task<Answer<CheckpointLeafView[]>> Leaves(long from, long size, Actor actor);
    /// <summary>The public key, PEM. Anyone.</summary>
    Task<string> PublicKey();
}

/// <param name="RootHash"><c>sha256:…</c>, as every hash here.</param>
/// <param name="Timestamp">Of the policy clock.</param>
/// <param name="LogId">SHA-256 of the public key.</param>
/// <param name="Signature">Base64 of an ECDSA P-256 signature (DER) over <c>TreeHeadDataV2</c> of RFC 9162 §4.10.</param>
[GenerateSerializer, Immutable, Alias("gongshu.TreeHead"), NotPersonal]
public sealed record TreeHeadView(
    [property: Id(0)] long TreeSize, [property: Id(1)] string RootHash, [property: Id(2)] DateTimeOffset Timestamp, [property: Id(3)] string LogId,
    [property: Id(4)] string Signature);

/// <param name="Proof">RFC 9162 §2.1.4.1; empty between equal sizes, and from 0.</param>
[GenerateSerializer, Immutable, Alias("gongshu.Consistency"), NotPersonal]
public sealed record ConsistencyView([property: Id(0)] long First, [property: Id(1)] long Second, [property: Id(2)] string[] Proof);

/// <param name="Receipt">The hash of the case's first event, as its row has it.</param>
/// <param name="Leaves">By stream and version.</param>
[GenerateSerializer, Immutable, Alias("gongshu.Inclusion"), NotPersonal]
public sealed record InclusionView(
    [property: Id(0)] CaseNumber CaseNumber, [property: Id(1)] string Receipt, [property: Id(2)] TreeHeadView TreeHead, [property: Id(3)] ProvedLeafView[] Leaves);

/// <param name="Stream">The case number; of the notices about its deadlines, that and <c>.due</c>.</param>
/// <param name="Type">Null, as <paramref name="At"/>: the event cannot be read any more, or is gone.</param>
/// <param name="ContentHash">Of the event as it is stored now.</param>
/// <param name="Path">RFC 9162 §2.1.3.1, from the leaf's sibling up.</param>
[GenerateSerializer, Immutable, Alias("gongshu.ProvedLeaf"), NotPersonal]
public sealed record ProvedLeafView(
    [property: Id(0)] long LeafIndex, [property: Id(1)] string Stream, [property: Id(2)] int Version, [property: Id(3)] string? Type,
    [property: Id(4)] DateTimeOffset? At, [property: Id(5)] string? ContentHash, [property: Id(6)] string[] Path);

/// <param name="Hash">What the tree holds.</param>
/// <param name="ContentHash">Of the event as it is stored now; null: it cannot be read any more, or is gone.</param>
[GenerateSerializer, Immutable, Alias("gongshu.CheckpointLeaf"), NotPersonal]
public sealed record CheckpointLeafView(
    [property: Id(0)] long LeafIndex, [property: Id(1)] string Stream, [property: Id(2)] int Version, [property: Id(3)] string Hash,
    [property: Id(4)] string? ContentHash);
