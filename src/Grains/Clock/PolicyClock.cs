using System.Globalization;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Clock;

/// <summary>
/// The machine's clock and an offset that the ledger keeps, so that all processes on one database agree and time passes while the program is
/// off. Shows whole microseconds, which is what both databases can keep, at +08:00 (<see cref="PolicyTime"/>). Thread-safe; what it shows never decreases.
/// </summary>
/// <param name="machine">The machine's clock; <see cref="TimeProvider.System"/> outside tests.</param>
public sealed class PolicyClock(TimeProvider machine, ILedger ledger) : IPolicyClock
{
    /// <summary>The name in the ledger's meta store; the value is a <see cref="TimeSpan"/> in its constant ("c") form.</summary>
    public const string OffsetName = "clock-offset";

    /// <summary>The years that the clock can be set to; windows have four digits and begin with a 2.</summary>
    public const int FirstYear = 2000, LastYear = 2199;

    private long _offset;
    private long _shown;
    private long _jumpedTo;

    /// <inheritdoc/>
    public DateTimeOffset Now
    {
        get
        {
            var now = machine.GetUtcNow().Ticks + Interlocked.Read(ref _offset);
            now -= now % TimeSpan.TicksPerMicrosecond;
            var shown = Interlocked.Read(ref _shown);
            while (now > shown)
            {
                var before = Interlocked.CompareExchange(ref _shown, now, shown);
                if (before == shown) return At(now);
                shown = before;
            }
            return At(shown);
        }
    }

    /// <summary>What the clock is ahead of the machine's (negative: behind it).</summary>
    public TimeSpan Offset => new(Interlocked.Read(ref _offset));

    /// <summary>
    /// The instant that the clock was last set to rather than ran to; the year 1 when it only ran. What was received before a jump is not in
    /// flight after it.
    /// </summary>
    public DateTimeOffset JumpedTo => new(Interlocked.Read(ref _jumpedTo), TimeSpan.Zero);

    /// <summary>
    /// Goes on from the later of <paramref name="startAt"/> and what the database says, and never behind its newest event. Without both it is
    /// the machine's clock. Called once, before anything asks for the time.
    /// </summary>
    public async Task StartAsync(DateTimeOffset? startAt, CancellationToken cancellation)
    {
        var wanted = startAt - machine.GetUtcNow();
        var stored = Read(await ledger.Meta.GetOrAddAsync(OffsetName, Write(wanted ?? TimeSpan.Zero), cancellation));
        Interlocked.Exchange(ref _offset, stored.Ticks);
        if (wanted > stored) await KeepAsync(wanted.Value, cancellation);
        else if (wanted == stored) Interlocked.Exchange(ref _jumpedTo, startAt!.Value.UtcTicks);
        var newest = await ledger.ListEventsAsync(new EventFilter(null, null, null, null), new PageRequest(null, 1), cancellation);
        if (newest.Items is [var last]) Raise(ref _shown, last.At.UtcTicks);
    }

    /// <summary>What the clock of a database shows now, for a program that does not start it; writes nothing.</summary>
    public static async Task<DateTimeOffset> PeekAsync(TimeProvider machine, ILedger ledger, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(ledger);
        var offset = await ledger.Meta.GetAsync(OffsetName, cancellation) is { } stored ? Read(stored) : TimeSpan.Zero;
        var now = (machine.GetUtcNow() + offset).UtcTicks;
        var newest = await ledger.ListEventsAsync(new EventFilter(null, null, null, null), new PageRequest(null, 1), cancellation);
        if (newest.Items is [var last]) now = Math.Max(now, last.At.UtcTicks);
        return At(now - now % TimeSpan.TicksPerMicrosecond);
    }

    /// <summary>Learns of a move by another process; one small read.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        var own = Offset;
        var stored = Read(await ledger.Meta.GetOrAddAsync(OffsetName, Write(own), cancellation));
        if (stored > own) Adopt(stored);
        // Two processes moved at once and the lesser move was written last.
        else if (stored < own) await KeepAsync(own, cancellation);
    }

    /// <summary>Sets the clock forward; durable on return. False, and nothing changed, when the instant has passed.</summary>
    public async Task<bool> MoveToAsync(DateTimeOffset to, CancellationToken cancellation)
    {
        if (to < Now) return false;
        await KeepAsync(to - machine.GetUtcNow(), cancellation);
        return true;
    }

    private async Task KeepAsync(TimeSpan offset, CancellationToken cancellation)
    {
        do
        {
            await ledger.Meta.SetAsync(OffsetName, Write(offset), cancellation);
        }
        while (Read((await ledger.Meta.GetAsync(OffsetName, cancellation))!) < offset);
        Adopt(offset);
    }

    private void Adopt(TimeSpan offset)
    {
        Raise(ref _offset, offset.Ticks);
        Raise(ref _jumpedTo, machine.GetUtcNow().Ticks + offset.Ticks);
    }

    private static void Raise(ref long place, long least)
    {
        long seen;
        while ((seen = Interlocked.Read(ref place)) < least && Interlocked.CompareExchange(ref place, least, seen) != seen)
        {
            // Somebody else raised it meanwhile: look again.
        }
    }

    private static DateTimeOffset At(long utcTicks) => PolicyTime.Of(new DateTimeOffset(utcTicks, TimeSpan.Zero));

    private static string Write(TimeSpan offset) => offset.ToString("c", CultureInfo.InvariantCulture);

    private static TimeSpan Read(string text) => TimeSpan.ParseExact(text, "c", CultureInfo.InvariantCulture);
}
