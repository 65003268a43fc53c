namespace Gongshu.Policy;

/// <summary>Who may apply (<c>rules.md</c> §2, Applicant).</summary>
internal static class ApplicantRules
{
    public static readonly Rule[] All =
    [
        new()
        {
            Code = RefusalCode.ApplicantNotRegistered, Group = FactGroup.Applicant, Scope = RuleScope.Application, IsPresence = true,
            Reads = [FactTable.Applicant],
            IsKept = c => c.Facts.Applicant is not null,
            Detail = _ => new("申请单位尚未登记。", "The applicant is not in the enterprise registry."),
        },
        new()
        {
            Code = RefusalCode.ApplicantNotInDistrict, Group = FactGroup.Applicant, Scope = RuleScope.Application,
            Reads = [FactTable.ApplicantInDistrict],
            IsKept = c => c.Applicant.InDistrict,
            Detail = _ => new("申请单位不是区属单位。", "The applicant does not belong to the district."),
        },
        new()
        {
            Code = RefusalCode.ApplicantKindNotEntitled, Group = FactGroup.Applicant, Scope = RuleScope.Application,
            Reads = [FactTable.ApplicantKinds],
            IsKept = IsOfEntitledKind,
            Detail = c => new(
                $"本项补贴的申请单位须为：{string.Join("、", c.Terms.ApplicantKinds.Select(RefusalTexts.Name))}。",
                $"The applicant has to be one of: {string.Join(", ", c.Terms.ApplicantKinds.Select(EnumNames.Of))}."),
        },
    ];

    private static bool IsOfEntitledKind(RuleContext c)
    {
        foreach (var kind in c.Terms.ApplicantKinds)
        {
            if (c.Applicant.Kinds.Contains(kind))
                return true;
        }

        return false;
    }
}
