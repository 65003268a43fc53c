using System.Text.Json.Nodes;
using Gongshu.Testing;
using Gongshu.Testing.Postgres;
using Gongshu.Testing.Processes;

namespace Gongshu.Cluster.Tests;

/// <summary>
/// The real program under the faults of <c>reliability.md</c> §4, judged by what its clients wrote down: what was acknowledged is there once,
/// what was not answered is told truly under the same key, and no key has two live claims.
/// </summary>
public sealed class FaultTests : IAsyncLifetime, IDisposable
{
    private const int BeforeTheFault = 60, AfterTheFault = 120;
    private readonly TempFolder _folder = new("fault");
    private PostgresServer? _postgres;
    private string _database = "";

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_postgres is not null) await _postgres.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_program_on_SQLite_lost_nothing_and_doubled_nothing() => await KillAsync(await StartAsync(), seed: 1);

    [Fact]
    public async Task A_killed_program_on_PostgreSQL_lost_nothing_and_doubled_nothing() => await KillAsync(await StartOnPostgreSqlAsync(), seed: 2);

    [Fact]
    public Task A_database_that_stops_at_once_and_starts_again_loses_nothing() => DisturbAsync(seed: 3, async (postgres, _) =>
    {
        await postgres.StopImmediateAsync();
        await postgres.StartAsync();
    });

    [Fact]
    public Task Connections_cut_again_and_again_lose_nothing() => DisturbAsync(seed: 4, async (postgres, clients) =>
    {
        for (var cut = 1; cut <= 10; cut++)
        {
            await postgres.TerminateBackendsAsync(_database);
            await clients.UntilAcknowledgedAsync(BeforeTheFault + (3 * cut));
        }
    });

    private static async Task KillAsync(ServerProcess server, int seed)
    {
        await using var _ = server;
        var clients = new FaultClients(server, seed);
        await clients.BeginAsync();
        using var stop = new CancellationTokenSource();
        var filing = clients.FileAsync(stop.Token);
        await clients.UntilAcknowledgedAsync(BeforeTheFault);
        await server.KillAsync();
        await stop.CancelAsync();
        await filing;
        await server.StartAgainAsync();
        await AssertTruthAsync(clients);
    }

    private async Task DisturbAsync(int seed, Func<PostgresServer, FaultClients, Task> disturb)
    {
        await using var server = await StartOnPostgreSqlAsync();
        var clients = new FaultClients(server, seed);
        await clients.BeginAsync();
        using var stop = new CancellationTokenSource();
        var filing = clients.FileAsync(stop.Token);
        await clients.UntilAcknowledgedAsync(BeforeTheFault);
        await disturb(_postgres!, clients);
        // It goes on by itself, with nobody starting anything again.
        await clients.UntilAcknowledgedAsync(AfterTheFault);
        await stop.CancelAsync();
        await filing;
        await AssertTruthAsync(clients);
    }

    private static async Task AssertTruthAsync(FaultClients clients)
    {
        var acknowledged = clients.Journal.Entries.Where(entry => entry.Answer?.Case is not null).ToArray();
        var silent = clients.Journal.Entries.Where(entry => entry.Answer is null).ToArray();
        var before = await clients.CasesAsync();
        foreach (var entry in acknowledged) AssertSame(entry, before);
        var unheard = before.Keys.Except(acknowledged.Select(entry => entry.Answer!.Case!)).ToHashSet();

        await clients.SendAgainAsync();
        var after = await clients.CasesAsync();
        Assert.Equal(unheard.Order(), silent.Where(entry => entry.Answer!.Replayed).Select(entry => entry.Answer!.Case!).Order());
        foreach (var entry in silent.Where(entry => entry.Answer!.Case is not null)) AssertSame(entry, after);

        // No case without its one key, and nobody was refused for a case that is none.
        var told = clients.Journal.Entries.Where(entry => entry.Answer!.Case is not null).Select(entry => entry.Answer!.Case!).ToArray();
        Assert.Equal(after.Keys.Order(), told.Order());
        Assert.All(clients.Journal.Entries.SelectMany(entry => entry.Answer!.HeldBy), number => Assert.Contains(number, after));
        var live = after.Values.SelectMany(KeysOf).ToArray();
        Assert.Equal(live.Length, live.Distinct().Count());
    }

    private static void AssertSame(FaultEntry entry, IReadOnlyDictionary<string, JsonNode> cases) =>
        Assert.Equal(entry.Answer!.Receipt, (string)cases[entry.Answer.Case!]["receipt"]!);

    private static IEnumerable<(string Worker, string Key)> KeysOf(JsonNode view) =>
        from line in view["lines"]!.AsArray()
        from benefit in line!["benefits"]!.AsArray()
        where (string)benefit!["verdict"]! == "eligible"
        from key in benefit["entitlementKeys"]!.AsArray()
        select ((string)line["workerRef"]!, (string)key!);

    private async Task<ServerProcess> StartOnPostgreSqlAsync()
    {
        _postgres = await PostgresServer.StartNewAsync();
        var database = await _postgres.CreateDatabaseAsync();
        _database = database.Name;
        return await StartAsync("--Database:Provider=PostgreSql", $"--ConnectionStrings:Gongshu={database.ConnectionString}");
    }

    private Task<ServerProcess> StartAsync(params string[] settings) => ServerProcess.StartApiAsync(
        [$"--Data:Directory={_folder.FullPath}", "--Clock:StartAt=2018-03-05T09:00:00+08:00", .. settings]);
}
