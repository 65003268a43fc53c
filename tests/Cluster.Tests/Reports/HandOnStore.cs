using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Gongshu.Cluster.Tests;

/// <summary>SQL past the running program, on its own store.</summary>
internal static class HandOnStore
{
    public static async Task RunAsync(District district, params string[] statements)
    {
        await using var connection = await OpenAsync(district);
        foreach (var sql in statements)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
        }
    }

    public static async Task<long> ScalarAsync(District district, string sql)
    {
        await using var connection = await OpenAsync(district);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync());
    }

    public static async Task WithAsync(District district, Func<DbConnection, Task> change)
    {
        await using var connection = await OpenAsync(district);
        await change(connection);
    }

    private static async Task<DbConnection> OpenAsync(District district)
    {
        DbConnection connection = Setting(district, "--ConnectionStrings:Gongshu=") is { } server
            ? new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { SearchPath = "gongshu", Pooling = false }.ConnectionString)
            : new SqliteConnection($"Data Source={Path.Combine(Setting(district, "--Data:Directory=")!, "ledger.db")};Pooling=False;Default Timeout=30");
        await connection.OpenAsync();
        return connection;
    }

    private static string? Setting(District district, string name) =>
        district.Store.FirstOrDefault(setting => setting.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
}
