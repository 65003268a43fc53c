using Gongshu.Testing;
using Gongshu.Testing.Postgres;
using Npgsql;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

/// <summary>Commits of which nobody knows, on PostgreSQL.</summary>
public sealed class LostCommitTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private PostgresTestDatabase _database = null!;
    private ILedger _ledger = null!;

    public async Task InitializeAsync()
    {
        _database = (PostgresTestDatabase)await PostgresTestDatabase.CreateAsync();
        _ledger = _database.Open();
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    private (ILedger Ledger, CuttingProxy Proxy, NpgsqlDataSource Source) Behind()
    {
        var settings = new NpgsqlConnectionStringBuilder(_database.Database.ConnectionString);
        var proxy = new CuttingProxy(settings.Port);
        settings.Port = proxy.Port;
        var source = Ledgers.DataSource(settings.ConnectionString);
        return (Ledgers.PostgreSql(source, TestDatabase.Sealer), proxy, source);
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_unknown_and_settling_it_finds_that_it_happened()
    {
        var (ledger, proxy, source) = Behind();
        using var _ = proxy;
        await using var __ = source;
        Assert.IsType<Committed>(await ledger.CommitAsync(Submit(Number(1), Key(1))));
        proxy.Mode = CuttingProxy.Cut.DropAnswer;
        var command = Submit(Number(2), Key(2));
        Assert.IsType<Unknown>(await ledger.CommitAsync(command));
        var settled = Assert.IsType<DidHappen>(await _ledger.AbandonAsync(command.Operation!, Limit, default));
        Assert.Equal(Number(2).ToString(), settled.Record.Stream);
        Assert.NotNull(await _ledger.FindCaseAsync(Number(2), default));
    }

    [Fact]
    public async Task A_request_that_was_held_is_unknown_and_once_abandoned_can_no_longer_happen()
    {
        var (ledger, proxy, source) = Behind();
        using var _ = proxy;
        await using var __ = source;
        Assert.IsType<Committed>(await ledger.CommitAsync(Submit(Number(1), Key(1))));
        proxy.Mode = CuttingProxy.Cut.HoldRequest;
        var command = Submit(Number(2), Key(2));
        Assert.IsType<Unknown>(await ledger.CommitAsync(command));
        Assert.IsType<NeverHappened>(await _ledger.AbandonAsync(command.Operation!, Limit, default));
        proxy.LetPass();
        Assert.Contains("operations_one_effect", await proxy.Answer.WaitAsync(Limit));
        Assert.Null(await _ledger.FindCaseAsync(Number(2), default));
        Assert.IsType<Committed>(await _ledger.CommitAsync(command));
    }

    [Fact]
    public async Task A_terminated_backend_is_unknown_and_settling_it_finds_that_it_did_not_happen()
    {
        await using var blocker = await BlockAsync(Key(1));
        var command = Submit(Number(1), Key(1));
        var committing = _ledger.CommitAsync(command);
        await UntilWaitingAsync();
        await _database.ScalarAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
        Assert.IsType<Unknown>(await committing);
        await blocker.RollbackAsync();
        Assert.IsType<NeverHappened>(await _ledger.AbandonAsync(command.Operation!, Limit, default));
        Assert.Null(await _ledger.FindCaseAsync(Number(1), default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_stays_unknown_while_the_lost_transaction_is_open_and_then_the_truth_is_told(bool commits)
    {
        var operation = Operation("k", Number(1));
        await using var connection = await _database.Database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var insert = new NpgsqlCommand(
            "INSERT INTO gongshu.operations (id, abandoned, stream, version, request_hash, at) VALUES ($1, 0, 's', 1, '', now())", connection, transaction);
        insert.Parameters.Add(new NpgsqlParameter { Value = Convert.FromHexString(operation.Id.Hex) });
        await insert.ExecuteNonQueryAsync();
        Assert.IsType<StillUnknown>(await _ledger.AbandonAsync(operation, TimeSpan.FromMilliseconds(300), default));
        var settling = _ledger.AbandonAsync(operation, Limit, default);
        await UntilWaitingAsync();
        if (commits) await transaction.CommitAsync();
        else await transaction.RollbackAsync();
        Assert.IsType(commits ? typeof(DidHappen) : typeof(NeverHappened), await settling);
    }

    [Fact]
    public async Task A_lost_retry_of_an_abandoned_operation_can_be_abandoned_too()
    {
        var command = Submit(Number(1), Key(1));
        Assert.IsType<NeverHappened>(await _ledger.AbandonAsync(command.Operation!, Limit, default));
        await using (var blocker = await BlockAsync(Key(1)))
        {
            var retry = _ledger.CommitAsync(command);
            await UntilWaitingAsync();
            Assert.IsType<StillUnknown>(await _ledger.AbandonAsync(command.Operation!, TimeSpan.FromMilliseconds(300), default));
            await blocker.RollbackAsync();
            Assert.IsType<Committed>(await retry);
        }
        Assert.IsType<DidHappen>(await _ledger.AbandonAsync(command.Operation!, Limit, default));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unavailable_and_not_unknown()
    {
        await using var source = Ledgers.DataSource("Host=127.0.0.1;Port=1;Username=postgres;Database=x");
        var ledger = Ledgers.PostgreSql(source, TestDatabase.Sealer);
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => ledger.CommitAsync(Submit(Number(1))));
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => ledger.FindCaseAsync(Number(1), default));
        Assert.IsType<StillUnknown>(await ledger.AbandonAsync(Operation("k", Number(1)), TimeSpan.FromMilliseconds(200), default));
    }

    [Fact]
    public async Task A_server_that_is_stopped_in_full_flight_loses_nothing_that_was_acknowledged()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await using var database = await PostgresTestDatabase.CreateOnAsync(server);
        var ledger = database.Open();
        await using var queue = new CommitQueue(ledger, 3);
        using var enough = new SemaphoreSlim(0);
        var commands = Enumerable.Range(1, 2000).Select(i => Submit(Number(i), Key(i), Key(100_000 + i))).ToArray();
        var outcomes = new CommitOutcome?[commands.Length];
        var running = Parallel.ForAsync(0, commands.Length, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
        {
            try
            {
                outcomes[i] = await queue.CommitAsync(commands[i], default);
                if (outcomes[i] is Committed) enough.Release();
            }
            catch (LedgerUnavailableException fault)
            {
                outcomes[i] = new NotCommitted(fault);
            }
        });
        for (var i = 0; i < 200; i++) await enough.WaitAsync(Limit);
        await server.StopImmediateAsync();
        await running;
        await server.StartAsync();
        for (var i = 0; i < commands.Length; i++)
        {
            var stands = await ledger.FindCaseAsync(Number(i + 1), default) is not null;
            if (outcomes[i] is Committed) Assert.True(stands, $"case {i + 1} was acknowledged");
            if (outcomes[i] is NotCommitted) Assert.False(stands, $"case {i + 1} was said not to be there");
            if (outcomes[i] is Unknown)
                Assert.IsType(stands ? typeof(DidHappen) : typeof(NeverHappened), await ledger.AbandonAsync(commands[i].Operation!, Limit, default));
        }
        Assert.True(outcomes.OfType<Committed>().Count() is >= 200 and < 2000);
    }

    /// <summary>An open transaction that holds the key, so that a commit waits for it.</summary>
    private async Task<NpgsqlTransaction> BlockAsync(Policy.ClaimKey key)
    {
        var connection = await _database.Database.OpenAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var insert = new NpgsqlCommand(
            "INSERT INTO gongshu.claims (slot, case_number, amount, line, benefit, ordinal, status, subject, entitlement_key) VALUES (0, 1, 0, 1, 1, 0, 1, $1, $2)", connection, transaction);
        insert.Parameters.Add(new NpgsqlParameter { Value = key.Subject.Value });
        insert.Parameters.Add(new NpgsqlParameter { Value = key.Key });
        await insert.ExecuteNonQueryAsync();
        return transaction;
    }

    private Task UntilWaitingAsync() => Poll.UntilAsync(
        async () => (long)(await _database.ScalarAsync("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"))! > 0,
        Limit, "a transaction that waits");
}
