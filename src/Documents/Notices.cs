using System.Globalization;
using Gongshu.Documents.Drawing;
using Gongshu.Policy;

namespace Gongshu.Documents;

/// <summary>受理回执: that the application was taken, with all that it was taken for.</summary>
/// <param name="Receipt"><c>sha256:…</c>, the hash of the case's first event.</param>
/// <param name="Lines">How many workers its roster names; 0 for a studio.</param>
/// <param name="DueOn">The day until which the first review is to be done; null: the calendar does not reach so far.</param>
/// <param name="ReceivedOnPaper">The day on which the paper came, when that was earlier.</param>
public sealed record ReceiptNotice(
    CaseFacts Case, DateTimeOffset ReceivedAt, string Receipt, int Lines, Money Amount, IReadOnlyList<GivenPaper> Papers, DateOnly? DueOn, DateOnly? ReceivedOnPaper)
{
    private static readonly int[] Columns = [110, 397];

    public Paper Layout()
    {
        var flow = new Flow();
        flow.Title("受理回执");
        flow.Sides($"案件编号：{Case.CaseNumber}", Wording.Of(PolicyTime.DayOf(ReceivedAt)));
        flow.Space(6);
        flow.Plain($"{Case.ApplicantName}：");
        flow.Paragraph($"你单位依据《{Case.PolicyTitle}》提出的{Case.Programme}（{Case.Clause}）申请，已于{Wording.Of(PolicyTime.DayOf(ReceivedAt))}受理。现将受理情况告知如下：");
        flow.Space(4);
        void Row(string label, string value) => flow.Row(Columns, 26, Cell.Label(label), Cell.Value(value));
        Row("申请单位", $"{Case.ApplicantName}（{Case.Uscc}）");
        Row("受理时间", PolicyTime.Of(ReceivedAt).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        if (ReceivedOnPaper is { } day) Row("纸质材料收到", Wording.Of(day));
        if (Lines > 0) Row("名册人数", string.Create(CultureInfo.InvariantCulture, $"{Lines} 人"));
        Row("申请金额", $"{RmbCapitals.Of(Amount)}（{Wording.Figures(Amount)} 元）");
        Row("收到的材料", Papers.Count == 0 ? "无" : string.Join('；', Papers.Select(paper => Wording.Of(paper.Kind) + (paper.OnPaper ? "（纸质）" : "（电子）"))));
        if (DueOn is { } due) Row("初审期限", Wording.Of(due));
        Row("回执校验码", Receipt);
        flow.Space(6);
        flow.Paragraph("本回执只证明申请已经受理，不代表审核结果。同一补贴不得重复享受。查询办理进度时请提供案件编号。");
        return Signed.By(flow, PolicyTime.DayOf(ReceivedAt)).Finish($"受理回执 {Case.CaseNumber}", $"案件编号 {Case.CaseNumber}", Case.PrintedAt);
    }
}

/// <summary>补正告知书: what is to be corrected, and until when.</summary>
/// <param name="Text">What the officer who returned the case wrote.</param>
/// <param name="Items">What was written of single lines.</param>
/// <param name="DueOn">The last day of the correction; null: the calendar does not reach so far.</param>
/// <param name="Corrected">Whether a corrected form has come since.</param>
public sealed record CorrectionNotice(CaseFacts Case, string Text, IReadOnlyList<(int Line, string Text)> Items, string Officer, DateOnly ReturnedOn, DateOnly? DueOn, bool Corrected)
{
    private static readonly Column[] Columns = [new("名册行", 60, Align.Centre), new("需要补正的内容", 447)];

    public Paper Layout()
    {
        var flow = new Flow();
        flow.Title("补正告知书");
        flow.Sides($"案件编号：{Case.CaseNumber}", Wording.Of(ReturnedOn));
        flow.Space(6);
        flow.Plain($"{Case.ApplicantName}：");
        flow.Paragraph($"你单位于{Wording.Of(Case.AppliedOn)}提出的{Case.Programme}（{Case.Clause}）申请，经审核需要补正。需要补正的内容如下：");
        flow.Paragraph(Text);
        if (Items.Count > 0)
        {
            flow.Space(4);
            flow.Table(Columns, [.. Items.Select(item => (string[])[item.Line.ToString(CultureInfo.InvariantCulture), item.Text])], 24, null, null);
            flow.Space(4);
        }

        if (DueOn is { } due)
            flow.Paragraph($"请于{Wording.Of(due)}前（含当日）提交补正后的全部申请内容。逾期未补正的，本申请失效，已占用的享受资格同时释放；仍在受理期内的，可以重新申请。");
        else
            flow.Paragraph("请按经办人通知的期限提交补正后的全部申请内容。逾期未补正的，本申请失效。");
        if (Corrected) flow.Paragraph("本告知书所列内容，申请单位已经提交补正。");
        flow.Space(8);
        flow.Sides("", $"经办：{Officer}");
        return Signed.By(flow, ReturnedOn).Finish($"补正告知书 {Case.CaseNumber}", $"案件编号 {Case.CaseNumber}", Case.PrintedAt);
    }
}

/// <summary>不予补贴决定书: what was refused, why, and how to appeal.</summary>
/// <param name="Text">The officer's own reason for the whole; null: none was written.</param>
/// <param name="Granted">What of the application stands.</param>
/// <param name="AppealUntil">The last day of an appeal; null: there is none.</param>
public sealed record RefusalDecision(
    CaseFacts Case, string? Text, IReadOnlyList<RefusedBenefit> Refused, Money Granted, DateOnly DecidedOn, DateOnly? AppealUntil)
{
    private static readonly Column[] Columns =
    [
        new("名册行", 40, Align.Centre), new("姓名", 64, Align.Centre), new("身份证", 112, Align.Centre), new("补贴项目", 90), new("金额（元）", 58, Align.Right),
        new("理由及依据", 143),
    ];

    public Paper Layout()
    {
        var flow = new Flow();
        flow.Title("不予补贴决定书");
        flow.Sides($"案件编号：{Case.CaseNumber}", Wording.Of(DecidedOn));
        flow.Space(6);
        flow.Plain($"{Case.ApplicantName}：");
        flow.Paragraph($"你单位于{Wording.Of(Case.AppliedOn)}依据《{Case.PolicyTitle}》提出的{Case.Programme}（{Case.Clause}）申请，经审核，决定对下列项目不予补贴：");
        flow.Space(4);
        flow.Table(Columns, [.. Refused.Select(Row)], 24, null, $"不予补贴合计：{Refused.Count} 项　{Wording.Figures(Total())} 元");
        flow.Space(6);
        if (Text is not null) flow.Paragraph($"审核意见：{Text}");
        flow.Paragraph(Granted == Money.Zero ? "本申请其余项目：无。" : $"本申请其余项目 {Wording.Figures(Granted)} 元（{RmbCapitals.Of(Granted)}）不受本决定影响。");
        if (AppealUntil is { } until)
            flow.Paragraph($"对本决定不服的，可以在{Wording.Of(until)}前（含当日）书面或者通过申报平台向{Wording.Bureau}提出申诉，写明案件编号、名册行和理由。申诉由未参与本案审核的负责人决定；每一行申诉一次。");
        return Signed.By(flow, DecidedOn).Finish($"不予补贴决定书 {Case.CaseNumber}", $"案件编号 {Case.CaseNumber}", Case.PrintedAt);
    }

    private static string[] Row(RefusedBenefit item) =>
    [
        item.Line.ToString(CultureInfo.InvariantCulture), item.Name, item.IdNumber, Wording.Of(item.Benefit), item.Amount.ToString(),
        item.Clause is null ? item.Reason : $"{item.Reason}（{item.Clause}）",
    ];

    private Money Total() => Refused.Aggregate(Money.Zero, (sum, item) => sum + item.Amount);
}

/// <summary>The end of a letter: the bureau, its seal's place, the day.</summary>
internal static class Signed
{
    public static Flow By(Flow flow, DateOnly on)
    {
        flow.Space(28);
        flow.Plain($"{Wording.Bureau}（盖章）", Align.Right);
        flow.Plain(Wording.Of(on), Align.Right);
        return flow;
    }
}
