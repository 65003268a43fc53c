using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>A fact that nobody can make another.</summary>
/// <param name="Why">A sentence for the applicant, with what would end it where something does.</param>
internal sealed record FixedFact(Fact Fact, BilingualText Why);

/// <summary>The facts without a row in <see cref="MoveTable"/>. A rule that fails and reads nothing else has no lawful change.</summary>
internal static class FixedFacts
{
    /// <summary>Where a rule reads several of them, the first one here gives the reason.</summary>
    public static ImmutableArray<FixedFact> All { get; } =
    [
        new(FactTable.CertificateOwner, new(
            "该证书编号已用于另一名人员的有效申领，不能再用；只有该申领解除（撤回、驳回、逾期失效，或追回并释放）后才可使用。",
            "The certificate's number stands in live claims of another worker and cannot be used again until they are released (withdrawn, rejected, lapsed, or clawed back with release).")),
        new(FactTable.Certificate, new("证书编号以证书为准，不能更改。", "The number of a certificate is what the paper says.")),
        new(FactTable.Worker, new("人员以身份证件号码为准，不能更改。", "A person is who the ID number says.")),
        new(FactTable.Applicant, new("申请单位不能更改。", "The applicant is who applies.")),
        new(FactTable.Window, new("所申请的受理期不能更改。", "The intake window is the one applied in.")),
        new(FactTable.Day, new("申请日不能更改。", "The day of application is what it is.")),
        new(FactTable.WorkingDaysBefore, new("工作日天数由日历得出。", "The number of working days follows from the calendar.")),
    ];

    /// <summary>Why no change of facts helps a rule; null when it reads none of these.</summary>
    public static BilingualText? WhyNot(Rule rule)
    {
        foreach (var row in All)
        {
            if (rule.Reads.Contains(row.Fact))
                return row.Why;
        }

        return null;
    }
}
