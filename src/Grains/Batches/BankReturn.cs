using System.Globalization;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;

namespace Gongshu.Grains.Batches;

/// <summary>
/// What of the bank's return is news. Importing the same again changes nothing; a line is answered once, but what was paid may be sent back
/// (退票). Pure.
/// </summary>
internal static class BankReturn
{
    /// <param name="earlier">Every answer that was taken in before, whatever became of its line since.</param>
    /// <param name="statement">What the file states besides; null: nothing.</param>
    public static (BankResult[] News, Refusal? Refusal) Judge(BatchRow batch, IReadOnlySet<BankResult> earlier, BankResult[] results, BankStatement? statement = null)
    {
        var lines = batch.Lines.ToDictionary(line => line.Line.BatchLine);
        var news = new List<BankResult>();
        var named = new HashSet<int>();
        var faults = new List<InputFault>();
        for (var i = 0; i < results.Length; i++)
        {
            var result = results[i];
            var stated = statement?.Lines[i];
            var pointer = stated is null ? string.Create(CultureInfo.InvariantCulture, $"/results/{i}") : string.Create(CultureInfo.InvariantCulture, $"/rows/{stated.Row}");
            if (stated is not null) BankStatements.Check(batch, lines.GetValueOrDefault(result.BatchLine), stated, pointer, faults);
            if (!lines.TryGetValue(result.BatchLine, out var line)) faults.Add(new(pointer + "/batchLine", "unknown-value", "批次中没有这一行。"));
            else if (!named.Add(result.BatchLine)) faults.Add(new(pointer + "/batchLine", "line-number-repeated", "同一行在一次回单中只能出现一次。"));
            else if (earlier.Contains(result)) continue;
            else if (!Fits(line, result.Outcome)) faults.Add(new(pointer + "/outcome", "out-of-range", "与此前的结果不符，或该行未交付银行。"));
            else news.Add(result);
        }
        if (statement is not null) BankStatements.CheckTotal(lines, results, statement, faults);
        return faults.Count == 0 ? ([.. news], null)
            : ([], new() { Code = ProblemCode.ResultMismatch, Detail = "回单与批次不符，未作任何登记。", Errors = [.. faults] });
    }

    /// <summary>What the line is afterwards.</summary>
    public static BatchLineStatus After(PaymentOutcome outcome) => outcome == PaymentOutcome.Paid ? BatchLineStatus.Paid : BatchLineStatus.Failed;

    private static bool Fits(BatchLineRow line, PaymentOutcome outcome) => line.Status switch
    {
        BatchLineStatus.Scheduled => true,
        BatchLineStatus.Paid => outcome == PaymentOutcome.Returned,
        _ => false,
    };
}
