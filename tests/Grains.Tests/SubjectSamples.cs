using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Subjects;
using Gongshu.Policy;

namespace Gongshu.Grains.Tests;

/// <summary>What is asked of a subject's slot, and what it remembers.</summary>
internal static class SubjectSamples
{
    public static readonly DateTimeOffset Noon = new(2018, 3, 5, 12, 0, 0, TimeSpan.FromHours(8));

    public static HoldRequest Ask(string holder, params string[] keys) => new(holder, keys, null);

    public static HeldClaim Claim(string key) => new()
    {
        Key = key,
        Of = ClaimRows.CaseOf(CaseNumber.Parse("GS-2018Q1-000001"), new("91330105MA27ABCD4X", "测试"), Programme.SkillUpgrade, "gongshu-2018", Noon),
        Line = 1,
        Benefit = Benefit.SkillUpgrade,
        Status = ClaimStatus.Held,
        Live = true,
    };
}
