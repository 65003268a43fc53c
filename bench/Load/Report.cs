using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gongshu.Load;

/// <summary>The page of one run, and its raw figures.</summary>
internal static class Report
{
    public static async Task WriteAsync(string folder, string name, IReadOnlyList<Comparison> done)
    {
        Directory.CreateDirectory(folder);
        var raw = JsonSerializer.Serialize(done, ReportJson.Default.IReadOnlyListComparison);
        await File.WriteAllTextAsync(Path.Combine(folder, name + ".json"), raw + "\n");
        var page = new StringBuilder();
        page.AppendLine("| load | where | ratio (min–max) | CPU ratio | goal | product: /s, CPU + server µs, KB, WAL B, p50, p99 ms | peer |");
        page.AppendLine("|---|---|---|---|---|---|---|");
        foreach (var one in done)
            page.AppendLine(CultureInfo.InvariantCulture, $"| {one.Name} | {one.Where} | **{one.Ratio:0.00}** ({one.Ratios[0]:0.00}–{one.Ratios[^1]:0.00}) | {one.CostRatio:0.00} | {one.Goal} | {Cost(one.Product)} | {Cost(one.Peer)} |");
        await File.WriteAllTextAsync(Path.Combine(folder, name + ".table.md"), page.ToString());
    }

    private static string Cost(Result[] results) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Median(results, r => r.PerSecond):0}, {Median(results, r => 1e6 * r.CpuSeconds / r.Count):0} + {Median(results, r => 1e6 * r.ServerCpuSeconds / r.Count):0}, {Median(results, r => r.Allocated / 1024.0 / r.Count):0.0}, {Median(results, r => (double)r.WalBytes / r.Count):0}, {Median(results, r => r.P50):0.0}, {Median(results, r => r.P99):0.0}");

    private static double Median(Result[] results, Func<Result, double> value) => Comparison.Median(results, value);
}

[System.Text.Json.Serialization.JsonSourceGenerationOptions(WriteIndented = true)]
[System.Text.Json.Serialization.JsonSerializable(typeof(IReadOnlyList<Comparison>))]
internal sealed partial class ReportJson : System.Text.Json.Serialization.JsonSerializerContext;
