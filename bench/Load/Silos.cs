using System.Globalization;

namespace Gongshu.Load;

/// <summary>
/// Two and three silos on one machine and one database server, against one with the same cores and callers: what the cluster costs. Each silo has callers and warm workers of
/// its own, whose grains lie on any of them. Beside them play as many silos that know nothing of each other, each on a database of its own: what those lose too is the
/// price of more processes and smaller groups of commits, and the rest is that of the messages between silos.
/// </summary>
internal sealed class Silos(Workbench bench, Options options)
{
    private const string Name = "silos";
    private const int Warm = 6_000, Strangers = 1_000_000, Uncounted = 4;

    // Seven silos at once, on a server that lets a hundred in.
    private const int Connections = 12;

    private static readonly Round[] Measured = [new(Work.Submit, 6_000, 60, 1, Warm), new(Work.Submit, 960, 48, 20, Warm)];

    public async Task RunAsync()
    {
        if (!options.Wants(Name)) return;
        foreach (var silos in new[] { 2, 3 }) await CompareAsync(silos);
    }

    private async Task CompareAsync(int silos)
    {
        var sides = new List<SideProcess>();
        try
        {
            SideProcess[] one = [await StartAsync(sides, await DatabaseAsync(), 0)], together = new SideProcess[silos], apart = new SideProcess[silos];
            var shared = await DatabaseAsync();
            for (var i = 0; i < silos; i++) together[i] = await StartAsync(sides, shared, i);
            for (var i = 0; i < silos; i++) apart[i] = await StartAsync(sides, await DatabaseAsync(), 0);
            foreach (var side in sides) await WarmUpAsync(side);
            foreach (var round in Measured) Print(silos, round.Lines, await PlayAsync([one, together, apart], round));
        }
        finally
        {
            foreach (var side in sides) await side.DisposeAsync();
        }
    }

    private Task<string> DatabaseAsync() => bench.DatabaseAsync(Connections);

    /// <param name="place">Among the silos of its database.</param>
    private static async Task<SideProcess> StartAsync(List<SideProcess> sides, string database, int place)
    {
        sides.Add(await SideProcess.StartAsync("actors", database, World.StartAt, firstStranger: (place + 1) * Strangers, firstWarm: place * Warm));
        return sides[^1];
    }

    /// <summary>As much for each process, however many there are: each compiles for itself.</summary>
    private static async Task WarmUpAsync(SideProcess side)
    {
        for (var i = 0; i < 4; i++) await side.PlayAsync(new(Work.Submit, 5_000, 64));
        for (var i = 0; i < 3; i++) await side.PlayAsync(new(Work.Submit, Warm / 20, 16, 20, Warm));
    }

    /// <summary>In turns, forwards and backwards.</summary>
    /// <returns>For each of them the medians.</returns>
    private async Task<Figures[]> PlayAsync(SideProcess[][] all, Round round)
    {
        var results = Array.ConvertAll(all, _ => new List<Result>());
        for (var i = -Uncounted; i < options.Rounds; i++)
        {
            foreach (var n in i % 2 == 0 ? Enumerable.Range(0, all.Length) : Enumerable.Range(0, all.Length).Reverse())
            {
                var result = await TogetherAsync(all[n], round with { Count = round.Count / all[n].Length, Callers = round.Callers / all[n].Length });
                if (i >= 0) results[n].Add(result);
            }
        }
        return Array.ConvertAll(results, r => new Figures(Comparison.Median([.. r], x => x.PerSecond), Comparison.Median([.. r], x => 1e6 * (x.CpuSeconds + x.ServerCpuSeconds) / x.Count)));
    }

    private async Task<Result> TogetherAsync(SideProcess[] sides, Round round)
    {
        Result[] all = [];
        var whole = await bench.MeasureServerAsync(async () =>
        {
            all = await Task.WhenAll(sides.Select(side => side.PlayAsync(round)));
            return all[0];
        });
        return whole with { Count = all.Sum(r => r.Count), Seconds = all.Max(r => r.Seconds), CpuSeconds = all.Sum(r => r.CpuSeconds) };
    }

    private static void Print(int silos, int lines, Figures[] of)
    {
        var (one, together, apart) = (of[0], of[1], of[2]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}: {silos} on the same cores, N={lines}, warm: {together.PerSecond:0}/s, {together.PerSecond / one.PerSecond:0.00} of one (goal 1), {one.Cost / together.Cost:0.00} by CPU; CPU an application: one {one.Cost:0} µs, {silos} that know nothing of each other {apart.Cost:0} µs ({apart.PerSecond / one.PerSecond:0.00} of one), as a cluster {together.Cost:0} µs, so {together.Cost - apart.Cost:0} µs for messages between silos"));
    }

    /// <param name="Cost">CPU time of programs and server an application, in microseconds.</param>
    private readonly record struct Figures(double PerSecond, double Cost);
}
