using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Verification;

/// <summary>
/// What the events of all cases say together, as small as it can be kept: about 80 bytes for each live key, 70 for each certificate of a live
/// claim. References that were merged into another count as that other.
/// </summary>
internal sealed class KnownClaims(Findings findings, IReadOnlyDictionary<SubjectId, SubjectId> aliases)
{
    private readonly Dictionary<UInt128, (CaseNumber Case, int Line, ulong Subject)> _live = [];
    private readonly Dictionary<UInt128, (int Live, ulong Owner, CaseNumber Case)> _certificates = [];

    public SubjectId Resolve(SubjectId subject) => aliases.GetValueOrDefault(subject, subject);

    public string ResolveWorker(string workerRef) => Resolve(SubjectId.Worker(workerRef)).PublicId;

    /// <summary>
    /// A claim that the events leave live. Two of one person that were made under two references, before these were merged, are no fault: somebody
    /// has been asked to judge them.
    /// </summary>
    public void AddLive(CaseNumber number, int line, ClaimKey key)
    {
        findings.Checked(Invariant.OneLiveClaim);
        var place = Hash(Resolve(key.Subject).Value, key.Key);
        var subject = Short(key.Subject.Value);
        if (_live.TryGetValue(place, out var other) && other.Subject == subject)
            findings.Add(Invariant.OneLiveClaim, $"{number}, line {line}", $"its events and those of {other.Case}, line {other.Line}, both hold {key.Key} of {key.Subject.Value}");
        else _live.TryAdd(place, (number, line, subject));
    }

    public void AddCertificate(CaseNumber number, string certificate, string workerRef)
    {
        var key = Hash(certificate, "");
        _certificates[key] = (_certificates.GetValueOrDefault(key).Live + 1, Short(ResolveWorker(workerRef)), number);
    }

    /// <summary>Holds the row of a certificate against the claims.</summary>
    public void Take(CertificateRow row)
    {
        findings.Checked(Invariant.FoldIsRow);
        _certificates.Remove(Hash(row.Certificate, ""), out var known);
        var place = $"certificate {row.Certificate}";
        if (known.Live != row.Live) findings.Add(Invariant.FoldIsRow, place, $"its row counts {row.Live} live claims, the events {known.Live}");
        else if (known.Live > 0 && Short(ResolveWorker(row.WorkerRef)) != known.Owner) findings.Add(Invariant.FoldIsRow, place, "its row names another worker than the events");
    }

    /// <summary>After all certificate rows.</summary>
    public void EndCertificates()
    {
        foreach (var (_, _, number) in _certificates.Values) findings.Add(Invariant.FoldIsRow, number.ToString(), "the certificate of a live claim has no row");
    }

    private static ulong Short(string text) => unchecked((ulong)Hash(text, ""));

    internal static UInt128 Hash(string one, string other)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{one.Length}:{one}{other}"), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
