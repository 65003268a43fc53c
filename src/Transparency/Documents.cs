using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gongshu.Transparency;

/// <summary>A signed tree head as <c>GET /transparency/tree-head</c> answers it.</summary>
/// <param name="RootHash">See <see cref="Hashes"/>, as <paramref name="LogId"/>.</param>
/// <param name="Timestamp">Of the policy clock.</param>
/// <param name="Signature">Base64.</param>
public sealed record TreeHeadDocument(long TreeSize, string RootHash, DateTimeOffset Timestamp, string LogId, string Signature)
{
    public static TreeHeadDocument Of(SignedTreeHead signed) => new(
        signed.Head.Size, Hashes.Write(signed.Head.Root), signed.Head.At, Hashes.Write(signed.LogId), Convert.ToBase64String(signed.Signature));

    /// <summary>Null when a member is not of its form.</summary>
    public SignedTreeHead? Signed()
    {
        var signature = new byte[Signature?.Length ?? 0];
        return TreeSize >= 0 && Hashes.Read(RootHash) is { } root && Hashes.Read(LogId) is { } log
            && Convert.TryFromBase64String(Signature ?? "", signature, out var length)
            ? new(new(TreeSize, root, Timestamp), log, signature[..length])
            : null;
    }
}

/// <summary>What <c>GET /transparency/consistency</c> answers: the tree of the second size begins with the tree of the first.</summary>
public sealed record ConsistencyDocument(long First, long Second, string[] Proof);

/// <summary>What <c>GET /transparency/inclusion</c> answers: each event of one case, and its place in the tree.</summary>
/// <param name="Receipt">The hash of the case's first event as it was acknowledged.</param>
public sealed record InclusionDocument(string CaseNumber, string Receipt, TreeHeadDocument TreeHead, ProvedLeaf[] Leaves);

/// <param name="Stream">The case number; of the notices about its deadlines, that and <c>.due</c>.</param>
/// <param name="ContentHash">Of the event as it is stored now; null: it cannot be read any more, or is not there.</param>
/// <param name="Path">From the leaf's sibling up.</param>
public sealed record ProvedLeaf(long LeafIndex, string Stream, int Version, string? ContentHash, string[] Path)
{
    public string? Type { get; init; }
    public DateTimeOffset? At { get; init; }
}

/// <summary>The first line of a checkpoint: the tree head; as many <see cref="CheckpointLeaf"/> lines follow, by index.</summary>
public sealed record CheckpointHead(TreeHeadDocument TreeHead);

/// <param name="Hash">What the tree holds.</param>
/// <param name="ContentHash">Of the event as it was stored when the checkpoint was made; null: it could not be read, or was not there.</param>
public sealed record CheckpointLeaf(long LeafIndex, string Stream, int Version, string Hash, string? ContentHash);

/// <summary>The documents as JSON: camelCase; members that are not known are left out of account.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TreeHeadDocument))]
[JsonSerializable(typeof(ConsistencyDocument))]
[JsonSerializable(typeof(InclusionDocument))]
[JsonSerializable(typeof(CheckpointHead))]
[JsonSerializable(typeof(CheckpointLeaf))]
public sealed partial class TransparencyJson : JsonSerializerContext
{
    /// <summary>One line, to be read back by <see cref="Default"/>.</summary>
    public static string Line<T>(T value) => JsonSerializer.Serialize(value, typeof(T), Default);
}
