namespace Gongshu.Policy;

/// <summary>The labour contract of 三(一) and 三(二), and what 三(二) asks beside it (<c>rules.md</c> §2, Employment).</summary>
internal static class EmploymentRules
{
    public static readonly Rule[] All =
    [
        new()
        {
            Code = RefusalCode.ContractMissing, Group = FactGroup.Employment, Scope = RuleScope.Line, IsPresence = true,
            Reads = [FactTable.ContractFrom],
            IsKept = c => c.Line!.Employment is not null,
            Detail = _ => new("未提供劳动合同。", "There is no labour contract."),
        },
        new()
        {
            Code = RefusalCode.ContractNotInForce, Group = FactGroup.Employment, Scope = RuleScope.Line,
            Reads = [FactTable.ContractFrom, FactTable.ContractTo, FactTable.Day, FactTable.CertificateIssuedOn],
            IsKept = c => DayOfContract(c) is not { } day || IsInForce(c.Employment.ContractFrom, c.Employment.ContractTo, day),
            Detail = c => NotInForce(DayOfContract(c)!.Value),
        },
        new()
        {
            Code = RefusalCode.SocialInsuranceMissing, Group = FactGroup.Employment, Scope = RuleScope.Line,
            Reads = [FactTable.SocialInsurance],
            IsKept = c => c.Employment.SocialInsuranceInHangzhou,
            Detail = _ => new("未缴纳杭州市区社会保险费。", "Social insurance is not paid in Hangzhou."),
        },
        new()
        {
            Code = RefusalCode.NotSignedByWorker, Group = FactGroup.Employment, Scope = RuleScope.Line,
            Reads = [FactTable.SignedByWorker],
            IsKept = c => c.Line!.SignedByWorker,
            Detail = _ => new("《高技能人才补贴发放名册》（附件2）未经本人签字。", "Annex 2 is not signed by the worker."),
        },
    ];

    /// <summary>Whether a contract is in force on a day, both its ends included.</summary>
    public static bool IsInForce(DateOnly from, DateOnly? to, DateOnly day) => from <= day && (to is null || day <= to);

    /// <summary>The refusal of a contract that is not in force on a day.</summary>
    public static BilingualText NotInForce(DateOnly day) => new(
        $"劳动合同在{day:yyyy-MM-dd}未生效或已终止。",
        $"The labour contract is not in force on {day:yyyy-MM-dd}.");

    // Under one reading it is the day of issue, which is not known without a certificate.
    private static DateOnly? DayOfContract(RuleContext c) =>
        c.Policy.Readings.ContractDay == ContractDay.Submission ? c.Facts.Day : c.Line!.Certificate?.IssuedOn;
}
