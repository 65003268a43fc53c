using System.Data.Common;
using DbUp;
using DbUp.Builder;
using Gongshu.Testing;
using Microsoft.Data.Sqlite;

namespace Gongshu.Ledger.Tests;

public sealed class SqliteTestDatabase : TestDatabase
{
    private readonly TempFolder _folder = new("ledger");

    public SqliteTestDatabase(bool migrated = true)
    {
        Schema = LedgerSchema.Sqlite(FilePath);
        if (migrated) Schema.Migrate();
    }

    public string FilePath => _folder["ledger.db"];

    public override LedgerSchema Schema { get; }

    public override string Prefix => "";

    protected override UpgradeEngineBuilder FirstMigration() =>
        DeployChanges.To.SqliteDatabase($"Data Source={FilePath};Pooling=False").JournalToSqliteTable("schema_versions");

    protected override ILedger Create() => Ledgers.Sqlite(FilePath, Sealer);

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    public override async Task<byte[]> DumpAsync()
    {
        var all = new MemoryStream();
        foreach (var file in Directory.GetFiles(_folder.FullPath))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await stream.CopyToAsync(all);
        }
        return all.ToArray();
    }

    protected override ValueTask DropAsync()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
