namespace Gongshu.Policy;

/// <summary>The master studio of 三(四) (<c>rules.md</c> §2, Studio).</summary>
internal static class StudioRules
{
    public static readonly Rule[] All =
    [
        new()
        {
            Code = RefusalCode.StudioUnknown, Group = FactGroup.Studio, Scope = RuleScope.Application, IsPresence = true,
            Reads = [FactTable.Studio],
            IsKept = c => c.Facts.Studio is not null,
            Detail = _ => new("技能大师工作室未登记。", "The master studio is not registered."),
        },
        new()
        {
            Code = RefusalCode.ApplicantIsNotHost, Group = FactGroup.Studio, Scope = RuleScope.Application,
            Reads = [FactTable.StudioHost, FactTable.Applicant],
            IsKept = c => c.Studio.Host == c.Facts.ApplicantUscc,
            Detail = _ => new("申请单位不是工作室的设立单位。", "The applicant is not the studio's host."),
        },
        new()
        {
            Code = RefusalCode.RecognisedBeforePolicy, Group = FactGroup.Studio, Scope = RuleScope.Application,
            Reads = [FactTable.StudioRecognisedOn],
            IsKept = c => c.Studio.RecognisedOn >= c.Policy.ValidFrom,
            Detail = c => new(
                $"工作室认定日期{c.Studio.RecognisedOn:yyyy-MM-dd}早于{c.Policy.ValidFrom:yyyy-MM-dd}。",
                $"The studio was recognised on {c.Studio.RecognisedOn:yyyy-MM-dd}, before {c.Policy.ValidFrom:yyyy-MM-dd}."),
        },
        new()
        {
            Code = RefusalCode.RecognitionInFuture, Group = FactGroup.Studio, Scope = RuleScope.Application,
            Reads = [FactTable.StudioRecognisedOn, FactTable.Day],
            IsKept = c => c.Studio.RecognisedOn <= c.Facts.Day,
            Detail = c => new(
                $"工作室认定日期{c.Studio.RecognisedOn:yyyy-MM-dd}晚于申请日{c.Facts.Day:yyyy-MM-dd}。",
                $"The studio's recognition is dated {c.Studio.RecognisedOn:yyyy-MM-dd}, after the day of application, {c.Facts.Day:yyyy-MM-dd}."),
        },
    ];
}
