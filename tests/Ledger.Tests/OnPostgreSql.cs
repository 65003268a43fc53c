namespace Gongshu.Ledger.Tests;

/// <summary>The contract on PostgreSQL.</summary>
public static class OnPostgreSql
{
    public sealed class Outcomes : OutcomeContract { protected override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync(); }
    public sealed class Groups : GroupContract { protected override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync(); }
}
