using Gongshu.Grains.Interfaces;
using Orleans.Runtime;
using Orleans.Runtime.Services;

namespace Gongshu.Grains.Subjects;

/// <summary>
/// The desks of the other silos, and which of them is likely to be nearest to a subject: the one where its grain would become active now. A grain that became active
/// under another membership is elsewhere; that costs a message more and changes no answer.
/// </summary>
public sealed class SubjectDesks(IServiceProvider services, ISiloStatusOracle silos)
    : GrainServiceClient<ISubjectDesk>(services), ISiloStatusListener, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly Lock _looking = new();

    // In the order of Orleans' hash-based placement; null: this silo.
    private volatile OtherDesk?[] _inOrder = [];

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        observer.Subscribe(nameof(SubjectDesks), ServiceLifecycleStage.Active, Begin);
    }

    /// <inheritdoc/>
    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status) => Look();

    /// <summary>The desk to ask for a subject that has no slot here; null: its grain, by a message.</summary>
    internal OtherDesk? For(IClaimSubject subject) => _inOrder is { Length: > 1 } all ? all[PlaceOf(subject.GetGrainId(), all.Length)] : null;

    /// <summary>As <c>HashBasedPlacementDirector</c> has it: a test compares with where grains really are.</summary>
    private static int PlaceOf(GrainId grain, int silos) => (int)(grain.GetUniformHashCode() & 0x7fffffff) % silos;

    private Task Begin(CancellationToken cancellation)
    {
        silos.SubscribeToSiloStatusEvents(this);
        Look();
        return Task.CompletedTask;
    }

    private void Look()
    {
        lock (_looking)
        {
            var before = _inOrder;
            SiloAddress[] active = [.. silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Order()];
            var now = Array.ConvertAll(active, silo => silo.Equals(silos.SiloAddress) ? null : Array.Find(before, desk => desk?.Silo.Equals(silo) == true) ?? new(silo, GetGrainService(silo)));
            foreach (var desk in before)
                if (desk is not null && !now.Contains(desk)) desk.IsActive = false;
            _inOrder = now;
        }
    }
}

/// <summary>The desk of another silo.</summary>
internal sealed class OtherDesk(SiloAddress silo, ISubjectDesk desk)
{
    private volatile bool _isActive = true;

    public SiloAddress Silo => silo;

    public ISubjectDesk Desk => desk;

    /// <summary>False for good once the silo leaves: whoever remembers this desk then tells the grains.</summary>
    public bool IsActive
    {
        get => _isActive;
        set => _isActive = value;
    }
}
