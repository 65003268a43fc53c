using System.Globalization;
using Gongshu.Documents.Drawing;
using Gongshu.Policy;

namespace Gongshu.Documents;

/// <summary>Annex 2 of the opinion, 高技能人才补贴发放名册, with the amount that each worker gets.</summary>
public sealed record BenefitRoster(CaseFacts Case, IReadOnlyList<RosterEntry> Entries)
{
    private const int RowHeight = 24;

    private static readonly Column[] Columns =
    [
        new("序号", 36, Align.Centre), new("姓名", 84, Align.Centre), new("身份证", 134, Align.Centre), new("职业（工种）", 128, Align.Centre),
        new("等级", 78, Align.Centre), new("联系电话", 96, Align.Centre), new("金额（元）", 76, Align.Right), new("本人签字", 122),
    ];

    public Paper Layout()
    {
        var flow = new Flow(landscape: true);
        flow.Plain("附件2");
        flow.Title("高技能人才补贴发放名册");
        flow.Sides($"申请单位（盖章）：{Case.ApplicantName}", $"申请时间：{Wording.Of(Case.AppliedOn)}");
        flow.Space(4);
        string[][] rows = [.. Entries.Select(Row)];
        flow.Table(Columns, rows, RowHeight, (from, count) => Sum("本页小计", from, count), $"{Sum("合计", 0, Entries.Count)}（大写：{RmbCapitals.Of(SumOf(0, Entries.Count))}）");
        return flow.Finish($"高技能人才补贴发放名册 {Case.CaseNumber}", $"案件编号 {Case.CaseNumber}", Case.PrintedAt);
    }

    /// <summary>The last cell stays empty: it is for the worker's own hand.</summary>
    private static string[] Row(RosterEntry entry) =>
    [
        entry.Line.ToString(CultureInfo.InvariantCulture), entry.Name, entry.IdNumber, entry.Occupation, entry.Level, entry.Phone,
        entry.Refused ? "不予补贴" : entry.Amount.ToString(), "",
    ];

    private string Sum(string name, int from, int count) => $"{name}：{count} 人　{Wording.Figures(SumOf(from, count))} 元";

    private Money SumOf(int from, int count)
    {
        var sum = Money.Zero;
        for (var i = from; i < from + count; i++) sum += Entries[i].Amount;
        return sum;
    }
}
