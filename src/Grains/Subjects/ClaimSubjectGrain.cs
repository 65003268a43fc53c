using Gongshu.Grains.Interfaces;
using Gongshu.Policy;
using Orleans.Placement;
using Orleans.Runtime;

namespace Gongshu.Grains.Subjects;

/// <summary>
/// First guard: one activation says yes or no from its loaded history and its holds. It never writes; the ledger is the second guard and the truth.
/// Its memory lies in a slot of its silo's table (docs/decisions/0061-holds-without-a-message.md). It becomes active where every silo expects it
/// (<see cref="SubjectDesks"/>).
/// </summary>
[HashBasedPlacement]
public abstract class ClaimSubjectGrain(SubjectServices services) : Grain, IClaimSubject
{
    private const int MostReadings = 3;

    private SubjectSlot _slot = new();

    protected SubjectServices Services { get; } = services;

    protected SubjectId Subject => new(this.GetPrimaryKeyString());

    private DateTimeOffset Now => Services.MachineTime.GetUtcNow();

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _slot = Services.Slots.Adopt(Subject);
        return base.OnActivateAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _slot.Close();
        Services.Slots.Withdraw(Subject, _slot);
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<HoldAnswer> TryHold(HoldRequest request)
    {
        if (Services.Guards.HoldsOff) return HoldAnswer.Granted;
        while (true)
        {
            if (_slot.TryHold(request, Now) is { } answer) return answer;
            if (_slot.IsCold && request.History is null)
            {
                _slot.BeginRead();
                return HoldAnswer.Cold;
            }
            if (!_slot.IsCold || !_slot.TryFinishRead(Services.Slots.MemoryOf(request.History!, Now))) await Reload(evenHeld: true);
        }
    }

    /// <inheritdoc/>
    public Task Confirm(string holder, HeldClaim[] claims)
    {
        _slot.Confirm(holder, claims);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Release(string holder)
    {
        _slot.Release(holder);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Forget()
    {
        _slot.Forget();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Apply(ClaimMove[] moves)
    {
        _slot.Apply(moves);
        return Task.CompletedTask;
    }

    /// <summary>The history as this caller may see it; from memory alone when the subject is warm.</summary>
    /// <param name="isKnown">Asked when there is no claim at all: whether staff get an empty history, or <c>not-found</c>.</param>
    protected async Task<Answer<ClaimHistoryView>> HistoryOf(HistoryQuery query, Actor actor, Func<Task<bool>> isKnown)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(isKnown);
        var rows = await Rows();
        if (rows.Count == 0 && actor.IsStaff && !await isKnown()) return ProblemCode.NotFound;
        return HistoryPages.Of(Subject.PublicId, rows, query, actor);
    }

    /// <summary>The rows for reading. A hold that is not confirmed yet may be a committed case, so memory with holds reads the ledger first.</summary>
    protected async Task<IReadOnlyList<HeldClaim>> Rows()
    {
        var (rows, hasHolds) = _slot.Read(Now);
        return rows ?? (hasHolds ? null : await Reload(evenHeld: false)) ?? (await LoadHistory()).Rows;
    }

    /// <summary>What is told while the ledger is read may be missing from what was read: then it is read again.</summary>
    /// <returns>The rows as they were read; null: somebody holds a key.</returns>
    private async Task<IReadOnlyList<HeldClaim>?> Reload(bool evenHeld)
    {
        for (var reading = 1; ; reading++)
        {
            if (!_slot.TryBeginReload(evenHeld)) return null;
            var memory = await LoadHistory();
            var rows = memory.Rows;
            if (_slot.TryFinishRead(memory, asFarAsItGoes: reading == MostReadings)) return rows;
        }
    }

    private async Task<SubjectMemory> LoadHistory()
    {
        var histories = await StorageFaults.Translate(() => Services.Ledger.LoadHistoriesAsync([Subject], CancellationToken.None));
        return Services.Slots.MemoryOf(ClaimRows.Of(histories[0]), Now);
    }
}
