using Gongshu.Grains.Registries;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Importing;

/// <summary>
/// Whether the competitions and studios of a list are the registry's: an application claims on the registry's id, so under another one a payment blocks nothing.
/// </summary>
internal sealed class RegisteredIds(ILedger ledger)
{
    private const string Unknown = "unknown-value", Competition = "竞赛编号", Studio = "工作室编号";

    public async Task<List<ImportFault>> FaultsAsync(PaidClaim[] claims, CancellationToken cancellation)
    {
        var competitions = await ledger.Directory.FindAsync(DirectoryKind.Competition, [.. claims.Select(claim => claim.Competition).OfType<string>().Distinct()], cancellation);
        var studios = await ledger.Directory.FindAsync(DirectoryKind.MasterStudio, [.. claims.Select(claim => claim.Studio).OfType<string>().Distinct()], cancellation);
        var faults = new List<ImportFault>();
        foreach (var claim in claims)
        {
            if (claim.Studio is { } studio && !studios.ContainsKey(studio))
                faults.Add(new(claim.Row, Studio, Unknown, "登记簿中没有这个工作室编号。请核对（区分大小写），或先以 PUT /api/v1/master-studios/{编号} 登记。",
                    "The registry knows no studio of this id. Check it (upper and lower case differ), or register it first: PUT /api/v1/master-studios/{id}."));
            if (claim.Competition is not { } competition) continue;
            if (!competitions.TryGetValue(competition, out var uniqueName))
                faults.Add(new(claim.Row, Competition, Unknown, "登记簿中没有这个竞赛编号。请核对（区分大小写），或先以 PUT /api/v1/competitions/{编号} 登记。",
                    "The registry knows no competition of this id. Check it (upper and lower case differ), or register it first: PUT /api/v1/competitions/{id}."));
            else if (claim.Programme == Programme.WorldSkills != CompetitionRecord.IsWorldSkills(uniqueName))
                faults.Add(new(claim.Row, Competition, Unknown, "该编号登记的竞赛与本行举措不符：三(六)须为世界技能大赛，其他举措不得为世界技能大赛。",
                    "The competition of this id does not belong to the row's programme: 三(六) is for WorldSkills, the others are not."));
        }

        return faults;
    }
}
