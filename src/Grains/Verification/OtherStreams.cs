using System.Text.Json;
using Gongshu.Grains.Batches;
using Gongshu.Grains.Windows;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Verification;

/// <summary>A batch as its own stream makes it.</summary>
internal sealed class FoldedBatch
{
    public int Version { get; set; }
    public bool IsWhole { get; set; }
    public BatchSealed? Sealed { get; set; }
    public BatchReleased? Released { get; set; }
    public Dictionary<int, (BatchLineStatus Status, string? Code, DateOnly? PaidOn)> Lines { get; } = [];
}

/// <summary>Streams that are no case's: every chain, and what batches and windows say in theirs. Kept: one entry a batch, an answered line and a moved window.</summary>
internal sealed class OtherStreams(Findings findings, ChainExaminer chain, IntakeHistory intake)
{
    private readonly Dictionary<string, FoldedBatch> _batches = new(StringComparer.Ordinal);
    private readonly HashSet<string> _announced = new(StringComparer.Ordinal);
    private string? _stream;

    public FoldedBatch? Batch(string batchId) => _batches.GetValueOrDefault(batchId);

    /// <summary>Whether the window's stream says that the batch was sealed.</summary>
    public bool IsAnnounced(string batchId) => _announced.Remove(batchId);

    /// <summary>Batches that windows sealed and that were not asked for.</summary>
    public IEnumerable<string> NotAsked => _announced;

    public void Take(SnapshotEvent read)
    {
        var stored = read.Event;
        if (_stream != stored.Stream)
        {
            End();
            chain.Begin(_stream = stored.Stream);
        }
        chain.Take(read);
        if (!read.Opened) return;
        findings.Checked(Invariant.FoldIsRow);
        try
        {
            if (stored.Stream == MovedDays.Stream) intake.TakeDays(stored);
            else if (stored.Type.StartsWith("batch.", StringComparison.Ordinal) && stored.Stream.StartsWith("B-", StringComparison.Ordinal)) TakeBatch(stored);
            else if (WindowId.TryParse(stored.Stream, out var window)) TakeWindow(window, stored);
        }
        catch (Exception fault) when (fault is InvalidOperationException or JsonException or NotSupportedException or FormatException or ArgumentException)
        {
            findings.Add(Invariant.FoldIsRow, Places.Event(stored.Stream, stored.Version), "its content cannot be read");
        }
    }

    /// <summary>After the last event. A batch's row says how many events it has; it is asked when the batches are read.</summary>
    public void End()
    {
        if (_stream is null || !_stream.StartsWith("B-", StringComparison.Ordinal)) return;
        var batch = Of(_stream);
        (batch.Version, batch.IsWhole) = (chain.Version, chain.IsWhole);
    }

    private FoldedBatch Of(string batchId)
    {
        if (!_batches.TryGetValue(batchId, out var batch)) _batches.Add(batchId, batch = new());
        return batch;
    }

    private void TakeWindow(WindowId window, StoredEvent stored)
    {
        switch (WindowEvents.Read(stored.Type, stored.Body))
        {
            case WindowSettled settled:
                intake.Settle(window, stored.Sequence);
                if (settled.BatchId is { } first) _announced.Add(first);
                break;
            case LeftoversSealed more:
                _announced.Add(more.BatchId);
                break;
        }
    }

    private void TakeBatch(StoredEvent stored)
    {
        var batch = Of(stored.Stream);
        switch (stored.Type)
        {
            case BatchEvents.Sealed:
                batch.Sealed = Read<BatchSealed>(stored);
                break;
            case BatchEvents.Released:
                batch.Released = Read<BatchReleased>(stored);
                break;
            case BatchEvents.LineStopped:
                batch.Lines[Read<BatchLineStopped>(stored).BatchLine] = (BatchLineStatus.Failed, BatchLineRow.StoppedCode, null);
                break;
            case BatchEvents.ResultsTaken:
                foreach (var result in Read<BatchResultsTaken>(stored).Results)
                    batch.Lines[result.BatchLine] = (BankReturn.After(result.Outcome), result.Code, result.PaidOn);
                break;
        }
    }

    private static T Read<T>(StoredEvent stored) => (T)JsonSerializer.Deserialize(stored.Body, typeof(T), WindowJson.Instance)!;
}
