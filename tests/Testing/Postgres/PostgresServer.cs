using Gongshu.Testing.Processes;
using Npgsql;

namespace Gongshu.Testing.Postgres;

/// <summary>
/// A throw-away PostgreSQL cluster on a port of its own of 127.0.0.1, with <c>fsync=on</c>, since crash tests mean it. Tests that only
/// need a database share one server a process; a test that stops or kills the server starts one of its own.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartNewAsync);
    private readonly ClusterFolder _folder;
    private int _lastDatabase;

    private PostgresServer(ClusterFolder folder, int port)
    {
        _folder = folder;
        Port = port;
    }

    /// <summary>The TCP port; stays the same over restarts.</summary>
    public int Port { get; }

    /// <summary>The folder of the Unix socket.</summary>
    public string SocketFolder => _folder.Sockets;

    /// <summary>The superuser's connection string for the database <c>postgres</c>, without a pool.</summary>
    public string AdminConnectionString => ConnectionStringFor("postgres") + ";Pooling=false";

    /// <summary>The server of this process, started at the first call, stopped and deleted when the process ends in whatever way.</summary>
    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>Starts a server of the caller's own (about two seconds); disposing it stops it and deletes its data.</summary>
    public static async Task<PostgresServer> StartNewAsync()
    {
        var folder = await ClusterFolder.CreateAsync();
        try
        {
            await PostgresPrograms.RunAsync(
                "initdb", "-D", folder.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync");
            Directory.CreateDirectory(folder.Sockets);
            await PostgresPrograms.OwnAsync(folder.Sockets);
            var server = new PostgresServer(folder, FreePort.Next());
            await server.ConfigureAsync();
            await server.StartAsync();
            return server;
        }
        catch
        {
            await folder.DisposeAsync();
            throw;
        }
    }

    /// <summary>A fresh database; disposing it drops it, whoever is still connected.</summary>
    /// <param name="template">The database to copy, to which nobody may be connected; null: an empty one.</param>
    public async Task<PostgresDatabase> CreateDatabaseAsync(string? template = null)
    {
        var name = $"gongshu_{Interlocked.Increment(ref _lastDatabase)}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template ?? "template0"}");
        return new PostgresDatabase(this, name);
    }

    /// <summary>Stops the server as a power failure with a last word would: no checkpoint, connections cut.</summary>
    public Task StopImmediateAsync() => PostgresPrograms.RunAsync("pg_ctl", "stop", "-D", _folder.Data, "-m", "immediate", "-w", "-s");

    /// <summary>Lets nobody in any more, and returns at once: the server stops when those who are connected have gone.</summary>
    public Task BeginStopAsync() => PostgresPrograms.RunAsync("pg_ctl", "stop", "-D", _folder.Data, "-m", "smart", "-W", "-s");

    /// <summary>Kills the postmaster (SIGKILL), and returns when the processes that it left behind have noticed and are gone.</summary>
    public async Task KillAsync()
    {
        var pidFile = Path.Combine(_folder.Data, "postmaster.pid");
        var postmaster = int.Parse((await File.ReadAllLinesAsync(pidFile))[0]);
        var children = await File.ReadAllTextAsync($"/proc/{postmaster}/task/{postmaster}/children");
        int[] family = [postmaster, .. children.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
        Signal.SendKill(postmaster);
        await Poll.UntilAsync(() => !family.Any(IsOurs), TimeSpan.FromSeconds(20), "the end of all processes of the killed server");

        // In a container nobody may reap the dead postmaster, and a start would take its zombie for a running server: both lock files go.
        File.Delete(pidFile);
        File.Delete(Path.Combine(_folder.Sockets, $".s.PGSQL.{Port}.lock"));
    }

    /// <summary>Starts the server again after it was stopped or killed, on the same port with the same data; returns when it answers.</summary>
    public async Task StartAsync()
    {
        try
        {
            await PostgresPrograms.RunAsync("pg_ctl", "start", "-D", _folder.Data, "-l", _folder.Log, "-w", "-s", "-t", "60");
        }
        catch (InvalidOperationException failure)
        {
            var log = File.Exists(_folder.Log) ? await File.ReadAllTextAsync(_folder.Log) : "(no log)";
            throw new InvalidOperationException($"PostgreSQL did not start. Its log says:\n{log}", failure);
        }
    }

    /// <summary>Cuts every connection to a database, as an administrator or a failing network would.</summary>
    /// <returns>How many were cut.</returns>
    public async Task<int> TerminateBackendsAsync(string database)
    {
        await using var connection = new NpgsqlConnection(AdminConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT count(pg_terminate_backend(pid))::int FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = database });
        return (int)(await command.ExecuteScalarAsync())!;
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    internal string ConnectionStringFor(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = "postgres",
        Database = database,
        MaxPoolSize = 20,
        IncludeErrorDetail = true,
    }.ConnectionString;

    internal async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(AdminConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private Task ConfigureAsync() => File.AppendAllTextAsync(Path.Combine(_folder.Data, "postgresql.conf"),
        $"""

        listen_addresses = '127.0.0.1'
        port = {Port}
        unix_socket_directories = '{_folder.Sockets}'
        max_connections = 100
        shared_buffers = 64MB
        fsync = on
        synchronous_commit = on
        timezone = 'UTC'
        log_min_messages = warning
        """ + "\n");

    private bool IsOurs(int pid)
    {
        try
        {
            return new FileInfo($"/proc/{pid}/cwd").ResolveLinkTarget(returnFinalTarget: false)?.FullName == _folder.Data;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
