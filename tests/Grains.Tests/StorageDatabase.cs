using Gongshu.Ledger;
using System.Data.Common;
using System.Net;
using Gongshu.Silo.Composition;
using Gongshu.Testing;
using Gongshu.Testing.Postgres;
using Microsoft.Data.Sqlite;

namespace Gongshu.Grains.Tests;

/// <summary>A database of a test's own and how to look into it past the storage.</summary>
internal abstract class StorageDatabase : IAsyncDisposable
{
    public abstract SiloSettings Settings { get; }

    /// <summary>The name of the storage table.</summary>
    public abstract string Table { get; }

    /// <summary>An open connection, for looking into the tables and for breaking them.</summary>
    public abstract Task<DbConnection> OpenAsync();

    public async Task<int> ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public abstract ValueTask DisposeAsync();

    protected static ClusterSettings Cluster { get; } =
        new("test", "gongshu", IPAddress.Loopback, 0, 0, 1, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30));
}

internal sealed class SqliteStorageDatabase : StorageDatabase
{
    private readonly TempFolder _folder = new("registry");

    public override SiloSettings Settings =>
        new(new(DatabaseProvider.Sqlite, null), new(_folder.FullPath, false), Cluster);

    public override string Table => "OrleansStorage";

    public override async Task<DbConnection> OpenAsync()
    {
        var connection = new SqliteConnection($"Data Source={Settings.Data.RegistryFile};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

internal sealed class PostgreSqlStorageDatabase(PostgresDatabase database) : StorageDatabase
{
    public static async Task<PostgreSqlStorageDatabase> CreateAsync() => new(await PostgresDatabase.CreateAsync());

    public override SiloSettings Settings =>
        new(new(DatabaseProvider.PostgreSql, database.ConnectionString), new("unused", false), Cluster);

    public override string Table => "orleans.orleansstorage";

    public override async Task<DbConnection> OpenAsync() => await database.OpenAsync();

    public override ValueTask DisposeAsync() => database.DisposeAsync();
}
