namespace Gongshu.Policy;

/// <summary>The award of 三(六) (<c>rules.md</c> §2, WorldSkills); its competition is judged by <see cref="CompetitionRules"/>.</summary>
internal static class AwardRules
{
    public static readonly Rule[] All =
    [
        new()
        {
            Code = RefusalCode.AwardMissing, Group = FactGroup.Award, Scope = RuleScope.Line, IsPresence = true,
            Reads = [FactTable.AwardKind, FactTable.AwardEdition],
            IsKept = c => c.Line!.Award is not null,
            Detail = _ => new("未提供世赛获奖情况。", "There is no award."),
        },
        new()
        {
            Code = RefusalCode.AwardBeforePolicy, Group = FactGroup.Award, Scope = RuleScope.Line,
            Reads = [FactTable.AwardAnnouncedOn],
            IsKept = c => c.Award.AnnouncedOn >= c.Policy.ValidFrom,
            Detail = c => new(
                $"公布日期{c.Award.AnnouncedOn:yyyy-MM-dd}早于{c.Policy.ValidFrom:yyyy-MM-dd}。",
                $"The award was announced on {c.Award.AnnouncedOn:yyyy-MM-dd}, before {c.Policy.ValidFrom:yyyy-MM-dd}."),
        },
        new()
        {
            Code = RefusalCode.AwardInFuture, Group = FactGroup.Award, Scope = RuleScope.Line,
            Reads = [FactTable.AwardAnnouncedOn, FactTable.Day],
            IsKept = c => c.Award.AnnouncedOn <= c.Facts.Day,
            Detail = c => new(
                $"公布日期{c.Award.AnnouncedOn:yyyy-MM-dd}晚于申请日{c.Facts.Day:yyyy-MM-dd}。",
                $"The award is dated {c.Award.AnnouncedOn:yyyy-MM-dd}, after the day of application, {c.Facts.Day:yyyy-MM-dd}."),
        },
    ];
}
