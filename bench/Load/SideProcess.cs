using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace Gongshu.Load;

/// <summary>A side in a process of its own, so that CPU time, allocations and the collector's pauses are its own. Orders go in by line, results come out by line.</summary>
internal sealed class SideProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SideProcess(Process process) => _process = process;

    /// <param name="kind">As <see cref="ServeAsync"/> knows it.</param>
    /// <param name="place">A connection string, or for SQLite a folder.</param>
    /// <param name="firstStranger">Strangers that were named before, or are named by another process.</param>
    /// <param name="firstWarm">Where this process's warm population begins.</param>
    public static async Task<SideProcess> StartAsync(string kind, string place, string startAt, int firstStranger = 0, int firstWarm = 0)
    {
        var numbers = new[] { firstStranger, firstWarm }.Select(number => number.ToString(CultureInfo.InvariantCulture));
        var start = new ProcessStartInfo("dotnet", [typeof(SideProcess).Assembly.Location, "side", kind, place, startAt, .. numbers])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var side = new SideProcess(Process.Start(start) ?? throw new InvalidOperationException("The side did not start."));
        if (await side._process.StandardOutput.ReadLineAsync() != "ready") throw new InvalidOperationException($"The side {kind} did not become ready.");
        return side;
    }

    public async Task<Result> PlayAsync(Round round)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(round, RoundJson.Default.Round));
        await _process.StandardInput.FlushAsync();
        var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The side ended.");
        return JsonSerializer.Deserialize(line, RoundJson.Default.Result)!;
    }

    /// <summary>The other end: obeys until the orders end.</summary>
    public static async Task<int> ServeAsync(string kind, string place, string startAt, int firstStranger, int firstWarm)
    {
        await using (var side = await OpenAsync(kind, place, startAt))
        {
            var runner = new Runner(side, kind, firstStranger, firstWarm);
            await Console.Out.WriteLineAsync("ready");
            while (await Console.In.ReadLineAsync() is { } line)
            {
                var round = JsonSerializer.Deserialize(line, RoundJson.Default.Round)!;
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(await runner.PlayAsync(round), RoundJson.Default.Result));
            }
        }
        if (kind == "actors" && Directory.Exists(KeysOf(place))) Directory.Delete(KeysOf(place), recursive: true);
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }
        _process.Dispose();
    }

    private static async Task<ISide> OpenAsync(string kind, string place, string startAt) => kind switch
    {
        "actors" => await ActorSide.StartAsync([("Database:Provider", "PostgreSql"), ("ConnectionStrings:Gongshu", place), ("Data:Directory", KeysOf(place))], startAt),
        "plain" => new PlainSide(place, startAt),
        "actors-sqlite" => await ActorSide.StartAsync([("Data:Directory", place)], startAt),
        "raw-sqlite" => new RawSqliteSide(place, startAt),
        "http" => new HttpSide(place),
        _ => throw new ArgumentException($"There is no side {kind}.", nameof(kind)),
    };

    /// <summary>Silos of one database share the key that signs its tree, which the first of them makes.</summary>
    private static string KeysOf(string connection) => Path.Combine(Path.GetTempPath(), "gongshu-bench-" + new NpgsqlConnectionStringBuilder(connection).Database);
}
