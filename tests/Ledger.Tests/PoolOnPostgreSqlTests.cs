using Gongshu.Testing.Postgres;
using Npgsql;

namespace Gongshu.Ledger.Tests;

/// <summary>What the connections of the ledger are set to.</summary>
public sealed class PoolOnPostgreSqlTests
{
    [Fact]
    public async Task PostgreSQL_compiles_no_query_of_the_ledger()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await using var source = Ledgers.DataSource(database.ConnectionString);

        Assert.Equal("off", await ShowAsync(source, "jit"));
    }

    [Fact]
    public async Task Options_of_the_connection_string_stay_and_win()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        var given = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Options = "-c statement_timeout=41s -c jit=on" };
        await using var source = Ledgers.DataSource(given.ConnectionString);

        Assert.Equal("41s", await ShowAsync(source, "statement_timeout"));
        Assert.Equal("on", await ShowAsync(source, "jit"));
    }

    [Theory]
    [InlineData("", 16, 8)]
    [InlineData(";Minimum Pool Size=2", 16, 8)]
    [InlineData(";Maximum Pool Size=6", 4, 2)]
    [InlineData(";MaxPoolSize=20", 14, 6)]
    [InlineData(";maximum pool size=24", 16, 8)]
    [InlineData(";Maximum Pool Size=100", 92, 8)]
    [InlineData(";Maximum Pool Size=1", 1, 1)]
    public void What_is_stated_is_the_sum_of_both_pools(string stated, int ledger, int orleans) =>
        Assert.Equal(new ConnectionShares(ledger, orleans), ConnectionShares.Of("Host=127.0.0.1" + stated));

    [Theory]
    [InlineData("", 24)]
    [InlineData(";Minimum Pool Size=50", 24)]
    [InlineData(";Maximum Pool Size=100", 100)]
    public void A_pool_has_the_default_unless_its_size_is_stated(string stated, int most)
    {
        using var source = Ledgers.DataSource("Host=127.0.0.1" + stated);
        Assert.Equal(most, new NpgsqlConnectionStringBuilder(source.ConnectionString).MaxPoolSize);
    }

    [Fact]
    public async Task The_ledger_opens_no_more_than_its_share_and_loses_nobody_who_waits_for_one()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await using var source = Ledgers.DataSource(database.ConnectionString, most: 3);
        LedgerSchema.PostgreSql(source).Migrate();
        var ledger = Ledgers.PostgreSql(source, TestDatabase.Sealer);

        await Task.WhenAll(Enumerable.Range(1, 200).Select(i => ledger.CommitAsync(Samples.Submit(Samples.Number(i), Samples.Key(i)))));

        Assert.All(await Task.WhenAll(Enumerable.Range(1, 200).Select(i => ledger.FindCaseAsync(Samples.Number(i), default))), Assert.NotNull);
        await using var count = source.CreateCommand("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()");
        Assert.InRange((long)(await count.ExecuteScalarAsync())!, 1, 3);
    }

    private static async Task<string> ShowAsync(NpgsqlDataSource source, string setting)
    {
        await using var command = source.CreateCommand($"SHOW {setting}");
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
