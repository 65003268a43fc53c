using Gongshu.Testing;
using Gongshu.Testing.Postgres;
using Gongshu.Testing.Processes;

namespace Gongshu.Cluster.Tests;

/// <summary>A running program on an empty database of its own. Starts on 2018-03-05, inside the window 2018Q1.</summary>
public abstract class DistrictFixture : IAsyncLifetime, IAsyncDisposable
{
    private readonly TempFolder _data = new("proof");
    private ServerProcess? _server;

    public District District { get; private set; } = null!;

    /// <summary>The settings that name the database.</summary>
    protected abstract Task<string[]> DatabaseAsync();

    public virtual async Task InitializeAsync()
    {
        string[] settings = [$"--Data:Directory={_data}", "--Clock:StartAt=2018-03-05T09:00:00+08:00", .. await DatabaseAsync()];
        _server = await ServerProcess.StartApiAsync(settings);
        District = await District.OpenAsync(_server);
        District.Store = [.. settings.Where(setting => !setting.StartsWith("--Clock", StringComparison.Ordinal))];
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _data.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected virtual void AssertSound(Verified verified) => verified.AssertClean();

    /// <summary>Whatever the suite did to the store, it has to fit together afterwards.</summary>
    async Task IAsyncLifetime.DisposeAsync()
    {
        try
        {
            if (District is not null) AssertSound(await Verified.RunAsync(District.Store));
        }
        finally
        {
            await DisposeAsync();
        }
    }
}

/// <summary>The embedded default.</summary>
public class OnSqlite : DistrictFixture
{
    protected override Task<string[]> DatabaseAsync() => Task.FromResult<string[]>([]);
}

/// <summary>A real PostgreSQL server.</summary>
public class OnPostgreSql : DistrictFixture
{
    private PostgresDatabase? _database;

    protected override async Task<string[]> DatabaseAsync()
    {
        _database = await PostgresDatabase.CreateAsync();
        return ["--Database:Provider=PostgreSql", $"--ConnectionStrings:Gongshu={_database.ConnectionString}"];
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
