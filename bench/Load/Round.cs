using System.Text.Json.Serialization;

namespace Gongshu.Load;

/// <summary>What a side is told to do in one round.</summary>
internal enum Work { Submit = 1, Precheck = 2, History = 3, Decide = 4, Hot = 5, Cool = 6, Settle = 7, End = 8 }

/// <param name="Count">How many requests.</param>
/// <param name="Population">Warm workers that take turns; 0: strangers, each named once.</param>
/// <param name="PerSecond">0: as fast as the callers can; otherwise requests begin at this rate, and latency counts from when one was due.</param>
/// <param name="Readers">Who follow the feed of events meanwhile, each from the beginning of the round.</param>
internal sealed record Round(Work Work, int Count, int Callers, int Lines = 1, int Population = 0, bool Duplicates = false, double PerSecond = 0, int Readers = 0);

/// <summary>What came of it.</summary>
/// <param name="Seconds">Wall time.</param>
/// <param name="CpuSeconds">Of the side's process.</param>
/// <param name="Allocated">Bytes, of the side's process.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="Collections">Of garbage, of any generation.</param>
/// <param name="PauseSeconds">That these held the side up.</param>
/// <param name="Heap">Bytes in use afterwards, garbage not yet collected included.</param>
internal sealed record Result(int Count, int Created, int Duplicates, double Seconds, double CpuSeconds, long Allocated, double P50, double P99, long WorkingSet, int Collections, double PauseSeconds, long Heap)
{
    /// <summary>Of the database server, filled in by who drives.</summary>
    public double ServerCpuSeconds { get; init; }
    public long WalBytes { get; init; }

    /// <summary>Events that readers of the feed were told meanwhile, all of them together.</summary>
    public long Told { get; init; }

    public double PerSecond => Count / Seconds;
}

[JsonSerializable(typeof(Round))]
[JsonSerializable(typeof(Result))]
internal sealed partial class RoundJson : JsonSerializerContext;
