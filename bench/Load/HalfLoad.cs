using System.Globalization;

namespace Gongshu.Load;

/// <summary>How long an application takes when the machine is half busy: both sides are offered half of what the slower one can do.</summary>
internal static class HalfLoad
{
    public const string Name = "p99 at half load";

    /// <summary>The product's 99th percentile, in the peer's.</summary>
    private const double Goal = 1.2;

    /// <summary>Longer than the database's checkpoints are apart under this load, so that each round has its share of them.</summary>
    private const double Seconds = 12;

    /// <param name="full">A round as fast as the callers can.</param>
    public static async Task<Comparison> CompareAsync(string where, SideProcess product, SideProcess peer, Round full, int rounds, Func<SideProcess, Round, Task<Result>> play)
    {
        var rate = Math.Min((await play(product, full)).PerSecond, (await play(peer, full)).PerSecond) / 2;
        var name = string.Create(CultureInfo.InvariantCulture, $"{Name}: N={full.Lines}, {rate:0}/s");
        var paced = await Workbench.CompareAsync(name, where, null, product, peer, full with { Count = (int)(rate * Seconds), PerSecond = rate }, rounds, play);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{paced}; p99 {paced.TailRatio:0.00} of the peer's (goal {Goal})"));
        return paced;
    }
}
