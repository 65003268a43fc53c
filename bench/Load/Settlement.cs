using Gongshu.Testing.Postgres;
using Npgsql;

namespace Gongshu.Load;

/// <summary>
/// Closing a quarter: the same approved cases in two copies of one database; the product moves its clock past the last day, and its window seals the batch;
/// the peer is one SQL statement. A batch is sealed once, so each round has copies of its own.
/// </summary>
internal sealed class Settlement(Workbench bench, Options options)
{
    private const int Lines = 20, CasesAtOnce = 500;

    /// <summary>No quarter closes in less than half the rate of the statement.</summary>
    private const double Goal = 0.5;

    private static readonly int[] Claims = [1_000, 10_000, 100_000];

    private static string NameOf(int claims) => $"settlement of {claims} claims";

    public async Task<List<Comparison>> RunAsync()
    {
        var chosen = Claims.Where(claims => options.Wants(NameOf(claims))).ToArray();
        var done = new List<Comparison>();
        if (chosen.Length == 0) return done;
        await using var filled = await bench.CreateDatabaseAsync();
        var stored = 0;
        foreach (var claims in chosen)
        {
            await FillAsync(filled, (claims - stored) / Lines);
            stored = claims;
            done.Add(await CompareAsync(filled, claims));
            Console.WriteLine(done[^1]);
        }
        return done;
    }

    /// <summary>By the peer, whose rows are the same, and which begins no tree of events under a key of its own.</summary>
    private static async Task FillAsync(PostgresDatabase database, int cases)
    {
        await using (var side = await SideProcess.StartAsync("plain", database.ConnectionString, World.StartAt, firstStranger: await StoredClaimsAsync(database)))
            for (var left = cases; left > 0; left -= CasesAtOnce) await side.PlayAsync(new(Work.Submit, Math.Min(left, CasesAtOnce), 16, Lines));
        // As three officers would leave them.
        await ExecuteAsync(database, "UPDATE gongshu.cases SET status = 4, waiting = amount WHERE status = 1; UPDATE gongshu.claims SET status = 2 WHERE status = 1; ANALYZE");
        NpgsqlConnection.ClearAllPools();
    }

    private async Task<Comparison> CompareAsync(PostgresDatabase filled, int claims)
    {
        var (products, peers) = (new List<Result>(), new List<Result>());
        for (var i = 0; i < options.Rounds; i++)
        {
            foreach (var kind in i % 2 == 0 ? new[] { "actors", "plain" } : ["plain", "actors"])
            {
                await using var copy = await bench.CreateDatabaseAsync(filled.Name);
                await using var side = await SideProcess.StartAsync(kind, copy.ConnectionString, World.StartAt);
                (kind == "actors" ? products : peers).Add(await bench.PlayAsync(side, new(Work.Settle, claims / Lines, 1)));
            }
        }
        return new(NameOf(claims), "in process", Goal, [.. products], [.. peers]);
    }

    private static async Task<int> StoredClaimsAsync(PostgresDatabase database)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand("SELECT coalesce(sum(lines), 0)::int FROM gongshu.cases");
        try
        {
            return (int)(await command.ExecuteScalarAsync())!;
        }
        catch (PostgresException absent) when (absent.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return 0;
        }
    }

    private static async Task ExecuteAsync(PostgresDatabase database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
