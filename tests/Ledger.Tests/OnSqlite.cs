namespace Gongshu.Ledger.Tests;

/// <summary>The contract on SQLite.</summary>
public static class OnSqlite
{
    private static Task<TestDatabase> NewAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());

    public sealed class Outcomes : OutcomeContract { protected override Task<TestDatabase> CreateAsync() => NewAsync(); }
    public sealed class Groups : GroupContract { protected override Task<TestDatabase> CreateAsync() => NewAsync(); }
}
