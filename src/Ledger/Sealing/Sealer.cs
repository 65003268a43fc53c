using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Gongshu.Ledger;

/// <summary>
/// Encrypts what is personal before it is stored: AES-256-GCM under versioned keys (<c>architecture.md</c> §5).
/// Layout: format (1 byte, 1) · key id (4 bytes, big endian) · nonce (12) · tag (16) · ciphertext.
/// New bytes are sealed under the newest key; older keys stay for opening, so keys can be rotated. Thread-safe.
/// </summary>
public sealed class Sealer
{
    private const byte Format = 1;
    private const int Head = 1 + 4, Nonce = 12, Tag = 16;
    public const int Overhead = Head + Nonce + Tag;

    private readonly Dictionary<int, byte[]> _keys;
    private readonly int _current;

    // A cipher takes its key in once for a thread: for the few hundred bytes of a claim that is half the price of sealing it.
    [ThreadStatic]
    private static Keyed? _ofThread;

    /// <param name="keys">Key id (positive) → 32 bytes. The highest id seals.</param>
    public Sealer(IReadOnlyDictionary<int, byte[]> keys)
    {
        if (keys.Count == 0) throw new ArgumentException("At least one encryption key is needed.", nameof(keys));
        foreach (var (id, key) in keys)
            if (id <= 0 || key.Length != 32) throw new ArgumentException("An encryption key has a positive id and 32 bytes.", nameof(keys));
        _keys = keys.ToDictionary(k => k.Key, k => k.Value.ToArray());
        _current = keys.Keys.Max();
    }

    public byte[] Seal(ReadOnlySpan<byte> plain) => Seal([], plain);

    /// <summary>Seals two pieces as one. They are joined where the ciphertext goes and encrypted there, so that a long body is not copied once more.</summary>
    public byte[] Seal(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var output = new byte[Overhead + first.Length + second.Length];
        var text = output.AsSpan(Overhead);
        first.CopyTo(text);
        second.CopyTo(text[first.Length..]);
        output[0] = Format;
        BinaryPrimitives.WriteInt32BigEndian(output.AsSpan(1), _current);
        var nonce = output.AsSpan(Head, Nonce);
        RandomNumberGenerator.Fill(nonce);
        CipherOfThread(_current, _keys[_current]).Encrypt(nonce, text, text, output.AsSpan(Head + Nonce, Tag), output.AsSpan(0, Head));
        return output;
    }

    /// <exception cref="CryptographicException">The bytes were changed, are not ours, or their key is not configured.</exception>
    public byte[] Open(ReadOnlySpan<byte> sealedBytes)
    {
        if (sealedBytes.Length < Overhead || sealedBytes[0] != Format)
            throw new CryptographicException("Not bytes that were sealed here.");
        var id = BinaryPrimitives.ReadInt32BigEndian(sealedBytes[1..]);
        if (!_keys.TryGetValue(id, out var key))
            throw new CryptographicException($"The encryption key {id} is not configured.");
        var plain = new byte[sealedBytes.Length - Overhead];
        CipherOfThread(id, key).Decrypt(sealedBytes.Slice(Head, Nonce), sealedBytes[Overhead..], sealedBytes.Slice(Head + Nonce, Tag), plain, sealedBytes[..Head]);
        return plain;
    }

    private AesGcm CipherOfThread(int id, byte[] key)
    {
        if (_ofThread is { } kept && kept.Owner == this && kept.KeyId == id) return kept.Cipher;
        _ofThread?.Cipher.Dispose();
        _ofThread = new(this, id, new AesGcm(key, Tag));
        return _ofThread.Cipher;
    }

    private sealed record Keyed(Sealer Owner, int KeyId, AesGcm Cipher);
}
