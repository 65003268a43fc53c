namespace Gongshu.Cluster.Tests;

// Most suites share one program for each database: it stands at 2018-03-20 10:00 with training plans filed in time, and its clock is left alone.

/// <summary>The shared program on SQLite.</summary>
public sealed class SharedOnSqlite : OnSqlite
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await SharedPrograms.PrepareAsync(District);
    }
}

/// <summary>The shared program on PostgreSQL.</summary>
public sealed class SharedOnPostgreSql : OnPostgreSql
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await SharedPrograms.PrepareAsync(District);
    }
}

/// <summary>The tests that share the program on SQLite.</summary>
[CollectionDefinition(Name)]
public sealed class SqliteTests : ICollectionFixture<SharedOnSqlite>
{
    public const string Name = "SQLite";
}

/// <summary>The tests that share the program on PostgreSQL.</summary>
[CollectionDefinition(Name)]
public sealed class PostgreSqlTests : ICollectionFixture<SharedOnPostgreSql>
{
    public const string Name = "PostgreSQL";
}

internal static class SharedPrograms
{
    public static async Task PrepareAsync(District district)
    {
        await district.FilePlansAsync(60);
        await district.MoveClockAsync("2018-03-20T10:00:00+08:00");
    }
}
