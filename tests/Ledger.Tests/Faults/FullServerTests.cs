using System.Diagnostics.Metrics;
using Gongshu.Testing;
using Gongshu.Testing.Postgres;
using Npgsql;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

/// <summary>A server that has no connection left: here a role that may have one, which the test takes. Nothing can have been sent, and it passes.</summary>
[Collection(nameof(Alone))]
public sealed class FullServerTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly MeterListener _listener = new();
    private PostgresTestDatabase _database = null!;
    private NpgsqlDataSource _source = null!;
    private ILedger _ledger = null!;
    private NpgsqlConnection _taken = null!;
    private long _retries;

    public async Task InitializeAsync()
    {
        _database = (PostgresTestDatabase)await PostgresTestDatabase.CreateAsync();
        var role = _database.Database.Name + "_few";
        await _database.ScalarAsync($"CREATE ROLE {role} LOGIN CONNECTION LIMIT 1 IN ROLE pg_read_all_data, pg_write_all_data");
        var settings = new NpgsqlConnectionStringBuilder(_database.Database.ConnectionString) { Username = role };
        _source = Ledgers.DataSource(settings.ConnectionString);
        _ledger = Ledgers.PostgreSql(_source, TestDatabase.Sealer);
        _taken = new NpgsqlConnection(settings.ConnectionString + ";Pooling=false");
        await _taken.OpenAsync();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == LedgerMeter.OpeningRetriesName) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, retries, _, _) => Interlocked.Add(ref _retries, retries));
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _taken.Dispose();
    }

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_commit_that_meets_a_full_server_waits_and_is_committed()
    {
        var committing = _ledger.CommitAsync(Submit(Number(1), Key(1)));
        await UntilRefusedAsync();
        Assert.False(committing.IsCompleted);
        await _taken.CloseAsync();
        Assert.IsType<Committed>(await committing);
        Assert.NotNull(await _ledger.FindCaseAsync(Number(1), default));
    }

    [Fact]
    public async Task A_commit_that_meets_it_all_the_time_is_unavailable_and_nothing_of_it_is_committed()
    {
        var command = Submit(Number(1), Key(1));
        var told = await Assert.ThrowsAsync<LedgerUnavailableException>(() => _ledger.CommitAsync(command));
        Assert.Equal(PostgresErrorCodes.TooManyConnections, Assert.IsType<PostgresException>(told.InnerException).SqlState);
        Assert.True(Interlocked.Read(ref _retries) > 1);
        Assert.Null(await _database.Open().FindCaseAsync(Number(1), default));
        await _taken.CloseAsync();
        Assert.IsType<Committed>(await _ledger.CommitAsync(command));
    }

    [Fact]
    public async Task A_reading_and_the_settling_of_an_unknown_outcome_wait_as_well()
    {
        var reading = _ledger.FindCaseAsync(Number(1), default);
        var settling = _ledger.AbandonAsync(Operation("k", Number(1)), Limit, default);
        await UntilRefusedAsync(2);
        await _taken.CloseAsync();
        Assert.Null(await reading);
        Assert.IsType<NeverHappened>(await settling);
    }

    [Fact]
    public async Task Who_gives_up_does_not_wait_on()
    {
        using var enough = new CancellationTokenSource();
        var reading = _ledger.FindCaseAsync(Number(1), enough.Token);
        await UntilRefusedAsync();
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task A_server_that_is_stopping_is_asked_again_too()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await using var database = await PostgresTestDatabase.CreateOnAsync(server);
        await using var staying = await database.Database.OpenAsync();
        await server.BeginStopAsync();
        await using var source = Ledgers.DataSource(database.Database.ConnectionString);
        var ledger = Ledgers.PostgreSql(source, TestDatabase.Sealer);
        var told = await Assert.ThrowsAsync<LedgerUnavailableException>(() => ledger.CommitAsync(Submit(Number(1), Key(1))));
        Assert.Equal(PostgresErrorCodes.CannotConnectNow, Assert.IsType<PostgresException>(told.InnerException).SqlState);
        Assert.True(Interlocked.Read(ref _retries) > 1);
        await server.StopImmediateAsync();
        await server.StartAsync();
        Assert.Null(await ledger.FindCaseAsync(Number(1), default));
    }

    private Task UntilRefusedAsync(int times = 1) =>
        Poll.UntilAsync(() => Interlocked.Read(ref _retries) >= times, Limit, "a refused opening");
}
