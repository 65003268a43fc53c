namespace Gongshu.Ledger.Tests;

/// <summary>The contract on SQLite.</summary>
public static class OnSqlite
{
    private static Task<TestDatabase> NewAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());

    public sealed class Outcomes : OutcomeContract { protected override Task<TestDatabase> CreateAsync() => NewAsync(); }
    public sealed class Groups : GroupContract { protected override Task<TestDatabase> CreateAsync() => NewAsync(); }
    public sealed class Claims : ClaimContract { protected override Task<TestDatabase> CreateAsync() => NewAsync(); }
    public sealed class Review : ReviewContract { protected override Task<TestDatabase> CreateAsync() => NewAsync(); }
    public sealed class Payments : PaymentContract { protected override Task<TestDatabase> CreateAsync() => NewAsync(); }
    public sealed class Lives : LifeContract { protected override Task<TestDatabase> CreateAsync() => NewAsync(); }
    public sealed class Queues : QueueContract { protected override Task<TestDatabase> CreateAsync() => NewAsync(); }
    public sealed class Merges : MergeContract { protected override Task<TestDatabase> CreateAsync() => NewAsync(); }
    public sealed class Snapshots : SnapshotContract { protected override Task<TestDatabase> CreateAsync() => NewAsync(); }
    public sealed class Upgrades : UpgradeContract { protected override Task<TestDatabase> CreateEmptyAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase(migrated: false)); }
    public sealed class Reading : ReadingContract { protected override Task<TestDatabase> CreateAsync() => NewAsync(); }
    public sealed class Reports : ReportContract { protected override Task<TestDatabase> CreateAsync() => NewAsync(); }
    public sealed class Feeds : FeedContract { protected override Task<TestDatabase> CreateAsync() => NewAsync(); }
    public sealed class Trees : TreeContract { protected override Task<TestDatabase> CreateAsync() => NewAsync(); }
    public sealed class Attachments : AttachmentContract { protected override Task<TestDatabase> CreateAsync() => NewAsync(); }
    public sealed class Races : RaceContract { protected override Task<TestDatabase> CreateAsync() => NewAsync(); }
    public sealed class Models : ModelContract { protected override Task<TestDatabase> CreateAsync() => NewAsync(); }
    public sealed class Schemas : SchemaContract { protected override Task<TestDatabase> CreateAsync() => NewAsync(); }
    [Collection(nameof(Alone))]
    public sealed class RoundTrips : RoundTripContract { protected override Task<TestDatabase> CreateAsync() => NewAsync(); }
}
