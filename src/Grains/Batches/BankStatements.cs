using System.Globalization;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Batches;

/// <summary>What a bank's file states besides its answers, against the batch as it was sealed: a file of another batch is told by it. Pure.</summary>
internal static class BankStatements
{
    private const string Differs = "unknown-value";

    /// <param name="line">Null: the batch has no such line, which is a fault of its own.</param>
    public static void Check(BatchRow batch, BatchLineRow? line, BankStated stated, string pointer, List<InputFault> faults)
    {
        if (stated.BatchId is { } id && !string.Equals(id, batch.BatchId, StringComparison.OrdinalIgnoreCase))
            faults.Add(new(pointer + "/batchId", Differs, "这一行属于另一批次。"));
        if (stated.BatchHash is { } hash && !string.Equals(hash, BatchSeal.Print(batch.Hash), StringComparison.OrdinalIgnoreCase))
            faults.Add(new(pointer + "/batchHash", Differs, "校验值与批次不符。"));
        if (line is null) return;
        if (stated.CaseNumber is { } number && !string.Equals(number, line.Line.Case.ToString(), StringComparison.OrdinalIgnoreCase))
            faults.Add(new(pointer + "/caseNumber", Differs, "案件编号与批次中的这一行不符。"));
        if (stated.Amount is { } amount && amount != line.Line.Amount)
            faults.Add(new(pointer + "/amount", "invalid-amount", $"金额与批次中的这一行不符：批次为 {line.Line.Amount}，文件为 {amount}。"));
    }

    /// <summary>The sum over the lines that the file names.</summary>
    public static void CheckTotal(IReadOnlyDictionary<int, BatchLineRow> lines, BankResult[] results, BankStatement statement, List<InputFault> faults)
    {
        if (statement.Total is not { } total) return;
        var sum = results.Select(result => result.BatchLine).Distinct().Where(lines.ContainsKey).Aggregate(Money.Zero, (sum, line) => sum + lines[line].Line.Amount);
        if (sum != total)
            faults.Add(new(string.Create(CultureInfo.InvariantCulture, $"/rows/{statement.TotalRow}/amount"), "invalid-amount", $"合计与所列各行不符：各行合计 {sum}，文件为 {total}。"));
    }
}
