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

    private static async Task<string> ShowAsync(NpgsqlDataSource source, string setting)
    {
        await using var command = source.CreateCommand($"SHOW {setting}");
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
