using Gongshu.Grains.Clock;
using Gongshu.Ledger;
using Gongshu.Testing;

namespace Gongshu.Grains.Tests;

/// <summary>The policy clock over a machine's clock that stands still until a test moves it.</summary>
public sealed class ClockPolicyTests : IDisposable
{
    private static readonly DateTimeOffset Machine = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset March = new(2018, 3, 5, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly TempFolder _folder = new("clock");
    private readonly StandingMachine _machine = new(Machine);

    public ClockPolicyTests() => LedgerSchema.Sqlite(_folder["ledger.db"]).Migrate();

    [Fact]
    public Task Is_the_machines_clock_when_nothing_was_ever_set() => OnLedgerAsync(async ledger =>
    {
        var clock = await StartAsync(ledger);
        Assert.Equal(Machine, clock.Now);
        Assert.Equal(TimeSpan.FromHours(8), clock.Now.Offset);
    });

    [Fact]
    public Task Starts_where_it_is_told_and_runs_with_the_machine() => OnLedgerAsync(async ledger =>
    {
        var clock = await StartAsync(ledger, March);
        Assert.Equal(March, clock.Now);
        Assert.Equal(March, clock.JumpedTo);
        _machine.Now += TimeSpan.FromMinutes(7);
        Assert.Equal(March.AddMinutes(7), clock.Now);
    });

    [Fact]
    public Task Time_passes_while_the_program_is_off() => OnLedgerAsync(async ledger =>
    {
        await StartAsync(ledger, March);
        _machine.Now += TimeSpan.FromDays(2);
        Assert.Equal(March.AddDays(2), (await StartAsync(ledger)).Now);
    });

    [Fact]
    public Task A_restart_goes_on_from_the_later_of_the_two() => OnLedgerAsync(async ledger =>
    {
        await StartAsync(ledger, March);
        _machine.Now += TimeSpan.FromDays(2);
        Assert.Equal(March.AddDays(2), (await StartAsync(ledger, March)).Now);
        Assert.Equal(March.AddDays(30), (await StartAsync(ledger, March.AddDays(30))).Now);
        Assert.Equal(March.AddDays(30), (await StartAsync(ledger, March)).Now);
    });

    [Fact]
    public Task A_database_that_ran_by_the_machines_clock_is_never_set_back() => OnLedgerAsync(async ledger =>
    {
        await StartAsync(ledger);
        Assert.Equal(Machine, (await StartAsync(ledger, March)).Now);
    });

    [Fact]
    public Task Never_goes_back_with_the_machine() => OnLedgerAsync(async ledger =>
    {
        var clock = await StartAsync(ledger, March);
        Assert.Equal(March, clock.Now);
        _machine.Now -= TimeSpan.FromHours(1);
        Assert.Equal(March, clock.Now);
        _machine.Now += TimeSpan.FromHours(2);
        Assert.Equal(March.AddHours(1), clock.Now);
    });

    [Fact]
    public Task Is_never_behind_the_newest_event() => OnLedgerAsync(async ledger =>
    {
        var clock = await StartAsync(ledger, March);
        await ledger.AppendAuditAsync(new AuditEntry("test.done", "u", clock.Now, null, "{}"u8.ToArray()), CancellationToken.None);
        _machine.Now -= TimeSpan.FromHours(3);
        Assert.Equal(March, (await StartAsync(ledger)).Now);
    });

    [Fact]
    public Task Moves_forward_and_not_back() => OnLedgerAsync(async ledger =>
    {
        var clock = await StartAsync(ledger, March);
        Assert.True(await clock.MoveToAsync(March.AddDays(27), CancellationToken.None));
        Assert.False(await clock.MoveToAsync(March.AddDays(26), CancellationToken.None));
        Assert.Equal(March.AddDays(27), clock.Now);
        Assert.Equal(March.AddDays(27), (await StartAsync(ledger)).Now);
    });

    [Fact]
    public Task Another_process_learns_of_a_move() => OnLedgerAsync(async ledger =>
    {
        var one = await StartAsync(ledger, March);
        var other = await StartAsync(ledger);
        await one.MoveToAsync(March.AddDays(1), CancellationToken.None);
        Assert.Equal(March, other.Now);
        await other.RefreshAsync(CancellationToken.None);
        Assert.Equal(March.AddDays(1), other.Now);
        Assert.Equal(March.AddDays(1), other.JumpedTo);
    });

    [Fact]
    public Task Of_two_moves_at_once_the_greater_stays_whichever_was_written_last() => OnLedgerAsync(async ledger =>
    {
        var greater = await StartAsync(ledger, March);
        await greater.MoveToAsync(March.AddDays(9), CancellationToken.None);
        await ledger.Meta.SetAsync(PolicyClock.OffsetName, (March.AddDays(1) - Machine).ToString("c"), CancellationToken.None);
        await greater.RefreshAsync(CancellationToken.None);
        Assert.Equal(March.AddDays(9), (await StartAsync(ledger)).Now);
    });

    [Fact]
    public Task Shows_whole_microseconds_since_databases_keep_no_less() => OnLedgerAsync(async ledger =>
    {
        _machine.Now = Machine.AddTicks(1_234_567);
        Assert.Equal(Machine.AddTicks(1_234_560), (await StartAsync(ledger)).Now);
    });

    public void Dispose() => _folder.Dispose();

    private async Task OnLedgerAsync(Func<ILedger, Task> test)
    {
        var ledger = Ledgers.Sqlite(_folder["ledger.db"], new Sealer(new Dictionary<int, byte[]> { [1] = new byte[32] }));
        await using var closing = (IAsyncDisposable)ledger;
        await test(ledger);
    }

    private async Task<PolicyClock> StartAsync(ILedger ledger, DateTimeOffset? startAt = null)
    {
        var clock = new PolicyClock(_machine, ledger);
        await clock.StartAsync(startAt, CancellationToken.None);
        return clock;
    }

    private sealed class StandingMachine(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
