using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>All kinds of rules that a policy can demand. Which of them it does demand, and under which clause, its file says.</summary>
public static class RuleTable
{
    /// <summary>Every rule, family by family, each family's presence rule first.</summary>
    public static ImmutableArray<Rule> All { get; } =
    [
        .. ApplicantRules.All, .. PlanRules.All, .. CompetitionRules.All, .. StudioRules.All,
        .. CertificateRules.All, .. EmploymentRules.All, .. InternshipRules.All, .. AwardRules.All,
    ];

    /// <summary>
    /// The rule of a code for a programme, or null when no rule of that code looks at what the programme's applications carry.
    /// (<c>contract-not-in-force</c> looks at the employment of 三(一) and 三(二), and at the internship of 三(五).)
    /// </summary>
    public static Rule? Find(RefusalCode code, Programme programme)
    {
        var carried = FactGroupSets.CarriedBy(programme);
        foreach (var rule in All)
        {
            if (rule.Code == code && ((rule.Group.AsFlag() | rule.Needs) & ~carried) == FactGroups.None)
                return rule;
        }

        return null;
    }

    /// <summary>The rule that a part of the application is there at all.</summary>
    public static Rule PresenceOf(FactGroup group) => All.First(rule => rule.IsPresence && rule.Group == group);
}
