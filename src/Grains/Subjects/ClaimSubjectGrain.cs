using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Subjects;

/// <summary>
/// First guard: one activation, one turn at a time, says yes or no from its loaded history and its holds. It never writes; the ledger is the
/// second guard and the truth.
/// </summary>
public abstract class ClaimSubjectGrain(SubjectServices services) : Grain, IClaimSubject
{
    /// <summary>Longer than any submission waits and commits (10 s + 30 s).</summary>
    private static readonly TimeSpan HoldFor = TimeSpan.FromSeconds(45);

    private SubjectMemory? _memory;

    protected SubjectServices Services { get; } = services;

    protected SubjectId Subject => new(this.GetPrimaryKeyString());

    /// <inheritdoc/>
    public async Task<HoldAnswer> TryHold(HoldRequest request)
    {
        if (Services.Guards.HoldsOff) return HoldAnswer.Granted;
        if (_memory is null)
        {
            if (request.History is null) return HoldAnswer.Cold;
            _memory = new(request.History);
        }
        var now = Services.MachineTime.GetUtcNow();
        if (_memory.HasOverdueHold(now)) await Reload();
        return _memory!.TryHold(request.Holder, request.Keys, now + HoldFor, request.For);
    }

    /// <inheritdoc/>
    public Task Confirm(string holder, HeldClaim[] claims)
    {
        if (_memory is { } memory && memory.IsCorrection(holder)) _memory = null;
        _memory?.Confirm(holder, claims);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Release(string holder)
    {
        _memory?.Release(holder);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Forget()
    {
        _memory = null;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Apply(ClaimMove[] moves)
    {
        foreach (var move in moves) _memory?.Apply(move);
        return Task.CompletedTask;
    }

    /// <summary>The rows for reading. A hold that is not confirmed yet may be a committed case, so memory with holds reads the ledger first.</summary>
    protected async Task<IReadOnlyList<HeldClaim>> Rows()
    {
        if (_memory is { HasHolds: false }) return _memory.Rows;
        if (_memory is null)
        {
            await Reload();
            return _memory!.Rows;
        }
        return (await LoadHistory()).Rows;
    }

    private async Task Reload() => _memory = await LoadHistory();

    private async Task<SubjectMemory> LoadHistory()
    {
        var histories = await StorageFaults.Translate(() => Services.Ledger.LoadHistoriesAsync([Subject], CancellationToken.None));
        return new(ClaimRows.Of(histories[0]));
    }
}
