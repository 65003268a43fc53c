using Orleans.Runtime;

namespace Gongshu.Grains.Subjects;

/// <summary>Tells <see cref="SubjectSlots"/> whether this silo is the only one of its cluster; one that is joining or leaving counts.</summary>
public sealed class OnlySilo(ISiloStatusOracle silos, SubjectSlots slots, TimeProvider machineTime) : ISiloStatusListener, ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>Longer than another silo can go without hearing of this one (it reads the table of members every minute, if nobody told it) and still commit.</summary>
    private static readonly TimeSpan NewsTakesAtMost = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        slots.DoubtfulUntil = DateTimeOffset.MaxValue;
        observer.Subscribe(nameof(OnlySilo), ServiceLifecycleStage.Active, Begin);
    }

    /// <inheritdoc/>
    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status) => Look();

    internal Task Begin(CancellationToken cancellation)
    {
        silos.SubscribeToSiloStatusEvents(this);
        Look();
        slots.DoubtfulUntil = slots.IsAlone ? DateTimeOffset.MinValue : machineTime.GetUtcNow() + NewsTakesAtMost;
        return Task.CompletedTask;
    }

    private void Look() => slots.IsAlone = silos.GetApproximateSiloStatuses().All(silo => silo.Key.Equals(silos.SiloAddress) || silo.Value == SiloStatus.Dead);
}
