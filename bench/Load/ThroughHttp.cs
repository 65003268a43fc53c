using System.Text.Json;
using Gongshu.Testing;
using Gongshu.Testing.Processes;

namespace Gongshu.Load;

/// <summary>The same loads through HTTP: both programs as they are started, tokens and all, and a generator of its own for each.</summary>
internal sealed class ThroughHttp(Workbench bench, Options options)
{
    private const int Warm = 4_000;

    /// <summary>As in process.</summary>
    private static readonly Round[] WarmUp =
    [
        .. Enumerable.Repeat(new Round(Work.Submit, 5_000, 64), 5), .. Enumerable.Repeat(new Round(Work.Submit, 500, 64, 20), 3),
    ];

    private static readonly (string Name, double? Goal, Round Round, Round? Before)[] Loads =
    [
        ("HTTP submit N=1, 64 callers, warm", 1.8, new(Work.Submit, 2_000, 64, 1, Warm), null),
        ("HTTP submit N=20, 64 callers, warm", 1.2, new(Work.Submit, 800, 64, 20, Warm), null),
        ("HTTP submit N=20, 16 callers, warm", 1.0, new(Work.Submit, 800, 16, 20, Warm), null),
        ("HTTP submit N=200, 16 callers, warm", 1.0, new(Work.Submit, 80, 16, 200, Warm), null),
        ("HTTP submit N=1, 64 callers, cold", 1.5, new(Work.Submit, 2_000, 64), null),
        ("HTTP submit N=20, 64 callers, cold", 0.9, new(Work.Submit, 800, 64, 20), null),
        ("HTTP submit N=200, 16 callers, cold", 0.8, new(Work.Submit, 80, 16, 200), null),
        ("HTTP duplicates of one hot worker, 64 callers", 1.5, new(Work.Hot, 4_000, 64), null),
        ("HTTP precheck N=20, 16 callers, warm", null, new(Work.Precheck, 600, 16, 20, Warm), null),
        ("HTTP decision, 16 callers", null, new(Work.Decide, 500, 16), new(Work.Submit, 500, 16, 1, Warm)),
        ("HTTP history of a worker, 16 callers, warm", 1.3, new(Work.History, 8_000, 16, 1, Warm), null),
    ];

    public static IEnumerable<string> Names => Loads.Select(load => load.Name);

    public async Task<List<Comparison>> RunAsync()
    {
        var chosen = Loads.Where(load => options.Wants(load.Name)).ToArray();
        if (chosen.Length == 0 && !options.Wants(HalfLoad.Name)) return [];
        var folder = Directory.CreateTempSubdirectory("gongshu-bench-");
        try
        {
            string[] keys = [.. TrialKeys.Settings.Select(setting => $"--{setting.Name}={setting.Value}"), $"--Clock:StartAt={World.StartAt}"];
            await using var product = await ServerProcess.StartAsync(new(Checkout.Program("Api"))
            {
                Arguments = [.. keys, $"--Data:Directory={folder.FullName}", "--Database:Provider=PostgreSql", $"--ConnectionStrings:Gongshu={await bench.DatabaseAsync()}"],
            });
            var (portal, handler) = (await TokenAsync(product, "portal-1", "portal"), await TokenAsync(product, "h-1", "handler"));
            await using var peer = await ServerProcess.StartAsync(new(typeof(PlainSql.Plain).Assembly.Location)
            {
                Arguments = [.. keys, $"--Auth:KeyFile={Path.Combine(folder.FullName, "development-issuer.pem")}", $"--ConnectionStrings:Gongshu={await bench.DatabaseAsync()}"],
            });
            foreach (var server in new[] { product, peer }) await HttpSide.RegisterAsync(server.Url, handler);
            await using var onProduct = await SideProcess.StartAsync("http", $"{product.Url} {portal} {handler}", World.StartAt);
            await using var onPeer = await SideProcess.StartAsync("http", $"{peer.Url} {portal} {handler}", World.StartAt);
            foreach (var side in new[] { onProduct, onPeer })
            {
                foreach (var round in WarmUp) await side.PlayAsync(round);
                await side.PlayAsync(new(Work.Submit, Warm / 20, 16, 20, Warm));
                await side.PlayAsync(new(Work.Hot, 1, 1));
                if (chosen.Any(load => load.Round.Work == Work.Hot))
                    for (var i = 0; i < 3; i++) await side.PlayAsync(new(Work.Hot, 4_000, 64));
            }
            var done = new List<Comparison>();
            foreach (var (name, goal, round, before) in chosen)
            {
                done.Add(await Workbench.CompareAsync(
                    name, "through HTTP", goal, onProduct, onPeer, round, options.Rounds, (side, played) => PlayAsync(side, side == onProduct ? product : peer, played), before));
                Console.WriteLine(done[^1]);
            }
            if (options.Wants(HalfLoad.Name))
                done.Add(await HalfLoad.CompareAsync("through HTTP", onProduct, onPeer, new(Work.Submit, 2_000, 64, 1, Warm), options.Rounds, (side, played) => PlayAsync(side, side == onProduct ? product : peer, played)));
            return done;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The CPU time is the program's, not the generator's.</summary>
    private async Task<Result> PlayAsync(SideProcess side, ServerProcess program, Round round)
    {
        var before = ServerMeter.CpuOf(program.Id);
        var result = await bench.PlayAsync(side, round);
        return result with { CpuSeconds = ServerMeter.CpuOf(program.Id) - before };
    }

    private static async Task<string> TokenAsync(ServerProcess product, string sub, string role)
    {
        var org = role == "portal" ? ",\"org\":\"*\"" : "";
        using var answer = await product.Client.PostAsync("/dev/tokens", HttpSide.Json($"{{\"sub\":\"{sub}\",\"name\":\"测试\",\"roles\":[\"{role}\"]{org}}}"));
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("accessToken").GetString()!;
    }
}
