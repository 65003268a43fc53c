namespace Gongshu.Policy;

/// <summary>The internship and the hiring after it, 三(五) (<c>rules.md</c> §2, Internship).</summary>
internal static class InternshipRules
{
    public static readonly Rule[] All =
    [
        new()
        {
            Code = RefusalCode.InternshipMissing, Group = FactGroup.Internship, Scope = RuleScope.Line, IsPresence = true,
            Reads = [FactTable.InternshipBase],
            IsKept = c => c.Line!.Internship is not null,
            Detail = _ => new("未提供实训见习情况。", "There is no internship."),
        },
        new()
        {
            Code = RefusalCode.ApplicantIsNotBase, Group = FactGroup.Internship, Scope = RuleScope.Line,
            Reads = [FactTable.InternshipBase, FactTable.Applicant],
            IsKept = c => c.Internship.Base == c.Facts.ApplicantUscc,
            Detail = _ => new("申请单位不是该实训见习基地。", "The applicant is not the base of the internship."),
        },
        new()
        {
            Code = RefusalCode.InternshipNotFinished, Group = FactGroup.Internship, Scope = RuleScope.Line,
            Reads = [FactTable.InternshipTo, FactTable.Day],
            IsKept = c => c.Internship.To <= c.Facts.Day,
            Detail = c => new(
                $"实训见习至{c.Internship.To:yyyy-MM-dd}，申请日{c.Facts.Day:yyyy-MM-dd}尚未期满。",
                $"The internship runs until {c.Internship.To:yyyy-MM-dd}, after the day of application, {c.Facts.Day:yyyy-MM-dd}."),
        },
        new()
        {
            Code = RefusalCode.HiredBeforeInternshipEnded, Group = FactGroup.Internship, Scope = RuleScope.Line,
            Reads = [FactTable.HiredFrom, FactTable.InternshipTo],
            IsKept = c => c.Internship.ContractFrom >= c.Internship.To,
            Detail = c => new(
                $"劳动合同起始日期{c.Internship.ContractFrom:yyyy-MM-dd}早于实训见习期满日{c.Internship.To:yyyy-MM-dd}。",
                $"The contract starts on {c.Internship.ContractFrom:yyyy-MM-dd}, before the internship ended on {c.Internship.To:yyyy-MM-dd}."),
        },
        new()
        {
            Code = RefusalCode.ContractNotInForce, Group = FactGroup.Internship, Scope = RuleScope.Line,
            Reads = [FactTable.HiredFrom, FactTable.HiredTo, FactTable.Day],
            IsKept = c => EmploymentRules.IsInForce(c.Internship.ContractFrom, c.Internship.ContractTo, c.Facts.Day),
            Detail = c => EmploymentRules.NotInForce(c.Facts.Day),
        },
        new()
        {
            Code = RefusalCode.HiredBeforePolicy, Group = FactGroup.Internship, Scope = RuleScope.Line,
            Reads = [FactTable.HiredFrom],
            IsKept = c => c.Internship.ContractFrom >= c.Policy.ValidFrom,
            Detail = c => new(
                $"劳动合同起始日期{c.Internship.ContractFrom:yyyy-MM-dd}早于{c.Policy.ValidFrom:yyyy-MM-dd}。",
                $"The contract starts on {c.Internship.ContractFrom:yyyy-MM-dd}, before {c.Policy.ValidFrom:yyyy-MM-dd}."),
        },
        new()
        {
            // Anywhere: 三(五) does not say Hangzhou.
            Code = RefusalCode.SocialInsuranceMissing, Group = FactGroup.Internship, Scope = RuleScope.Line,
            Reads = [FactTable.InternshipSocialInsurance],
            IsKept = c => c.Internship.SocialInsurance,
            Detail = _ => new("未缴纳社会保险费。", "Social insurance is not paid."),
        },
    ];
}
