using Gongshu.Testing.Postgres;
using Npgsql;

namespace Gongshu.Testing.Tests;

public sealed class PostgresServerTests
{
    [Fact]
    public async Task A_fresh_database_is_empty_and_gone_after_its_test()
    {
        var database = await PostgresDatabase.CreateAsync();
        Assert.Equal(0L, await ScalarAsync(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
        Assert.Equal("on", await ScalarAsync(database, "SHOW fsync"));
        Assert.Equal("UTF8", await ScalarAsync(database, "SHOW server_encoding"));

        await database.DisposeAsync();

        var gone = await Assert.ThrowsAsync<PostgresException>(database.OpenAsync);
        Assert.Equal(PostgresErrorCodes.InvalidCatalogName, gone.SqlState);
    }

    [Fact]
    public async Task Two_databases_do_not_see_one_another()
    {
        await using var first = await PostgresDatabase.CreateAsync();
        await using var second = await PostgresDatabase.CreateAsync();
        await ExecuteAsync(first, "CREATE TABLE t (n int)");
        Assert.Equal(0L, await ScalarAsync(second, "SELECT count(*) FROM pg_tables WHERE tablename = 't'"));
    }

    [Fact]
    public async Task A_database_can_be_made_from_a_template()
    {
        var server = await PostgresServer.SharedAsync();
        await using var template = await server.CreateDatabaseAsync();
        await ExecuteAsync(template, "CREATE TABLE t AS SELECT 7 AS n");
        NpgsqlConnection.ClearAllPools();
        await using var copy = await server.CreateDatabaseAsync(template.Name);
        Assert.Equal(7, await ScalarAsync(copy, "SELECT n FROM t"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_committed_row_survives_a_crash_and_an_open_transaction_does_not(bool kill)
    {
        await using var server = await PostgresServer.StartNewAsync();
        await using var database = await server.CreateDatabaseAsync();
        await ExecuteAsync(database, "CREATE TABLE t AS SELECT 1 AS n");
        await using var open = await database.OpenAsync();
        await using var transaction = await open.BeginTransactionAsync();
        await using (var insert = new NpgsqlCommand("INSERT INTO t VALUES (2)", open, transaction))
        {
            await insert.ExecuteNonQueryAsync();
        }

        await (kill ? server.KillAsync() : server.StopImmediateAsync());
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ScalarAsync(database, "SELECT 1"));
        await server.StartAsync();
        NpgsqlConnection.ClearAllPools();

        Assert.Equal(1L, await ScalarAsync(database, "SELECT sum(n) FROM t"));
    }

    [Fact]
    public async Task Cut_connections_are_counted()
    {
        var server = await PostgresServer.SharedAsync();
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await database.OpenAsync();
        Assert.Equal(1, await server.TerminateBackendsAsync(database.Name));
        await Assert.ThrowsAnyAsync<NpgsqlException>(async () =>
        {
            await using var command = new NpgsqlCommand("SELECT 1", connection);
            await command.ExecuteScalarAsync();
        });
    }

    private static async Task<object?> ScalarAsync(PostgresDatabase database, string sql)
    {
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static async Task ExecuteAsync(PostgresDatabase database, string sql) => await ScalarAsync(database, sql);
}
