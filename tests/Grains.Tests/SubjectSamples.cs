using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Subjects;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Tests;

/// <summary>What is asked of a subject's slot, and what it remembers.</summary>
internal static class SubjectSamples
{
    public static readonly DateTimeOffset Noon = new(2018, 3, 5, 12, 0, 0, TimeSpan.FromHours(8));

    public static HoldRequest Ask(string holder, params string[] keys) => new(holder, keys, null);

    public static HeldClaim Claim(string key) =>
        Claim(ClaimRows.CaseOf(CaseNumber.Parse("GS-2018Q1-000001"), new("91330105MA27ABCD4X", "测试"), Programme.SkillUpgrade, "gongshu-2018", Noon), 1, key, ClaimStatus.Held, true);

    public static HeldClaim Claim(ClaimedCase of, int line, string key, ClaimStatus status, bool live, ClaimDetail? detail = null)
    {
        using var packer = new PackedClaims.Packer([]);
        var at = packer.Add(key, detail);
        return new() { Of = of, Line = line, Benefit = Benefit.SkillUpgrade, Status = status, Live = live, Packed = packer.Take(), At = at };
    }
}
