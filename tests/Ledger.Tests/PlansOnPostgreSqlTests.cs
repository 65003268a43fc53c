using Gongshu.Policy;
using Npgsql;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

/// <summary>What many ask together is planned for any number of them: PostgreSQL counts how it runs a prepared statement.</summary>
public sealed class PlansOnPostgreSqlTests
{
    /// <summary>So often PostgreSQL tries a plan of its own for each execution before it compares.</summary>
    private const long Trials = 5;

    [Fact]
    public async Task Histories_and_refusals_are_planned_once_however_few_ask()
    {
        await using var server = await PostgresTestDatabase.CreateAsync();
        var one = new NpgsqlConnectionStringBuilder(((PostgresTestDatabase)server).Database.ConnectionString) { MaxPoolSize = 1 };
        await using var source = Ledgers.DataSource(one.ConnectionString);
        var ledger = Ledgers.PostgreSql(source, TestDatabase.Sealer);
        Assert.IsType<Committed>(await ledger.CommitAsync(Submit(Number(1), Key(1))));

        for (var i = 0; i < 20; i++)
        {
            await ledger.LoadHistoriesAsync([Key(i).Subject], default);
            await ledger.LoadRefusalFactsAsync([new(new($"{i:x64}"), ["c_1"], [Number(1)])], default);
            await ledger.LoadStandingAsync([Key(i)], [], default);
        }

        var plans = await PlansAsync(source);
        Assert.Equal(7, plans.Count);
        Assert.All(plans, plan => Assert.Equal((Trials, true), (plan.OwnPlans, plan.Shared > 0)));
    }

    private static async Task<List<(long OwnPlans, long Shared)>> PlansAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT custom_plans, generic_plans FROM pg_prepared_statements WHERE statement LIKE 'SELECT%unnest((SELECT%'");
        await using var reader = await command.ExecuteReaderAsync();
        var plans = new List<(long, long)>();
        while (await reader.ReadAsync()) plans.Add((reader.GetInt64(0), reader.GetInt64(1)));
        return plans;
    }
}
