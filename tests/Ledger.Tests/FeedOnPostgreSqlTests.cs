using Gongshu.Testing;
using Npgsql;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

/// <summary>
/// Where several write at once, a number that was drawn first may be committed last. Any writing transaction of the server, its own
/// housekeeping included, may hold a feed up for a moment: what must appear is waited for, what must not is asked for at once.
/// </summary>
[Collection(nameof(Alone))]
public sealed class FeedOnPostgreSqlTests : IAsyncLifetime
{
    private PostgresTestDatabase _database = null!;
    private ILedger _ledger = null!;

    public async Task InitializeAsync()
    {
        _database = (PostgresTestDatabase)await PostgresTestDatabase.CreateAsync();
        _ledger = _database.Open();
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    /// <summary>A transaction of another process that has drawn a number and holds it open.</summary>
    private sealed class Slow(NpgsqlConnection connection, NpgsqlTransaction transaction, long sequence) : IAsyncDisposable
    {
        public long Sequence => sequence;

        public Task CommitAsync() => transaction.CommitAsync();

        public async ValueTask DisposeAsync() => await connection.DisposeAsync();
    }

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private async Task<Slow> BeginAsync(string stream)
    {
        var connection = await _database.Database.OpenAsync();
        var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "SELECT pg_current_xact_id()");
        var sequence = (long)(await ExecuteAsync(connection,
            $"""
            INSERT INTO gongshu.events (stream, version, type, actor, at, sealed_body, previous_hash, hash)
            VALUES ('{stream}', 1, 't', 'a', now(), '\x00', '\x00', '\x00') RETURNING sequence
            """))!;
        return new(connection, transaction, sequence);
    }

    private async Task<string[]> StreamsAsync(long after = 0) => [.. (await _ledger.LoadFeedAsync(after, 50, default)).Events.Select(e => e.Stream)];

    private Task AppearAsync(params string[] expected) => Poll.UntilAsync(
        async () => (await StreamsAsync()).SequenceEqual(expected), TimeSpan.FromSeconds(30), $"the feed is {string.Join(", ", expected)}");

    private async Task CommitAsync(string stream) =>
        Assert.IsType<Committed>(await _ledger.CommitAsync(new LedgerCommand { Events = [Event(stream)] }));

    [Fact]
    public async Task An_open_commit_with_a_lower_number_keeps_the_feed_back_until_both_appear_in_order()
    {
        await CommitAsync("before");
        await AppearAsync("before");
        await using var slow = await BeginAsync("slow");
        await CommitAsync("after");
        Assert.Equal(["before"], await StreamsAsync());
        var page = await _ledger.LoadFeedAsync(0, 50, default);
        Assert.True(page.DecidedUpTo < slow.Sequence && page.Last > slow.Sequence);
        await slow.CommitAsync();
        await AppearAsync("before", "slow", "after");
    }

    [Fact]
    public async Task An_open_commit_that_is_undone_lets_the_feed_go_on()
    {
        var slow = await BeginAsync("slow");
        await CommitAsync("after");
        Assert.Empty(await StreamsAsync());
        await slow.DisposeAsync();
        await AppearAsync("after");
    }

    /// <summary>Two ids in one order, two numbers in the other: what a filter of rows by their own id would miss.</summary>
    [Fact]
    public async Task An_older_transaction_that_committed_a_higher_number_waits_for_the_lower_one()
    {
        await using var older = await _database.Database.OpenAsync();
        await using var transaction = await older.BeginTransactionAsync();
        await ExecuteAsync(older, "SELECT pg_current_xact_id()");
        await using var younger = await BeginAsync("lower number");
        await ExecuteAsync(older,
            """
            INSERT INTO gongshu.events (stream, version, type, actor, at, sealed_body, previous_hash, hash)
            VALUES ('higher number', 1, 't', 'a', now(), '\x00', '\x00', '\x00')
            """);
        await transaction.CommitAsync();
        Assert.Empty(await StreamsAsync());
        await younger.CommitAsync();
        await AppearAsync("lower number", "higher number");
    }

    /// <summary>There is never a moment without an open commit, and yet each is told of.</summary>
    [Fact]
    public async Task Traffic_that_never_pauses_does_not_stop_the_feed()
    {
        var open = await BeginAsync("0");
        for (var i = 1; i <= 20; i++)
        {
            var next = await BeginAsync($"{i}");
            await StreamsAsync();
            await open.CommitAsync();
            await open.DisposeAsync();
            open = next;
            // The newest committed number is decided as soon as those that ran when it was seen have ended: two steps later.
            var told = i - 2;
            await Poll.UntilAsync(async () => (await StreamsAsync()).Length >= told, TimeSpan.FromSeconds(30), $"{told} events are told");
        }
        await open.DisposeAsync();
        await AppearAsync([.. Enumerable.Range(0, 20).Select(i => $"{i}")]);
    }

    [Fact]
    public async Task An_idle_feed_uses_up_no_transaction_ids()
    {
        await CommitAsync("s");
        await AppearAsync("s");
        await Poll.UntilAsync(async () =>
        {
            var before = await _database.ScalarAsync("SELECT pg_current_snapshot()::text");
            for (var i = 0; i < 5; i++) Assert.Equal(["s"], await StreamsAsync());
            return Equals(before, await _database.ScalarAsync("SELECT pg_current_snapshot()::text"));
        }, TimeSpan.FromSeconds(30), "five readings without a new id");
    }

    /// <summary>The ids of the server that it was copied from say nothing here.</summary>
    [Fact]
    public async Task A_feed_does_not_rest_on_ids_that_are_stored() =>
        Assert.Equal(0L, await _database.ScalarAsync(
            "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'gongshu' AND data_type IN ('xid', 'xid8', 'pg_snapshot')"));

    [Fact]
    public async Task Numbers_that_connections_would_keep_in_stock_stop_the_start()
    {
        await _database.ScalarAsync("ALTER SEQUENCE gongshu.events_sequence_seq CACHE 20");
        Assert.Equal(["events_drawn_one_by_one"], _database.Schema.Missing());
    }
}
