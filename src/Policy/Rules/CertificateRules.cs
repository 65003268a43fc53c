namespace Gongshu.Policy;

/// <summary>The certificate of 三(一), 三(二) and 三(三) (<c>rules.md</c> §2, Certificate, and §4).</summary>
internal static class CertificateRules
{
    public static readonly Rule[] All =
    [
        new()
        {
            Code = RefusalCode.CertificateMissing, Group = FactGroup.Certificate, Scope = RuleScope.Line, IsPresence = true,
            Reads = [FactTable.Certificate],
            IsKept = c => c.Line!.Certificate is not null,
            Detail = _ => new("未提供职业资格证书。", "There is no vocational qualification certificate."),
        },
        new()
        {
            Code = RefusalCode.CertificateInFuture, Group = FactGroup.Certificate, Scope = RuleScope.Line,
            Reads = [FactTable.CertificateIssuedOn, FactTable.Day],
            IsKept = c => c.Certificate.IssuedOn <= c.Facts.Day,
            Detail = c => new(
                $"证书发证日期{c.Certificate.IssuedOn:yyyy-MM-dd}晚于申请日{c.Facts.Day:yyyy-MM-dd}。",
                $"The certificate is dated {c.Certificate.IssuedOn:yyyy-MM-dd}, after the day of application, {c.Facts.Day:yyyy-MM-dd}."),
        },
        new()
        {
            Code = RefusalCode.CertificateBeforePolicy, Group = FactGroup.Certificate, Scope = RuleScope.Line,
            Reads = [FactTable.CertificateIssuedOn],
            IsKept = c => c.Certificate.IssuedOn >= FirstDay(c),
            Detail = c => new(
                $"证书发证日期{c.Certificate.IssuedOn:yyyy-MM-dd}早于{FirstDay(c):yyyy-MM-dd}。",
                $"The certificate is dated {c.Certificate.IssuedOn:yyyy-MM-dd}, before {FirstDay(c):yyyy-MM-dd}."),
        },
        new()
        {
            Code = RefusalCode.CertificateYearPassed, Group = FactGroup.Certificate, Scope = RuleScope.Line,
            Reads = [FactTable.CertificateIssuedOn, FactTable.Window],
            IsKept = IsGoodForWindow,
            Detail = c => new(
                $"{c.Certificate.IssuedOn.Year}年的证书不能在{c.Facts.Window}受理期申请；{c.Policy.CarriedFrom.Month}月{c.Policy.CarriedFrom.Day}日起发证的可顺延至下一年度。",
                $"A certificate of {c.Certificate.IssuedOn.Year} is not good for the window {c.Facts.Window}; only one issued from {c.Policy.CarriedFrom.Month:00}-{c.Policy.CarriedFrom.Day:00} on is carried into the next year."),
        },
        new()
        {
            Code = RefusalCode.CertificateLevelTooLow, Group = FactGroup.Certificate, Scope = RuleScope.Benefit,
            Reads = [FactTable.CertificateLevel],
            IsKept = c => c.Benefit!.Amount.For(c.Certificate.Level) is not null,
            Detail = c => new(
                $"{RefusalTexts.Name(c.Certificate.Level)}证书不享受{c.Benefit!.Name.Zh}。",
                $"A certificate of the level {EnumNames.Of(c.Certificate.Level)} does not earn the benefit {EnumNames.Of(c.Benefit!.Benefit)}."),
        },
        new()
        {
            Code = RefusalCode.CertificateOfAnotherWorker, Group = FactGroup.Certificate, Scope = RuleScope.Line,
            Reads = [FactTable.Certificate, FactTable.CertificateOwner, FactTable.Worker],
            IsKept = c => OwnerOf(c) is not { } owner || owner == c.Line!.WorkerRef,
            Detail = _ => new("该证书编号已用于另一名人员的补贴。", "The certificate number stands in live claims of another worker."),
        },
        new()
        {
            Code = RefusalCode.CertificateNotDeclaredByApplicant, Group = FactGroup.Certificate, Scope = RuleScope.Line,
            Reads = [FactTable.CertificateDeclaredBy, FactTable.Applicant],
            IsKept = c => c.Certificate.DeclaredBy == c.Facts.ApplicantUscc,
            Detail = _ => new("证书发证名册中的申报单位不是申请单位。", "The declaring unit on the issuing roster is not the applicant."),
        },
    ];

    /// <summary>The worker whose live claims hold the certificate of the line; null when nobody's do, or nobody looked.</summary>
    public static string? OwnerOf(RuleContext c) =>
        c.Facts.CertificateOwners is { } owners && owners.TryGetValue(c.Certificate.Number, out var owner) ? owner : null;

    // 五: the policy's first day, or under one reading the end of the year before.
    private static DateOnly FirstDay(RuleContext c) =>
        c.Policy.Readings.PreviousDecember == PreviousDecember.AcceptedInFirstYear ? c.Policy.CarriedFrom.Of(c.Policy.ValidFrom.Year - 1) : c.Policy.ValidFrom;

    // 五: a certificate of year Y is good for the windows of Y; one of the year's end for those of Y + 1 too.
    private static bool IsGoodForWindow(RuleContext c)
    {
        var issued = c.Certificate.IssuedOn;
        return issued.Year == c.Facts.Window.Year
            || (issued.Year == c.Facts.Window.Year - 1 && issued >= c.Policy.CarriedFrom.Of(issued.Year));
    }
}
