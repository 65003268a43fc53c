using Npgsql;

namespace Gongshu.Testing.Postgres;

/// <summary>A database of a test's own; disposing it drops it.</summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly PostgresServer _server;

    internal PostgresDatabase(PostgresServer server, string name)
    {
        _server = server;
        Name = name;
        ConnectionString = server.ConnectionStringFor(name);
    }

    public string Name { get; }

    /// <summary>With a pool of at most 20 connections.</summary>
    public string ConnectionString { get; }

    /// <summary>An empty database on the server that the tests of this process share.</summary>
    public static async Task<PostgresDatabase> CreateAsync() => await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

    /// <summary>An open connection; the caller disposes it.</summary>
    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        try
        {
            await _server.ExecuteAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
        }
        catch (NpgsqlException unreachable) when (unreachable is not PostgresException)
        {
            // The test left the server down; the database goes with its folder.
        }
    }
}
