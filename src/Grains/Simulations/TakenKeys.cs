using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Gongshu.Policy;

namespace Gongshu.Grains.Simulations;

/// <summary>The entitlement keys that a draft has given away so far. Kept by digest: a window may have millions, each longer than its place here.</summary>
internal sealed class TakenKeys
{
    private readonly Dictionary<UInt128, CaseNumber> _holders = [];

    /// <summary>The first holder stays.</summary>
    public void Add(ClaimKey key, CaseNumber holder) => _holders.TryAdd(Digest(key), holder);

    /// <summary>The case that has the key; null: none yet.</summary>
    public CaseNumber? HolderOf(ClaimKey key) => _holders.TryGetValue(Digest(key), out var holder) ? holder : null;

    private static UInt128 Digest(ClaimKey key) =>
        BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Subject.Value}\n{key.Key}")));
}
