using Gongshu.Policy;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

public abstract class SchemaContract : LedgerContract
{
    [Fact]
    public async Task A_migrated_database_is_current_and_migrating_again_changes_nothing()
    {
        await CommitAllAsync(Submit(Number(1), Key(1)));
        Database.Schema.Migrate();
        Assert.True(Database.Schema.IsCurrent(out var missing), string.Join(", ", missing));
        Assert.NotNull(await Ledger.FindCaseAsync(Number(1), default));
    }

    [Fact]
    public async Task A_missing_guard_is_named()
    {
        await Database.ScalarAsync($"DROP INDEX {Database.Prefix}claims_one_live");
        Assert.False(Database.Schema.IsCurrent(out var missing));
        Assert.Equal(["claims_one_live"], missing);
    }

    [Fact]
    public async Task A_missing_trigger_is_named()
    {
        await Database.ScalarAsync($"DROP TRIGGER claims_of_no_alias{(Database.Prefix.Length > 0 ? $" ON {Database.Prefix}claims" : "")}");
        Assert.Equal(["claims_of_no_alias"], Database.Schema.Missing());
    }

    [Fact]
    public async Task A_migration_that_was_not_applied_is_named()
    {
        await Database.ScalarAsync($"DELETE FROM {Database.Prefix}schema_versions");
        Assert.Equal(
            ["0001-ledger.sql", "0002-case-life.sql", "0003-one-person.sql", "0004-released-certificates.sql", "0006-counted-claims.sql", "0007-feed.sql", "0008-webhooks.sql", "0009-attachments.sql", "0011-tree.sql", "0012-refusing-claims.sql", "0014-scans.sql"],
            Database.Schema.Missing().Select(name => name[name.IndexOf("00", StringComparison.Ordinal)..]));
    }

    /// <summary>The test of the tests: without its guard each promise is broken, so it is the guard that keeps it.</summary>
    [Fact]
    public async Task Without_the_unique_index_a_key_is_granted_twice()
    {
        await CommitAllAsync(Submit(Number(1), Key(1)));
        await RefusedAsync<KeysTaken>(Submit(Number(2), Key(1)));
        await Database.ScalarAsync($"DROP INDEX {Database.Prefix}claims_one_live");
        await CommitAllAsync(Submit(Number(2), Key(1)));
    }

    [Fact]
    public async Task Without_the_index_over_batched_claims_a_claim_is_paid_twice()
    {
        BatchWrite Batch(int ordinal) => new($"B-{ordinal}", Window, ordinal, March, "w", [1], new Money(5000),
            [GroupContract.BatchLine(1, Number(1)) with { Claims = [new(1, Benefit.Assessment, new Money(5000))] }]);
        await CommitAllAsync(new LedgerCommand { Batch = Batch(1) });
        await RefusedAsync<StaleVersion>(new LedgerCommand { Batch = Batch(2) });
        await Database.ScalarAsync($"DROP INDEX {Database.Prefix}batch_claims_one_batch");
        await CommitAllAsync(new LedgerCommand { Batch = Batch(2) });
    }

    [Fact]
    public async Task Without_the_index_over_versions_a_stream_forks()
    {
        await CommitAllAsync(new LedgerCommand { Events = [Event("s")] });
        await RefusedAsync<StaleVersion>(new LedgerCommand { Events = [Event("s")] });
        await Database.ScalarAsync($"DROP INDEX {Database.Prefix}events_one_version");
        await CommitAllAsync(new LedgerCommand { Events = [Event("s")] });
    }
}
