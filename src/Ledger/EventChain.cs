using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gongshu.Ledger;

/// <summary>
/// Each stream (a case, a window, the log of one process) is a chain: an event's hash covers its content and its predecessor's hash.
/// The hash is over the plain content, so that re-encryption leaves it; a random salt inside keeps it from telling low-entropy content.
/// </summary>
public static class EventChain
{
    public const int HashLength = 32, SaltLength = 16;

    /// <summary>The predecessor of the first event.</summary>
    public static byte[] Genesis => new byte[HashLength];

    /// <summary>SHA-256 over the length-prefixed parts, in the order of the parameters.</summary>
    public static byte[] Hash(
        ReadOnlySpan<byte> previous, string stream, int version, string type, string actor, DateTimeOffset at,
        ReadOnlySpan<byte> salt, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, previous);
        Append(hash, stream);
        AppendNumber(hash, version);
        Append(hash, type);
        Append(hash, actor);
        AppendNumber(hash, at.UtcTicks);
        Append(hash, salt);
        Append(hash, body);
        return hash.GetHashAndReset();
    }

    /// <summary>Whether a stored event's hash covers what was read.</summary>
    public static bool Holds(StoredEvent stored) => stored.Hash.AsSpan().SequenceEqual(
        Hash(stored.PreviousHash, stored.Stream, stored.Version, stored.Type, stored.Actor, stored.At, stored.Salt, stored.Body));

    /// <summary>
    /// The first version at which a whole stream (from version 1, oldest first) does not verify: its hash, its predecessor's or its place.
    /// Null when the chain holds.
    /// </summary>
    public static int? FirstBreak(IReadOnlyList<StoredEvent> stream)
    {
        var previous = Genesis;
        for (var i = 0; i < stream.Count; i++)
        {
            if (stream[i].Version != i + 1 || !stream[i].PreviousHash.AsSpan().SequenceEqual(previous) || !Holds(stream[i])) return i + 1;
            previous = stream[i].Hash;
        }
        return null;
    }

    private static void Append(IncrementalHash hash, string text) => Append(hash, Encoding.UTF8.GetBytes(text));

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        AppendNumber(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void AppendNumber(IncrementalHash hash, long number)
    {
        Span<byte> buffer = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(buffer, number);
        hash.AppendData(buffer);
    }
}
