using Gongshu.Api.Json;
using Gongshu.Documents.Spreadsheets;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Exports;

/// <summary>A batch by payee: the sums, and one sheet a payee with the people for whom it is paid (附件2).</summary>
internal static class PayeeTables
{
    private static readonly string[] Levels = ["初级工", "中级工", "高级工", "技师", "高级技师"];
    private static readonly string[] People = ["序号", "姓名", "身份证", "职业（工种）", "等级", "联系电话", "本人签字", "案件编号", "名册行", "补贴项目", "金额"];

    public static ExportTable[] Of(PayeeList[] lists)
    {
        var sums = new ExportTable("汇总", ["序号", "统一社会信用代码", "单位", "笔数", "金额", "批次号", "批次校验值"],
            lists.Select((list, i) => (WrittenCell[])
            [
                WrittenCell.Of(i + 1), WrittenCell.Of(list.Payee.Uscc), WrittenCell.Of(list.Payee.Name), WrittenCell.Of(list.Rows.Length), WrittenCell.Of(list.Total),
                WrittenCell.Of(list.BatchId), WrittenCell.Of(list.BatchHash),
            ]).Append([WrittenCell.Of("合计"), default, default, WrittenCell.Of(lists.Sum(list => list.Rows.Length)), WrittenCell.Of(Sum(lists.Select(list => list.Total))), default, default]));
        return [sums, .. lists.Select((list, i) => ListOf(list, i + 1))];
    }

    // A sheet's name is short and has no marks, which a USCC is.
    private static ExportTable ListOf(PayeeList list, int number) => new($"{number} {list.Payee.Uscc}", People,
        list.Rows.Select((row, i) => (WrittenCell[])
        [
            WrittenCell.Of(i + 1), WrittenCell.Of(row.Worker?.Name), WrittenCell.Of(row.Worker?.IdNumber), WrittenCell.Of(row.Certificate?.Occupation.Name),
            WrittenCell.Of(row.Certificate is { } certificate ? Levels[(int)certificate.Level - 1] : null), WrittenCell.Of(row.Worker?.Phone), default,
            WrittenCell.Of(row.CaseNumber.ToString()), WrittenCell.Of(row.Line), WrittenCell.Of(WireNames.Of(row.Benefit)), WrittenCell.Of(row.Amount),
        ]).Append([WrittenCell.Of("合计"), default, default, default, default, default, default, default, default, default, WrittenCell.Of(list.Total)]));

    private static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (sum, amount) => sum + amount);
}
