using System.Text.Json;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Windows;
using Gongshu.Ledger;

namespace Gongshu.Grains.Batches;

/// <summary>A batch's own stream, read back: what the bank answered so far, and the batch as it was at one of its versions.</summary>
internal static class BatchHistory
{
    public static IReadOnlySet<BankResult> ResultsIn(IEnumerable<StoredEvent> events) =>
        events.Where(stored => stored.Type == BatchEvents.ResultsTaken).SelectMany(stored => Read<BatchResultsTaken>(stored).Results).ToHashSet();

    /// <summary>The batch as it was shown after the last of these events (none: as it was sealed); what was sealed never changes.</summary>
    public static BatchView AsOf(BatchView now, IReadOnlyList<StoredEvent> events)
    {
        var lines = now.Lines.ToDictionary(line => line.BatchLine, line => line with { Status = BatchLineState.Scheduled, Code = null, PaidOn = null });
        var released = false;
        foreach (var stored in events)
        {
            switch (stored.Type)
            {
                case BatchEvents.Released:
                    released = true;
                    break;
                case BatchEvents.LineStopped:
                    var stopped = Read<BatchLineStopped>(stored).BatchLine;
                    lines[stopped] = lines[stopped] with { Status = BatchLineState.Failed, Code = BatchLineRow.StoppedCode };
                    break;
                case BatchEvents.ResultsTaken:
                    foreach (var result in Read<BatchResultsTaken>(stored).Results)
                        lines[result.BatchLine] = lines[result.BatchLine] with
                        {
                            Status = (BatchLineState)BankReturn.After(result.Outcome),
                            Code = result.Code,
                            PaidOn = result.PaidOn,
                        };
                    break;
            }
        }
        BatchLineView[] then = [.. now.Lines.Select(line => lines[line.BatchLine])];
        return now with
        {
            Lines = then,
            Version = Math.Max(events.Count, 1),
            ReleasedAt = released ? now.ReleasedAt : null,
            ReleasedBy = released ? now.ReleasedBy : null,
            Status = (BatchState)BatchRow.StatusOf(released, then.Select(line => ((BatchLineStatus)line.Status, line.Code))),
        };
    }

    private static T Read<T>(StoredEvent stored) => (T)JsonSerializer.Deserialize(stored.Body, typeof(T), WindowJson.Instance)!;
}
