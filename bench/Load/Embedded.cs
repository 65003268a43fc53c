using System.Diagnostics;
using System.Globalization;
using Gongshu.Testing;
using Gongshu.Testing.Processes;

namespace Gongshu.Load;

/// <summary>SQLite: the whole program against the very rows inserted by one writer, and what the embedded program needs to start.</summary>
internal sealed class Embedded(Options options)
{
    private const int Warm = 4_000;

    /// <summary>As on PostgreSQL.</summary>
    private static readonly Round[] WarmUp =
    [
        .. Enumerable.Repeat(new Round(Work.Submit, 4_000, 64), 6), .. Enumerable.Repeat(new Round(Work.Submit, 400, 16, 20), 3),
    ];

    private static readonly (string Name, double? Goal, Round Round)[] Loads =
    [
        ("SQLite submit N=20, 16 callers, warm", 0.8, new(Work.Submit, 400, 16, 20, Warm)),
        ("SQLite submit N=20, 16 callers, cold", null, new(Work.Submit, 400, 16, 20)),
        ("SQLite submit N=1, 64 callers, warm", null, new(Work.Submit, 2_000, 64, 1, Warm)),
    ];

    private const string Start = "embedded start to ready";

    public async Task<List<Comparison>> RunAsync()
    {
        var done = new List<Comparison>();
        var folder = Directory.CreateTempSubdirectory("gongshu-embedded-");
        try
        {
            var chosen = Loads.Where(load => options.Wants(load.Name)).ToArray();
            if (chosen.Length > 0)
            {
                await using var product = await SideProcess.StartAsync("actors-sqlite", Path.Combine(folder.FullName, "product"), World.StartAt);
                await using var floor = await SideProcess.StartAsync("raw-sqlite", Path.Combine(folder.FullName, "floor"), World.StartAt);
                foreach (var side in new[] { product, floor })
                {
                    foreach (var round in WarmUp) await side.PlayAsync(round);
                    await side.PlayAsync(new(Work.Submit, Warm / 20, 16, 20, Warm));
                }
                foreach (var (name, goal, round) in chosen)
                {
                    done.Add(await Workbench.CompareAsync(name, "in process", goal, product, floor, round, options.Rounds, static (side, played) => side.PlayAsync(played)));
                    Console.WriteLine(done[^1]);
                }
            }
            if (options.Wants(Start)) await StartAsync(folder.FullName);
            return done;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task StartAsync(string folder)
    {
        for (var i = 0; i <= options.Rounds; i++)
        {
            // The first creates the database, the others find it.
            var began = Stopwatch.GetTimestamp();
            await using var server = await ServerProcess.StartAsync(new(Checkout.Program("Api")) { Arguments = [$"--Data:Directory={Path.Combine(folder, "start")}", $"--Clock:StartAt={World.StartAt}"] });
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            using var process = Process.GetProcessById(server.Id);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{Start}{(i == 0 ? ", first" : ""),-10} {seconds:0.00} s (goal 3) working set {process.WorkingSet64 / 1048576.0:0} MB private {process.PrivateMemorySize64 / 1048576.0:0} MB (goal 150)"));
        }
    }
}
