using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using Gongshu.Ledger;
using Gongshu.Silo;
using Gongshu.Silo.Schema;
using Gongshu.Silo.Startup;
using Gongshu.Silo.Storage;
using Gongshu.Testing;
using Gongshu.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Gongshu.Grains.Tests;

/// <summary>What a silo starts with, and what it refuses to start with.</summary>
public sealed class StorageStartTests : IDisposable
{
    private readonly TempFolder _folder = new("start");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Keeps_grain_state_in_the_data_folder_over_a_restart()
    {
        await using (var silo = await StorageSilo.StartAsync($"Data:Directory={_folder["data"]}"))
        {
            await silo.Probe("ent-1").Put("kept", 7);
        }

        // A silo that stopped in order has copied its log back into the file.
        Assert.Equal(["development-keys.json", "gongshu.lock", "ledger.db", "registry.db", "tree-head-key.pem"], Directory.GetFiles(_folder["data"]).Select(Path.GetFileName).Order());
        await using var again = await StorageSilo.StartAsync($"Data:Directory={_folder["data"]}");
        Assert.Equal("kept", await again.Probe("ent-1").Text());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["data"]));
        }
    }

    [Fact]
    public async Task Several_silos_start_at_once_side_by_side()
    {
        var silos = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => StorageSilo.StartAsync($"Data:Directory={_folder[$"data{n}"]}")));

        var ports = silos.Select(silo => silo.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.Endpoint.Port).ToList();
        Assert.Equal(6, ports.Distinct().Count());
        foreach (var silo in silos)
        {
            await silo.Probe("ent-1").Put(silo.Name, 1);
        }

        foreach (var silo in silos)
        {
            Assert.Equal(silo.Name, await silo.Probe("ent-1").Text());
            await silo.DisposeAsync();
        }
    }

    [Fact]
    public void A_reserved_port_is_given_to_nobody_who_asks_for_a_free_one()
    {
        using var host = StorageSilo.Build("Development", $"Data:Directory={_folder["data"]}");
        var reserved = host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.Endpoint.Port;

        // Enough draws for any free port to come up: the system chooses among some 14,000.
        for (var draw = 0; draw < 100_000; draw++)
        {
            using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Assert.NotEqual(reserved, ((IPEndPoint)other.LocalEndPoint!).Port);
        }
    }

    [Fact]
    public async Task A_data_folder_in_use_is_refused_and_free_again_afterwards()
    {
        await using (await StorageSilo.StartAsync($"Data:Directory={_folder["data"]}"))
        {
            var refused = await Assert.ThrowsAsync<StartupRefusedException>(() => StorageSilo.StartAsync($"Data:Directory={_folder["data"]}"));
            Assert.Contains("in use by another process", Assert.Single(refused.Faults), StringComparison.Ordinal);
        }

        await using var next = await StorageSilo.StartAsync($"Data:Directory={_folder["data"]}");
    }

    [Fact]
    public void Names_every_wrong_setting_at_once()
    {
        var refused = Assert.Throws<StartupRefusedException>(() => StorageSilo.Build(
            "Development",
            "Database:Provider=Oracle",
            "Orleans:SiloPort=70000",
            "Orleans:GatewayPort=-1",
            "Orleans:AdvertisedAddress=0.0.0.0",
            "Orleans:DeathVotes=none",
            "Data:AllowEmbeddedInProduction=perhaps"));

        string[] keys = ["Database:Provider", "Orleans:SiloPort", "Orleans:GatewayPort", "Orleans:AdvertisedAddress", "Orleans:DeathVotes", "Data:AllowEmbeddedInProduction"];
        Assert.Equal(keys.Length, refused.Faults.Count);
        Assert.All(keys, key => Assert.Contains(refused.Faults, fault => fault.StartsWith(key, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Password=geheim")]
    [InlineData("Nonsense=geheim")]
    public void Refuses_PostgreSQL_without_a_usable_connection_string_and_does_not_repeat_it(string connectionString)
    {
        var refused = Assert.Throws<StartupRefusedException>(() =>
            StorageSilo.Build("Development", "Database:Provider=PostgreSql", $"ConnectionStrings:Gongshu={connectionString}"));

        var fault = Assert.Single(refused.Faults);
        Assert.StartsWith("ConnectionStrings:Gongshu", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_fewer_connections_than_a_silo_needs()
    {
        const string server = "ConnectionStrings:Gongshu=Host=127.0.0.1;Password=geheim;Maximum Pool Size=";
        var refused = Assert.Throws<StartupRefusedException>(() => StorageSilo.Build("Development", "Database:Provider=PostgreSql", server + "5"));
        Assert.Equal(["ConnectionStrings:Gongshu allows 5 connections (Maximum Pool Size); a silo needs 6 at least."], refused.Faults);
        using var enough = StorageSilo.Build("Development", "Database:Provider=PostgreSql", server + "6");
    }

    [Fact]
    public async Task A_silo_opens_no_more_connections_than_its_connection_string_says_whatever_it_does_at_once()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        // A seventh would be refused, and Orleans' share, which the health check takes part in, does not ask again.
        await ExecuteAsync(database, $"CREATE ROLE {database.Name}_six LOGIN CONNECTION LIMIT 6");
        await ExecuteAsync(database, $"ALTER DATABASE {database.Name} OWNER TO {database.Name}_six");
        var stated = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = database.Name + "_six", MaxPoolSize = 6, MinPoolSize = 5 };
        await using var silo = await StorageSilo.StartAsync("Database:Provider=PostgreSql", $"ConnectionStrings:Gongshu={stated.ConnectionString}", $"Data:Directory={_folder["data"]}");
        var (health, ledger) = (silo.Services.GetRequiredService<HealthCheckService>(), silo.Services.GetRequiredService<ILedger>());

        var probes = Enumerable.Range(0, 50).Select(_ => health.CheckHealthAsync()).ToList();
        var writes = Enumerable.Range(0, 50).Select(n => silo.Probe($"ent-{n}").Put("kept", n)).ToList();
        var reads = Enumerable.Range(0, 200).Select(_ => ledger.ImportsAsync(CancellationToken.None)).ToList();

        await Task.WhenAll([.. writes, .. reads]);
        Assert.All(await Task.WhenAll(probes), report => Assert.Equal(HealthStatus.Healthy, report.Status));
        Assert.Equal((4, 2), (Most(silo.Services.GetRequiredService<NpgsqlDataSource>()), Most(silo.Services.GetRequiredService<RegistryDatabase>().DataSource)));

        static int Most(DbDataSource source) => new NpgsqlConnectionStringBuilder(source.ConnectionString).MaxPoolSize;
    }

    [Fact]
    public async Task Production_refuses_the_embedded_database_unless_it_is_allowed()
    {
        string[] settings = [.. StorageSilo.SampleKeys, $"Data:Directory={_folder["data"]}"];
        Assert.Throws<StartupRefusedException>(() => StorageSilo.Build("Production", settings));
        Assert.False(Directory.Exists(_folder["data"]));

        using var allowed = StorageSilo.Build("Production", [.. settings, "Data:AllowEmbeddedInProduction=true"]);
        await allowed.StartAsync();
        await allowed.StopAsync();
    }

    [Fact]
    public async Task Production_does_not_migrate_PostgreSQL_and_names_all_that_is_wrong_with_it()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await using var database = await server.CreateDatabaseAsync();
        string[] settings = [.. StorageSilo.SampleKeys, "Database:Provider=PostgreSql", $"ConnectionStrings:Gongshu={database.ConnectionString}"];
        await ExecuteAsync(database, "ALTER SYSTEM SET fsync = off");
        await ExecuteAsync(database, "ALTER SYSTEM SET synchronous_commit = off");
        await ExecuteAsync(database, "SELECT pg_reload_conf()");
        await Poll.UntilAsync(async () => await ShowAsync(database, "fsync") == "off", TimeSpan.FromSeconds(10), "fsync=off");

        using var complaints = new StringWriter();
        var code = await GongshuSilo.RunGongshuAsync(() => StorageSilo.Build("Production", settings), complaints);

        Assert.Equal(1, code);
        Assert.All(
            ["0001-grain-storage", "unique index", "fsync=off", "synchronous_commit=off"],
            word => Assert.Contains(word, complaints.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Production_starts_on_a_migrated_PostgreSQL_and_is_not_ready_without_the_unique_index()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        using var host = StorageSilo.Build("Production", [.. StorageSilo.SampleKeys, "Database:Provider=PostgreSql", $"ConnectionStrings:Gongshu={database.ConnectionString}"]);
        host.Services.GetRequiredService<RegistrySchema>().Migrate();
        host.Services.GetRequiredService<LedgerSchema>().Migrate();
        await host.StartAsync();
        var health = host.Services.GetRequiredService<HealthCheckService>();
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync()).Status);

        await ExecuteAsync(database, "DROP INDEX orleans.ux_orleansstorage");

        Assert.Equal(HealthStatus.Unhealthy, (await health.CheckHealthAsync()).Status);
        await host.StopAsync();
    }

    private static async Task ExecuteAsync(PostgresDatabase database, string sql)
    {
        await using var connection = await database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> ShowAsync(PostgresDatabase database, string setting)
    {
        await using var connection = await database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SHOW {setting}";
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
