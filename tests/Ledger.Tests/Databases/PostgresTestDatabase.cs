using System.Data.Common;
using System.Diagnostics;
using DbUp;
using DbUp.Builder;
using Gongshu.Testing.Postgres;
using Npgsql;

namespace Gongshu.Ledger.Tests;

/// <summary>Copied from a template that was migrated once.</summary>
public sealed class PostgresTestDatabase : TestDatabase
{
    private static readonly Lazy<Task<string>> Template = new(MigrateTemplateAsync);

    private PostgresTestDatabase(PostgresDatabase database, string? connectionString = null)
    {
        Database = database;
        Source = Ledgers.DataSource(connectionString ?? database.ConnectionString);
        Schema = LedgerSchema.PostgreSql(Source);
    }

    public PostgresDatabase Database { get; }

    public NpgsqlDataSource Source { get; }

    public override LedgerSchema Schema { get; }

    public override string Prefix => "gongshu.";

    public static async Task<TestDatabase> CreateAsync() =>
        new PostgresTestDatabase(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(await Template.Value));

    public static async Task<TestDatabase> CreateEmptyAsync() => new PostgresTestDatabase(await PostgresDatabase.CreateAsync());

    /// <summary>On a server of the test's own, which it may stop.</summary>
    public static async Task<PostgresTestDatabase> CreateOnAsync(PostgresServer server)
    {
        var database = new PostgresTestDatabase(await server.CreateDatabaseAsync());
        database.Schema.Migrate();
        return database;
    }

    public override async Task<DbConnection> ConnectAsync() => await Database.OpenAsync();

    public override async Task<byte[]> DumpAsync()
    {
        var settings = new NpgsqlConnectionStringBuilder(Database.ConnectionString);
        using var dump = Process.Start(new ProcessStartInfo("pg_dump", ["-h", settings.Host!, "-p", settings.Port.ToString(), "-U", "postgres", Database.Name])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var all = new MemoryStream();
        await dump.StandardOutput.BaseStream.CopyToAsync(all);
        await dump.WaitForExitAsync();
        Assert.Equal(0, dump.ExitCode);
        return all.ToArray();
    }

    protected override UpgradeEngineBuilder FirstMigration() =>
        DeployChanges.To.PostgresqlDatabase(Database.ConnectionString).JournalToPostgresqlTable("gongshu", "schema_versions");

    protected override ILedger Create() => Ledgers.PostgreSql(Source, Sealer);

    protected override async ValueTask DropAsync()
    {
        await Source.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static async Task<string> MigrateTemplateAsync()
    {
        var database = await PostgresDatabase.CreateAsync();
        await using var source = Ledgers.DataSource(database.ConnectionString + ";Pooling=false");
        LedgerSchema.PostgreSql(source).Migrate();
        return database.Name;
    }
}
