using System.Data.Common;
using DbUp;
using DbUp.Builder;

namespace Gongshu.Ledger.Tests;

/// <summary>A migrated database of one test's own, and ledgers upon it; several ledgers are several processes.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _opened = [];

    public static Sealer Sealer { get; } = new(new Dictionary<int, byte[]> { [1] = [.. Enumerable.Range(1, 32).Select(i => (byte)i)] });

    public abstract LedgerSchema Schema { get; }

    /// <summary>Before each table's name in hand-written SQL.</summary>
    public abstract string Prefix { get; }

    /// <summary>A further ledger on the same database.</summary>
    public ILedger Open()
    {
        var ledger = Create();
        _opened.Add((IAsyncDisposable)ledger);
        return ledger;
    }

    public async Task CloseAsync(ILedger ledger)
    {
        var disposable = (IAsyncDisposable)ledger;
        _opened.Remove(disposable);
        await disposable.DisposeAsync();
    }

    public abstract Task<DbConnection> ConnectAsync();

    /// <summary>Applies the first migration only, as the program of that day did; for an empty database.</summary>
    public async Task MigrateToFirstAsync()
    {
        if (Prefix.Length > 0) await ScalarAsync("CREATE SCHEMA gongshu");
        var folder = Prefix.Length > 0 ? "PostgreSql" : "Sqlite";
        var result = FirstMigration()
            .WithScriptsEmbeddedInAssembly(typeof(ILedger).Assembly, name => name.Contains($".Migrations.{folder}.0001", StringComparison.Ordinal))
            .WithVariablesDisabled().WithTransactionPerScript().LogToNowhere().Build().PerformUpgrade();
        Assert.True(result.Successful, result.Error?.Message);
    }

    protected abstract UpgradeEngineBuilder FirstMigration();

    /// <summary>All that is stored, as bytes that a thief would read.</summary>
    public abstract Task<byte[]> DumpAsync();

    protected abstract ILedger Create();

    protected abstract ValueTask DropAsync();

    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    public async Task<long> CountAsync(string table) => Convert.ToInt64(await ScalarAsync($"SELECT count(*) FROM {Prefix}{table}"));

    /// <summary>Rows by table: what a command that was refused must not change.</summary>
    public async Task<string> CountsAsync()
    {
        string[] tables =
        [
            "operations", "cases", "claims", "certificates", "decisions", "case_officers", "person_tokens", "traces", "events", "batches", "batch_lines",
            "batch_claims", "worker_aliases",
        ];
        var counts = new List<string>();
        foreach (var table in tables) counts.Add($"{table} {await CountAsync(table)}");
        counts.Add($"live {await ScalarAsync($"SELECT coalesce(sum(live), 0) FROM {Prefix}certificates")}");
        counts.Add($"stopped {await ScalarAsync($"SELECT coalesce(sum(CASE WHEN stopped THEN 1 ELSE 0 END), 0) FROM {Prefix}claims")}");
        counts.Add($"let go {await ScalarAsync($"SELECT coalesce(sum(CASE WHEN failed THEN 1 ELSE 0 END), 0) FROM {Prefix}batch_claims")}");
        counts.Add($"guarding {await ScalarAsync($"SELECT count(*) FROM {Prefix}claims WHERE slot = 0")}");
        return string.Join(", ", counts);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in _opened) await opened.DisposeAsync();
        await DropAsync();
        GC.SuppressFinalize(this);
    }
}
