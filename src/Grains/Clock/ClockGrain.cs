using System.Text.Json;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Windows;
using Gongshu.Ledger;

namespace Gongshu.Grains.Clock;

/// <summary>Moves the policy clock of this database, one move at a time, and sees to what fell due by it.</summary>
public sealed class ClockGrain(PolicyClock clock, ILedger ledger) : Grain, IClockGrain
{
    /// <inheritdoc/>
    public Task<Answer<DateTimeOffset>> Move(DateTimeOffset to) => LedgerTurn.RunAsync<Answer<DateTimeOffset>>(this, async () =>
    {
        if (to.Year > PolicyClock.LastYear)
            return Refusal.Invalid(new InputFault("/now", "out-of-range", $"The clock goes to the end of {PolicyClock.LastYear}."));
        await clock.RefreshAsync(CancellationToken.None);
        var before = clock.Now;
        if (!await clock.MoveToAsync(to, CancellationToken.None))
            return new Refusal { Code = ProblemCode.ClockMovesForwardOnly, Detail = $"业务时钟现为 {before:O}，只能向前拨。" };

        var body = JsonSerializer.SerializeToUtf8Bytes(new { from = before, to }, JsonSerializerOptions.Web);
        await ledger.AppendAuditAsync(new AuditEntry("clock.moved", Actor.System.Id, clock.Now, null, body), CancellationToken.None);
        // What lapses is no longer undecided when its window settles.
        await GrainFactory.GetGrain<IDeadlinesGrain>(GrainKeys.Deadlines).Attend();
        await GrainFactory.GetGrain<IIntakeGrain>(GrainKeys.Intake).AttendAll();
        await GrainFactory.GetGrain<IAttachmentCleaningGrain>(GrainKeys.AttachmentCleaning).Attend();
        return Granted.Of(clock.Now);
    });
}
