using System.Globalization;

namespace Gongshu.Load;

/// <summary>
/// What an application of strangers costs with ever more claims stored, in CPU time of program and server; and what active workers cost in memory.
/// </summary>
internal sealed class Growth(Workbench bench, Options options)
{
    private const string Cost = "growth", Memory = "memory of active workers";
    private const int Lines = 20, CasesAtOnce = 2_500;
    private static readonly Round Measured = new(Work.Submit, 500, 16, Lines);
    private static readonly int[] Stored = [1_000, 10_000, 100_000, 1_000_000];

    public async Task RunAsync()
    {
        if (options.Wants(Cost)) await CostAsync();
        if (options.Wants(Memory)) await MemoryAsync();
    }

    private async Task CostAsync()
    {
        await using var side = await SideProcess.StartAsync("actors", await bench.DatabaseAsync(), World.StartAt);
        // What is compiled late and what is cached first should not count as growth.
        await side.PlayAsync(Measured with { Count = 30 });
        var lines = 30 * Lines;
        var cheapest = double.MaxValue;
        foreach (var stored in Stored)
        {
            for (; lines < stored; lines += CasesAtOnce * Lines)
                await side.PlayAsync(Measured with { Count = Math.Min(CasesAtOnce, Math.Max(1, (stored - lines) / Lines)) });
            var results = new Result[options.Rounds];
            for (var i = 0; i < results.Length; i++) results[i] = await bench.PlayAsync(side, Measured);
            lines += options.Rounds * Measured.Count * Lines;
            var cost = Comparison.Median(results, r => 1e6 * (r.CpuSeconds + r.ServerCpuSeconds) / r.Count);
            cheapest = Math.Min(cheapest, cost);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Cost}: N=20 cold, {stored,9} lines of as many workers stored: {cost:0} µs CPU an application, {cost / cheapest:0.00} of the cheapest so far (goal 1.3), {Comparison.Median(results, r => r.PerSecond):0}/s, working set {results[^1].WorkingSet / 1048576.0:0} MB"));
        }
    }

    private async Task MemoryAsync()
    {
        await using var side = await SideProcess.StartAsync("actors", await bench.DatabaseAsync(), World.StartAt);
        foreach (var active in new[] { 10_000, 100_000 })
        {
            await side.PlayAsync(new(Work.Submit, active / Lines, 16, Lines, active));
            await side.PlayAsync(new(Work.Cool, 1, 1));
            var before = await side.PlayAsync(new(Work.Cool, 1, 1));
            // Reading a history makes the worker's grain active; the stride meets each once.
            var after = await side.PlayAsync(new(Work.History, active, 16, 1, active));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{Memory}: {active} active: working set {after.WorkingSet / 1048576.0:0} MB ({before.WorkingSet / 1048576.0:0} MB before), heap {(after.Heap - before.Heap) / 1024.0 / active:0.0} KB a worker"));
        }
    }
}
