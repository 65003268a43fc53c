using Gongshu.Documents.Drawing;
using Gongshu.Policy;

namespace Gongshu.Documents;

/// <summary>One benefit of one line, in the history of a person.</summary>
public sealed record HistoryEntry(
    string CaseNumber, DateOnly SubmittedOn, string Applicant, Benefit Benefit, string Clause, string Certificate, Money Amount, ClaimStatus Status, DateOnly? PaidOn);

/// <summary>个人补贴享受记录: what one person claimed, for the counter.</summary>
/// <param name="Name">Null: no entry tells it.</param>
/// <param name="MaskedId">Null: no entry tells it.</param>
/// <param name="Paid">Paid less clawed back.</param>
/// <param name="ForApplicant">The organisation whose entries alone are shown; null: all of them.</param>
public sealed record ClaimHistory(
    string WorkerRef, string? Name, string? MaskedId, IReadOnlyList<HistoryEntry> Entries, int Live, Money Paid, string? ForApplicant, DateTimeOffset PrintedAt)
{
    private static readonly Column[] Columns =
    [
        new("案件编号", 112, Align.Centre), new("申请日期", 68, Align.Centre), new("申报单位", 140), new("补贴项目", 104), new("条款", 42, Align.Centre),
        new("证书", 116), new("金额（元）", 62, Align.Right), new("状态", 48, Align.Centre), new("拨付日期", 62, Align.Centre),
    ];

    public Paper Layout()
    {
        var flow = new Flow(landscape: true);
        flow.Title("个人补贴享受记录");
        flow.Sides($"姓名：{Name ?? "—"}　　身份证：{MaskedId ?? "—"}", $"截至 {Wording.Of(PolicyTime.DayOf(PrintedAt))}");
        flow.Sides($"个人编号：{WorkerRef}", ForApplicant is null ? "全部记录" : $"仅列申报单位 {ForApplicant} 的记录");
        flow.Space(6);
        if (Entries.Count == 0) flow.Plain("没有补贴申领记录。", Align.Centre);
        else flow.Table(Columns, [.. Entries.Select(Row)], 22, null, $"共 {Entries.Count} 项，有效 {Live} 项，已拨付（扣除追回）{Wording.Figures(Paid)} 元（{RmbCapitals.Of(Paid)}）");
        return Signed.By(flow, PolicyTime.DayOf(PrintedAt)).Finish("个人补贴享受记录", "本记录以台账为准", PrintedAt);
    }

    private static string[] Row(HistoryEntry entry) =>
    [
        entry.CaseNumber, Day(entry.SubmittedOn), entry.Applicant, Wording.Of(entry.Benefit), entry.Clause, entry.Certificate, entry.Amount.ToString(),
        Wording.Of(entry.Status), entry.PaidOn is { } paid ? Day(paid) : "",
    ];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
