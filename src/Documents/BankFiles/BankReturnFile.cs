using Gongshu.Documents.Lists;
using Gongshu.Documents.Spreadsheets;
using Gongshu.Policy;

namespace Gongshu.Documents.BankFiles;

/// <summary>The bank's answer to one line. What the file tells besides (<paramref name="BatchId"/> and after) has to agree with the batch.</summary>
/// <param name="Row">As the spreadsheet counts.</param>
public sealed record BankReturnRow(
    int Row, int BatchLine, BankOutcome Outcome, string? Code, DateOnly? PaidOn, string? BatchId, string? CaseNumber, Money? Amount, string? BatchHash);

public enum BankOutcome { Paid = 1, Failed = 2, Returned = 3 }

/// <param name="Total">The sum that the file states, and its row; null: it states none.</param>
public sealed record BankReturnFile(BankReturnRow[] Rows, (int Row, Money Amount)? Total, RowFault[] Errors, int ErrorsOmitted);

/// <summary>Reads the bank's return: CSV or XLSX, with the columns of the contract, or as banks name them.</summary>
public static class BankReturnImport
{
    public const int MostRows = 20_000;

    private const int MostReference = 100;

    private enum Column { BatchLine = 1, Outcome, Code, PaidOn, BatchId, CaseNumber, Amount, BatchHash }

    private static readonly ListVocabulary<Column> Vocabulary = new([Column.BatchLine, Column.Outcome],
        // Not 序号: a bank numbers the rows of its own file by that, and a file of failures alone would hit other lines.
        (Column.BatchLine, ["batchLine", "批次行号"]),
        (Column.Outcome, ["outcome", "结果", "处理结果", "支付结果", "交易状态", "状态"]),
        (Column.Code, ["code", "代码", "原因代码", "失败原因", "退票原因", "原因"]),
        (Column.PaidOn, ["paidOn", "支付日期", "付款日期", "入账日期", "交易日期"]),
        (Column.BatchId, ["batchId", "批次号", "批次编号", "批次"]),
        (Column.CaseNumber, ["caseNumber", "案件编号", "申请编号", "受理编号"]),
        (Column.Amount, ["amount", "金额", "支付金额", "交易金额", "金额（元）"]),
        (Column.BatchHash, ["batchHash", "批次校验值", "校验值"]));

    private static readonly WrittenNames<BankOutcome> Outcomes = new("paid/成功、failed/失败、returned/退票",
        (BankOutcome.Paid, ["paid", "成功", "支付成功", "已支付", "付款成功", "交易成功"]),
        (BankOutcome.Failed, ["failed", "失败", "支付失败", "付款失败", "交易失败"]),
        (BankOutcome.Returned, ["returned", "退票", "退汇", "退回", "已退回"]));

    public static FileRead<BankReturnFile> Read(ReadOnlyMemory<byte> file) =>
        SpreadsheetFile.Read(file, sheets => HeadedLists.Read(sheets, Vocabulary, Read));

    private static BankReturnFile Read(HeadedList<Column> list)
    {
        var rows = new List<BankReturnRow>();
        (int, Money)? total = null;
        foreach (var row in list.Rows(MostRows, Column.BatchLine, sum => total = sum.Amount(Column.Amount) is { } amount ? (sum.Number, amount) : total))
            rows.Add(ReadRow(row));
        return new([.. rows], total, list.Faults.All, list.Faults.Omitted);
    }

    private static BankReturnRow ReadRow(ListRow<Column> row)
    {
        row.Demand(Column.BatchLine);
        row.Demand(Column.Outcome);
        var outcome = row.OneOf(Column.Outcome, Outcomes);
        var paidOn = row.Day(Column.PaidOn);
        if (outcome == BankOutcome.Paid && !row.Has(Column.PaidOn)) row.Fault(Column.PaidOn, RowFaultCode.Required, "已支付的须有支付日期。", "What was paid needs the day of payment.");
        return new(
            row.Number, row.Whole(Column.BatchLine, 1, int.MaxValue) ?? 0, outcome ?? default, row.Text(Column.Code, MostReference), paidOn,
            row.Text(Column.BatchId, MostReference), row.Text(Column.CaseNumber, MostReference), row.Amount(Column.Amount), row.Text(Column.BatchHash, MostReference));
    }
}
