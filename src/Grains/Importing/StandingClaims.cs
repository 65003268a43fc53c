using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Importing;

/// <summary>What stands already: claims on the same keys, in the file and in the ledger, and certificates that are another worker's.</summary>
internal sealed class StandingClaims(ILedger ledger, IReadOnlyDictionary<SubjectId, SubjectId> aliases)
{
    private const string Duplicate = "duplicate-claim", OfAnother = "certificate-of-another-worker";
    private const int AtOnce = 2_000;

    public async Task<List<ImportFault>> FaultsAsync(IReadOnlyList<PreparedClaim> claims, CancellationToken cancellation)
    {
        var faults = InFile(claims);
        await CheckKeysAsync(claims, faults, cancellation);
        await CheckOwnersAsync(claims, faults, cancellation);
        return faults;
    }

    private static List<ImportFault> InFile(IReadOnlyList<PreparedClaim> claims)
    {
        var (faults, rows, owners) = (new List<ImportFault>(), new Dictionary<ClaimKey, int>(), new Dictionary<string, (string Worker, int Row)>(StringComparer.Ordinal));
        foreach (var claim in claims)
        {
            var earlier = 0;
            foreach (var key in claim.Keys)
                if (!rows.TryAdd(key, claim.Claim.Row)) earlier = rows[key];
            if (earlier > 0) faults.Add(new(claim.Claim.Row, "补贴项目", Duplicate, $"与第 {earlier} 行使用同一享受资格。", $"It uses the same entitlement as row {earlier}."));
            if (claim.Certificate is { } certificate && claim.WorkerRef is { } worker && !owners.TryAdd(certificate, (worker, claim.Claim.Row)) && owners[certificate].Worker != worker)
                faults.Add(new(claim.Claim.Row, "证书编号", OfAnother, $"与第 {owners[certificate].Row} 行是同一证书，却不是同一人。", $"Row {owners[certificate].Row} names this certificate as another person's."));
        }

        return faults;
    }

    private async Task CheckKeysAsync(IReadOnlyList<PreparedClaim> claims, List<ImportFault> faults, CancellationToken cancellation)
    {
        var taken = new Dictionary<ClaimKey, CaseNumber>();
        foreach (var subjects in claims.SelectMany(claim => claim.Keys).Select(key => key.Subject).Distinct().Chunk(AtOnce))
        {
            foreach (var history in await ledger.LoadHistoriesAsync(subjects, cancellation))
                foreach (var entry in history.Entries.Where(entry => entry.Live)) taken.TryAdd(new(history.Subject, entry.Key.Key), entry.Case);
        }

        foreach (var claim in claims)
        {
            foreach (var key in claim.Keys)
            {
                if (!taken.TryGetValue(key, out var holder)) continue;
                faults.Add(new(claim.Claim.Row, "补贴项目", Duplicate, $"该享受资格已由案件 {holder} 占用。", $"Case {holder} stands on this entitlement."));
                break;
            }
        }
    }

    private async Task CheckOwnersAsync(IReadOnlyList<PreparedClaim> claims, List<ImportFault> faults, CancellationToken cancellation)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var certificates in claims.Select(claim => claim.Certificate).OfType<string>().Distinct().Chunk(AtOnce))
            foreach (var (certificate, owner) in await ledger.LoadCertificateOwnersAsync(certificates, cancellation)) owners[certificate] = owner;
        foreach (var claim in claims)
        {
            if (claim.Certificate is not { } certificate || !owners.TryGetValue(certificate, out var owner)) continue;
            var newest = aliases.TryGetValue(SubjectId.Worker(owner), out var into) ? into.PublicId : owner;
            if (newest != claim.WorkerRef)
                faults.Add(new(claim.Claim.Row, "证书编号", OfAnother, "该证书属于另一人的有效申领。", "This certificate stands in a live claim of another worker."));
        }
    }
}
