using Gongshu.Testing;
using Gongshu.Testing.Postgres;

namespace Gongshu.Grains.Tests;

/// <summary>A database of a test's own, for one host after another, or several at once.</summary>
internal sealed class WindowsStore : IAsyncDisposable
{
    private readonly TempFolder _folder = new("windows");
    private PostgresDatabase? _database;

    /// <summary>What a host is told of it.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings => Place.Concat(More);

    /// <summary>What the next host is told besides.</summary>
    public Dictionary<string, string?> More { get; } = [];

    private IEnumerable<KeyValuePair<string, string?>> Place => _database is null
        ? [new("Data:Directory", _folder.FullPath)]
        : [new("Data:Directory", _folder.FullPath), new("Database:Provider", "PostgreSql"), new("ConnectionStrings:Gongshu", _database.ConnectionString)];

    public string DataDirectory => _folder.FullPath;

    public static Task<WindowsStore> OnSqliteAsync() => Task.FromResult(new WindowsStore());

    public static async Task<WindowsStore> OnPostgreSqlAsync() => new() { _database = await PostgresDatabase.CreateAsync() };

    public async ValueTask DisposeAsync()
    {
        if (_database is not null) await _database.DisposeAsync();
        _folder.Dispose();
    }
}
