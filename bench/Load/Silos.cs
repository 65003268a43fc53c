using System.Globalization;

namespace Gongshu.Load;

/// <summary>
/// One, two and three silos on one machine and one database, the same cores for all of them together: what the cluster costs. Each silo has callers and warm
/// workers of its own, whose grains lie on any of them.
/// </summary>
internal sealed class Silos(Workbench bench, Options options)
{
    private const string Name = "silos";
    private const int Warm = 6_000, Strangers = 1_000_000;

    private static readonly Round[] Measured = [new(Work.Submit, 3_000, 64, 1, Warm), new(Work.Submit, 600, 48, 20, Warm)];

    public async Task RunAsync()
    {
        if (!options.Wants(Name)) return;
        var alone = await PlayAsync(1);
        Print(1, alone, alone);
        foreach (var silos in new[] { 2, 3 }) Print(silos, await PlayAsync(silos), alone);
    }

    /// <returns>For each load the medians: applications a second, and CPU time of programs and server an application.</returns>
    private async Task<(double PerSecond, double Cost)[]> PlayAsync(int silos)
    {
        // Three pools of the program's default would be all that the server lets in.
        var database = await bench.DatabaseAsync(connections: 24);
        var sides = new List<SideProcess>();
        try
        {
            for (var i = 0; i < silos; i++) sides.Add(await SideProcess.StartAsync("actors", database, World.StartAt, firstStranger: (i + 1) * Strangers, firstWarm: i * Warm));
            foreach (var side in sides)
            {
                for (var i = 0; i < 4; i++) await side.PlayAsync(new(Work.Submit, 5_000 / silos, 64));
                await side.PlayAsync(new(Work.Submit, Warm / 20, 16, 20, Warm));
            }
            var medians = new List<(double, double)>();
            foreach (var round in Measured)
            {
                var results = new List<Result>();
                for (var i = -2; i < options.Rounds; i++)
                {
                    var result = await TogetherAsync(sides, round with { Count = round.Count / silos, Callers = round.Callers / silos });
                    if (i >= 0) results.Add(result);
                }
                medians.Add((Comparison.Median([.. results], r => r.PerSecond), Comparison.Median([.. results], r => 1e6 * (r.CpuSeconds + r.ServerCpuSeconds) / r.Count)));
            }
            return [.. medians];
        }
        finally
        {
            foreach (var side in sides) await side.DisposeAsync();
        }
    }

    private async Task<Result> TogetherAsync(List<SideProcess> sides, Round round)
    {
        Result[] all = [];
        var whole = await bench.MeasureServerAsync(async () =>
        {
            all = await Task.WhenAll(sides.Select(side => side.PlayAsync(round)));
            return all[0];
        });
        return whole with { Count = all.Sum(r => r.Count), Seconds = all.Max(r => r.Seconds), CpuSeconds = all.Sum(r => r.CpuSeconds) };
    }

    private static void Print(int silos, (double PerSecond, double Cost)[] medians, (double PerSecond, double Cost)[] alone)
    {
        for (var i = 0; i < medians.Length; i++)
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Name}: {silos} on the same cores, N={Measured[i].Lines}, warm: {medians[i].PerSecond:0}/s, {medians[i].PerSecond / alone[i].PerSecond:0.00} of one (goal 1); {medians[i].Cost:0} µs CPU an application, of which {1 - alone[i].Cost / medians[i].Cost:P0} are for messages between silos"));
    }
}
