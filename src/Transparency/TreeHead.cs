using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Gongshu.Transparency;

/// <summary>A tree at one instant.</summary>
/// <param name="At">Whole milliseconds count.</param>
public sealed record TreeHead(long Size, byte[] Root, DateTimeOffset At)
{
    /// <summary>What is signed: <c>TreeHeadDataV2</c> of RFC 9162 §4.10 without extensions, big-endian.</summary>
    public byte[] SignedBytes()
    {
        var bytes = new byte[8 + 8 + 1 + MerkleTree.HashLength + 2];
        BinaryPrimitives.WriteInt64BigEndian(bytes, At.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(8), Size);
        bytes[16] = MerkleTree.HashLength;
        Root.CopyTo(bytes, 17);
        return bytes;
    }
}

/// <param name="LogId">SHA-256 of the public key that verifies it.</param>
/// <param name="Signature">ECDSA P-256 with SHA-256, DER.</param>
public sealed record SignedTreeHead(TreeHead Head, byte[] LogId, byte[] Signature);

/// <summary>The public key that outsiders verify tree heads by.</summary>
public sealed class TreeKey : IDisposable
{
    private readonly ECDsa _key;

    private TreeKey(ECDsa key)
    {
        _key = key;
        Id = SHA256.HashData(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>SHA-256 of the key's SubjectPublicKeyInfo.</summary>
    public byte[] Id { get; }

    /// <summary>PEM, <c>PUBLIC KEY</c>.</summary>
    public string Pem => _key.ExportSubjectPublicKeyInfoPem();

    /// <exception cref="ArgumentException">No key in PEM, or not of the curve P-256.</exception>
    public static TreeKey FromPem(string pem) => new(Read(pem));

    /// <summary>Whether this key signed the head.</summary>
    public bool Verifies(SignedTreeHead signed)
    {
        ArgumentNullException.ThrowIfNull(signed);
        return signed.LogId.AsSpan().SequenceEqual(Id)
            && _key.VerifyData(signed.Head.SignedBytes(), signed.Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    public void Dispose() => _key.Dispose();

    internal static ECDsa Read(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value) return key;
        }
        catch (CryptographicException fault)
        {
            key.Dispose();
            throw new ArgumentException("This is no key of the curve P-256.", nameof(pem), fault);
        }

        key.Dispose();
        throw new ArgumentException("This is no key of the curve P-256.", nameof(pem));
    }
}

/// <summary>Signs tree heads. One thread at a time.</summary>
public sealed class TreeSigner : IDisposable
{
    private readonly ECDsa _key;

    private TreeSigner(ECDsa key)
    {
        _key = key;
        PublicKey = TreeKey.FromPem(key.ExportSubjectPublicKeyInfoPem());
    }

    public TreeKey PublicKey { get; }

    /// <param name="pem">PKCS#8 or SEC1.</param>
    /// <exception cref="ArgumentException">No private key in PEM, or not of the curve P-256.</exception>
    public static TreeSigner FromPem(string pem)
    {
        if (!pem.Contains("PRIVATE KEY", StringComparison.Ordinal)) throw new ArgumentException("This is no private key.", nameof(pem));
        return new(TreeKey.Read(pem));
    }

    /// <summary>A new key, PKCS#8 in PEM.</summary>
    public static string NewKeyPem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    public SignedTreeHead Sign(TreeHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return new(head, PublicKey.Id, _key.SignData(head.SignedBytes(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    public void Dispose()
    {
        PublicKey.Dispose();
        _key.Dispose();
    }
}
