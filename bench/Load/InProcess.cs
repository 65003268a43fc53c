using System.Globalization;

namespace Gongshu.Load;

/// <summary>The loads from command to commit.</summary>
internal sealed class InProcess(Workbench bench, Options options)
{
    private const int Warm = 20_000, Readers = 16;
    private const string Following = "feed readers";

    /// <summary>Before anything counts: what is compiled anew while it runs is compiled after some tens of thousands of applications.</summary>
    private static readonly Round[] WarmUp =
    [
        .. Enumerable.Repeat(new Round(Work.Submit, 8_000, 64), 6), .. Enumerable.Repeat(new Round(Work.Submit, 800, 64, 20), 3),
    ];

    /// <summary>Each load with its goal (docs of issue: ratio of throughput), where one is set.</summary>
    private static readonly (string Name, double? Goal, Round Round, Round? Before)[] Loads =
    [
        ("submit N=1, 64 callers, warm", 2.5, new(Work.Submit, 4_000, 64, 1, Warm), null),
        ("submit N=1, 16 callers, warm", null, new(Work.Submit, 4_000, 16, 1, Warm), null),
        ("submit N=1, 1 caller, warm", null, new(Work.Submit, 800, 1, 1, Warm), null),
        ("submit N=20, 64 callers, warm", 1.3, new(Work.Submit, 1_500, 64, 20, Warm), null),
        ("submit N=20, 16 callers, warm", 1.0, new(Work.Submit, 1_500, 16, 20, Warm), null),
        ("submit N=20, 1 caller, warm", null, new(Work.Submit, 400, 1, 20, Warm), null),
        ("submit N=200, 16 callers, warm", 1.1, new(Work.Submit, 160, 16, 200, Warm), null),
        ("submit N=1, 64 callers, warm, 2 % duplicates", null, new(Work.Submit, 4_000, 64, 1, Warm, Duplicates: true), null),
        ("submit N=20, 64 callers, warm, 2 % duplicates", null, new(Work.Submit, 1_500, 64, 20, Warm, Duplicates: true), null),
        ("submit N=200, 16 callers, warm, 2 % duplicates", null, new(Work.Submit, 160, 16, 200, Warm, Duplicates: true), null),
        ("duplicates of one hot worker, 64 callers", 20, new(Work.Hot, 8_000, 64), null),
        ("precheck N=20, 16 callers, warm", null, new(Work.Precheck, 1_000, 16, 20, Warm), null),
        ("decision, 16 callers", null, new(Work.Decide, 1_000, 16), new(Work.Submit, 1_000, 16, 1, Warm)),
        ("history of a worker, 16 callers, warm", 9, new(Work.History, 40_000, 16, 1, Warm), null),
        // Strangers last: the memory of the latest 32,768 subjects drives out that of the warm workers.
        ("submit N=1, 64 callers, cold", 2.0, new(Work.Submit, 4_000, 64), null),
        ("submit N=20, 64 callers, cold", 1.0, new(Work.Submit, 1_500, 64, 20), null),
        ("submit N=200, 16 callers, cold", 0.8, new(Work.Submit, 160, 16, 200), null),
        ("history of a worker, 16 callers, cold", null, new(Work.History, 10_000, 16, 1, Warm), new(Work.Cool, 1, 1)),
    ];

    public static IEnumerable<string> Names => Loads.Select(load => load.Name);

    public async Task<List<Comparison>> RunAsync()
    {
        var chosen = Loads.Where(load => options.Wants(load.Name)).ToArray();
        if (chosen.Length == 0 && !options.Wants(HalfLoad.Name) && !options.Wants(Following)) return [];
        await using var product = await SideProcess.StartAsync("actors", await bench.DatabaseAsync(), World.StartAt);
        await using var peer = await SideProcess.StartAsync("plain", await bench.DatabaseAsync(), World.StartAt);
        // The warm population, and the hot worker's claim, are filed once.
        foreach (var side in new[] { product, peer })
        {
            foreach (var round in WarmUp) await side.PlayAsync(round);
            await side.PlayAsync(new(Work.Submit, Warm / 20, 16, 20, Warm));
            await side.PlayAsync(new(Work.Hot, 1, 1));
            if (chosen.Any(load => load.Round.Work == Work.Hot))
                for (var i = 0; i < 6; i++) await side.PlayAsync(new(Work.Hot, 8_000, 64));
        }
        var done = new List<Comparison>();
        foreach (var (name, goal, round, before) in chosen)
        {
            done.Add(await bench.CompareAsync(name, "in process", goal, product, peer, round, options.Rounds, before));
            Console.WriteLine(done[^1]);
        }
        if (options.Wants(HalfLoad.Name))
            foreach (var (lines, most) in new[] { (1, 4_000), (20, 1_500) }) done.Add(await HalfLoad.CompareAsync("in process", product, peer, new(Work.Submit, most, 64, lines, Warm), options.Rounds, bench.PlayAsync));
        if (options.Wants(Following)) await FollowAsync(product);
        return done;
    }

    /// <summary>What readers of the feed cost who submit: the product with them beside the product without.</summary>
    private async Task FollowAsync(SideProcess product)
    {
        var round = new Round(Work.Submit, 4_000, 64, 1, Warm);
        var (alone, followed) = (new List<Result>(), new List<Result>());
        for (var i = -1; i < options.Rounds; i++)
        {
            foreach (var readers in i % 2 == 0 ? new[] { 0, Readers } : [Readers, 0])
            {
                var result = await bench.PlayAsync(product, round with { Readers = readers });
                if (i >= 0) (readers == 0 ? alone : followed).Add(result);
            }
        }
        var comparison = new Comparison($"{Following}: {Readers} beside 64 callers, N=1, warm", "in process", null, [.. followed], [.. alone]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{comparison}, each reader told {Comparison.Median(comparison.Product, r => (double)r.Told / Readers / r.Count):0.00} of the events by the end"));
    }
}
