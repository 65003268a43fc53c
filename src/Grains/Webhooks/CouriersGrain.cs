using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Windows;
using Gongshu.Ledger;
using Orleans.Runtime;

namespace Gongshu.Grains.Webhooks;

/// <summary>Sees that every subscription has its courier: at start, and by a reminder, since a silo takes its couriers with it. Idempotent.</summary>
public sealed class CouriersGrain(ILedger ledger, AttendanceSettings attendance) : Grain, ICouriersGrain, IRemindable
{
    private const string Reminder = "attend";

    private bool _reminded;

    /// <inheritdoc/>
    public Task Attend() => LedgerTurn.RunAsync(this, async () =>
    {
        foreach (var id in await ledger.Webhooks.ActiveAsync(CancellationToken.None)) await GrainFactory.GetGrain<ICourierGrain>(GrainKeys.Courier(id)).Attend();
        if (_reminded) return;
        await this.RegisterOrUpdateReminder(Reminder, attendance.Every, attendance.Every);
        _reminded = true;
    });

    /// <summary>A missed or repeated tick changes nothing.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Attend();
}
