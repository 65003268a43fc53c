using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gongshu.Policy;

/// <summary>
/// Makes the names under which persons and certificates are known in keys, logs, URLs and entitlement keys: HMAC-SHA-256 under a secret key.
/// A plain hash would not do, since all ID numbers of a county can be tried in a blink.
/// </summary>
/// <remarks>
/// The key is permanent: with another key every worker would have a clean history. Compare <see cref="Fingerprint"/> with the stored one at
/// start. Each kind of name has a domain of its own, so a certificate that is numbered like a person never gets that person's name.
/// Thread-safe.
/// </remarks>
public sealed class Pseudonymiser
{
    /// <summary>The shortest key, in bytes.</summary>
    public const int MinKeyLength = 32;

    private const int PseudonymBits = 160;
    private const string Base32Digits = "abcdefghijklmnopqrstuvwxyz234567";

    private readonly byte[] _key;

    // Taking the key in is half the price of a short message's hash: each thread does it once.
    [ThreadStatic]
    private static Keyed? _ofThread;

    /// <param name="key">At least <see cref="MinKeyLength"/> secret bytes; copied.</param>
    /// <exception cref="ArgumentException">The key is too short, or all its bytes are the same.</exception>
    public Pseudonymiser(ReadOnlySpan<byte> key)
    {
        if (key.Length < MinKeyLength)
            throw new ArgumentException($"The pseudonym key has to have at least {MinKeyLength} bytes.", nameof(key));
        if (!key.ContainsAnyExcept(key[0]))
            throw new ArgumentException("The pseudonym key is one byte repeated.", nameof(key));
        _key = key.ToArray();
        Fingerprint = Base32("", "gongshu.fingerprint.v1", string.Empty, 80);
    }

    /// <summary>16 characters that tell one key from another and reveal nothing of it.</summary>
    public string Fingerprint { get; }

    /// <summary><c>w_</c> and 32 characters <c>a–z2–7</c>: the worker of a resident ID number.</summary>
    public string Worker(ResidentId id) => Base32("w_", "gongshu.worker.v1", id.Value, PseudonymBits);

    /// <summary><c>c_</c> and 32 characters <c>a–z2–7</c>: the certificate of a normalised number.</summary>
    public string Certificate(CertificateNumber number) => Base32("c_", "gongshu.certificate.v1", number.Value, PseudonymBits);

    /// <summary>A keyed hash of the whole name as <see cref="PersonName"/> compares it, for search by name without storing names in clear.</summary>
    public long NameToken(string name) => Token("gongshu.name.v1", PersonName.Normalise(name));

    /// <summary>A keyed hash by which the same account, phone, contact or day is found in other cases, without storing it in clear.</summary>
    /// <param name="kind">What it is; the same text of another kind gives another token.</param>
    public long TraceToken(string kind, string text) => Token("gongshu.trace.v1." + kind, PersonName.Normalise(text));

    private long Token(string domain, string text)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Hash(domain, text, hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }

    private string Base32(string prefix, string domain, string text, int bits)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Hash(domain, text, hash);
        Span<char> written = stackalloc char[prefix.Length + bits / 5];
        prefix.CopyTo(written);
        var digits = written[prefix.Length..];
        for (var i = 0; i < digits.Length; i++)
        {
            var bit = i * 5;
            var window = (hash[bit / 8] << 8) | hash[bit / 8 + 1];
            digits[i] = Base32Digits[(window >> (11 - bit % 8)) & 31];
        }

        return new string(written);
    }

    private void Hash(string domain, string text, Span<byte> hash)
    {
        // The zero byte ends the domain: no domain holds one, so no two of them can run into one another.
        var length = domain.Length + 1 + Encoding.UTF8.GetMaxByteCount(text.Length);
        var message = length <= 512 ? stackalloc byte[length] : new byte[length];
        var written = Encoding.UTF8.GetBytes(domain, message);
        message[written++] = 0;
        written += Encoding.UTF8.GetBytes(text, message[written..]);
        var keyed = OfThread();
        keyed.AppendData(message[..written]);
        keyed.GetHashAndReset(hash);
    }

    private IncrementalHash OfThread()
    {
        if (_ofThread is { } kept && kept.Owner == this) return kept.Hash;
        _ofThread?.Hash.Dispose();
        _ofThread = new(this, IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key));
        return _ofThread.Hash;
    }

    private sealed record Keyed(Pseudonymiser Owner, IncrementalHash Hash);
}
