namespace Gongshu.Ledger.Tests;

/// <summary>The contract on PostgreSQL.</summary>
public static class OnPostgreSql
{
    public sealed class Outcomes : OutcomeContract { protected override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync(); }
    public sealed class Groups : GroupContract { protected override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync(); }
    public sealed class Claims : ClaimContract { protected override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync(); }
    public sealed class Review : ReviewContract { protected override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync(); }
    public sealed class Payments : PaymentContract { protected override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync(); }
    public sealed class Lives : LifeContract { protected override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync(); }
    public sealed class Queues : QueueContract { protected override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync(); }
    public sealed class Merges : MergeContract { protected override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync(); }
    public sealed class Snapshots : SnapshotContract { protected override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync(); }
    public sealed class Upgrades : UpgradeContract { protected override Task<TestDatabase> CreateEmptyAsync() => PostgresTestDatabase.CreateEmptyAsync(); }
    public sealed class Reading : ReadingContract { protected override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync(); }
    public sealed class Reports : ReportContract { protected override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync(); }
    public sealed class Feeds : FeedContract { protected override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync(); }
    public sealed class Trees : TreeContract { protected override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync(); }
    public sealed class Attachments : AttachmentContract { protected override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync(); }
    public sealed class Races : RaceContract { protected override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync(); }
    public sealed class Models : ModelContract { protected override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync(); }
    public sealed class Schemas : SchemaContract { protected override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync(); }
    [Collection(nameof(Alone))]
    public sealed class RoundTrips : RoundTripContract { protected override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync(); }
}
