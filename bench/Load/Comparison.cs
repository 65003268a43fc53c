using System.Globalization;

namespace Gongshu.Load;

/// <summary>The rounds of one load on both sides, interleaved A B B A …, and what they say.</summary>
/// <param name="Goal">The least ratio that the product is to reach; null: none is set.</param>
internal sealed record Comparison(string Name, string Where, double? Goal, Result[] Product, Result[] Peer)
{
    public double[] Ratios => [.. Product.Zip(Peer, (product, peer) => product.PerSecond / peer.PerSecond).Order()];

    public double Ratio => Median(Ratios);

    /// <summary>CPU time of program and server an application, the peer's over the product's: what the ratio tends to when the machine is full.</summary>
    public double CostRatio => Median(Peer, Cost) / Median(Product, Cost);

    /// <summary>The product's 99th percentile over the peer's; for paced rounds.</summary>
    public double TailRatio => Median([.. Product.Zip(Peer, (product, peer) => product.P99 / peer.P99).Order()]);

    public static double Median(double[] sorted) => sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;

    public static double Median(Result[] results, Func<Result, double> value) => Median([.. results.Select(value).Order()]);

    public override string ToString()
    {
        var goal = Goal is { } least ? string.Create(CultureInfo.InvariantCulture, $" (goal {least:0.0#})") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Name,-44} {Ratio,6:0.00} [{Ratios[0]:0.00}–{Ratios[^1]:0.00}] cpu {CostRatio:0.00}{goal,-12} {CostsOf(Product)} | peer {CostsOf(Peer)}");
    }

    private static double Cost(Result result) => (result.CpuSeconds + result.ServerCpuSeconds) / result.Count;

    private static string CostsOf(Result[] results) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Median(results, r => r.PerSecond),8:0}/s cpu {Median(results, r => 1e6 * r.CpuSeconds / r.Count):0}+{Median(results, r => 1e6 * r.ServerCpuSeconds / r.Count):0} µs alloc {Median(results, r => r.Allocated / 1024.0 / r.Count):0.0} KB wal {Median(results, r => (double)r.WalBytes / r.Count):0} B p50 {Median(results, r => r.P50):0.0} p99 {Median(results, r => r.P99):0.0} ms");
}
