using System.Globalization;
using Gongshu.Documents.Drawing;
using Gongshu.Documents.Spreadsheets;
using Gongshu.Policy;

namespace Gongshu.Documents;

/// <summary>Annex 2 of the opinion, 高技能人才补贴发放名册, with the amount that each worker gets.</summary>
public sealed record BenefitRoster(CaseFacts Case, IReadOnlyList<RosterEntry> Entries)
{
    private const int RowHeight = 24, HeadRows = 3;
    private const string Sheet = "名册";

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

    /// <summary>
    /// The same as a workbook: title, applicant and day above the head, which stands on each printed page again, the sum below. The head is that of
    /// the official form, so the file can be read as a roster.
    /// </summary>
    public byte[] ToXlsx()
    {
        using var bytes = new MemoryStream();
        using (var book = new WorkbookWriter(bytes))
        {
            using (var sheet = book.Begin(Sheet, [8, 14, 22, 22, 14, 16, 14, 18], frozenRows: HeadRows))
            {
                sheet.Row(WrittenCell.Of("高技能人才补贴发放名册", CellStyle.Title)).Merge("A1:H1");
                sheet.Row(WrittenCell.Of($"申请单位（盖章）：{Case.ApplicantName}　　申请时间：{Wording.Of(Case.AppliedOn)}　　案件编号：{Case.CaseNumber}")).Merge("A2:H2");
                sheet.Row([.. Columns.Select(column => WrittenCell.Of(column.Head, CellStyle.Head))]);
                foreach (var entry in Entries)
                    sheet.Row(
                        WrittenCell.Of(entry.Line), WrittenCell.Of(entry.Name), WrittenCell.Of(entry.IdNumber), WrittenCell.Of(entry.Occupation), WrittenCell.Of(entry.Level),
                        WrittenCell.Of(entry.Phone), entry.Refused ? WrittenCell.Of("不予补贴") : WrittenCell.Of(entry.Amount), WrittenCell.Of(""));
                sheet.Row(WrittenCell.Of(Sum("合计", 0, Entries.Count)));
                var last = sheet.Rows.ToString(CultureInfo.InvariantCulture);
                sheet.Merge($"A{last}:H{last}").Landscape();
            }

            book.RepeatOnPages(Sheet, HeadRows);
        }

        return bytes.ToArray();
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
