using Gongshu.Testing.Postgres;
using Npgsql;

namespace Gongshu.Load;

/// <summary>A throw-away database server with fsync on, and both sides beside one another, each on a database of its own.</summary>
internal sealed class Workbench : IAsyncDisposable
{
    private const int Uncounted = 2;

    private readonly PostgresServer _server;
    private readonly List<PostgresDatabase> _databases = [];
    private readonly ServerMeter _meter;

    private Workbench(PostgresServer server)
    {
        _server = server;
        _meter = new(server.AdminConnectionString);
    }

    /// <summary>
    /// Without a checkpoint in the middle: after each, every page that is written to goes whole into the log once more, and that would befall whichever side is at work just then.
    /// </summary>
    public static async Task<Workbench> OpenAsync()
    {
        var server = await PostgresServer.StartNewAsync();
        await using var source = NpgsqlDataSource.Create(server.AdminConnectionString);
        foreach (var setting in new[] { "ALTER SYSTEM SET max_wal_size = '16GB'", "ALTER SYSTEM SET checkpoint_timeout = '1h'", "SELECT pg_reload_conf()" })
        {
            await using var command = source.CreateCommand(setting);
            await command.ExecuteNonQueryAsync();
        }
        return new(server);
    }

    /// <param name="template">The database to copy; null: an empty one.</param>
    public Task<PostgresDatabase> CreateDatabaseAsync(string? template = null) => _server.CreateDatabaseAsync(template);

    /// <summary>An empty database that stays until the end.</summary>
    /// <param name="connections">The most that one side opens: more than the program's default, as the peer uses them all.</param>
    public async Task<string> DatabaseAsync(int connections = 32)
    {
        var database = await CreateDatabaseAsync();
        _databases.Add(database);
        return new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = connections }.ConnectionString;
    }

    /// <summary>Plays a round and adds what the server spent on it.</summary>
    public Task<Result> PlayAsync(SideProcess side, Round round) => MeasureServerAsync(() => side.PlayAsync(round));

    /// <inheritdoc cref="PlayAsync"/>
    public async Task<Result> MeasureServerAsync(Func<Task<Result>> play)
    {
        var before = await _meter.ReadAsync();
        var result = await play();
        var after = await _meter.ReadAsync();
        return result with { ServerCpuSeconds = after.CpuSeconds - before.CpuSeconds, WalBytes = after.WalBytes - before.WalBytes };
    }

    /// <inheritdoc cref="CompareAsync(string, string, double?, SideProcess, SideProcess, Round, int, Func{SideProcess, Round, Task{Result}}, Round?)"/>
    public Task<Comparison> CompareAsync(string name, string where, double? goal, SideProcess product, SideProcess peer, Round round, int rounds, Round? before = null) =>
        CompareAsync(name, where, goal, product, peer, round, rounds, PlayAsync, before);

    /// <summary>
    /// Some rounds each that do not count, so that what is compiled for much-used code is compiled; then <paramref name="rounds"/> of each, in the order
    /// A B B A A B ….
    /// </summary>
    public static async Task<Comparison> CompareAsync(
        string name, string where, double? goal, SideProcess product, SideProcess peer, Round round, int rounds, Func<SideProcess, Round, Task<Result>> play, Round? before = null)
    {
        var (products, peers) = (new List<Result>(), new List<Result>());
        for (var i = -Uncounted; i < rounds; i++)
        {
            foreach (var side in i % 2 == 0 ? new[] { product, peer } : [peer, product])
            {
                if (before is not null) await side.PlayAsync(before);
                var result = await play(side, round);
                if (i >= 0) (side == product ? products : peers).Add(result);
            }
        }
        return new(name, where, goal, [.. products], [.. peers]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases) await database.DisposeAsync();
        await _server.DisposeAsync();
    }
}
