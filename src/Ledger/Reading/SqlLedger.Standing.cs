using Gongshu.Policy;

namespace Gongshu.Ledger;

internal abstract partial class SqlLedger
{
    public async Task<StandingClaims> LoadStandingAsync(IReadOnlyCollection<ClaimKey> keys, IReadOnlyCollection<string> certificates, CancellationToken cancellation)
    {
        var holders = new Dictionary<ClaimKey, CaseRow>();
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        var queries = new List<Query>();
        if (certificates.Count > 0) queries.Add(SelectOwners(certificates, owners));
        if (keys.Count > 0)
        {
            var (subjects, wanted) = (keys.Select(key => key.Subject.Value).ToArray(), keys.Select(key => key.Key).ToArray());
            queries.Add(new Query(
                $"""
                SELECT {CaseColumns(T("events"))}, p.a, p.b FROM {_dialect.Pairs("subjects", "keys")}
                {_dialect.LookUp(T("claims"), "k", "k.subject = p.a AND k.entitlement_key = p.b AND k.slot = 0")} {CasesOfClaims}
                """,
                row => holders[new(new SubjectId(row.Text(MoreColumn)), row.Text(MoreColumn + 1))] = CaseOf(row))
                .With("subjects", subjects).With("keys", wanted));
        }
        if (queries.Count > 0) await ReadAsync("load-standing", cancellation, [.. queries]);
        return new(holders, owners);
    }

    private Query SelectOwners(IReadOnlyCollection<string> certificates, Dictionary<string, string> owners) =>
        new Query(
            $"SELECT o.certificate, o.worker FROM {_dialect.Each("certificates")} {_dialect.LookUp(T("certificates"), "o", "o.certificate = s.value AND o.live > 0")}",
            row => owners[row.Text(0)] = row.Text(1))
            .With("certificates", certificates.ToArray());
}
