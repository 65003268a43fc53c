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

    // Somebody was told Cold and is reading the ledger; what is told to a cold subject after that, the reader may not have seen.
    private bool _isBeingRead, _readIsBehind;

    protected SubjectServices Services { get; } = services;

    protected SubjectId Subject => new(this.GetPrimaryKeyString());

    /// <inheritdoc/>
    public async Task<HoldAnswer> TryHold(HoldRequest request)
    {
        if (Services.Guards.HoldsOff) return HoldAnswer.Granted;
        if (_memory is null)
        {
            if (request.History is null)
            {
                _isBeingRead = true;
                return HoldAnswer.Cold;
            }
            if (_readIsBehind) await Reload();
            else _memory = new(request.History);
        }
        var now = Services.MachineTime.GetUtcNow();
        if (_memory!.HasOverdueHold(now)) await Reload();
        return _memory!.TryHold(request.Holder, request.Keys, now + HoldFor, request.For);
    }

    /// <inheritdoc/>
    public Task Confirm(string holder, HeldClaim[] claims)
    {
        if (_memory is { } memory && memory.IsCorrection(holder)) _memory = null;
        _memory?.Confirm(holder, claims);
        _readIsBehind |= _memory is null && _isBeingRead;
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
        _readIsBehind |= _isBeingRead;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Apply(ClaimMove[] moves)
    {
        foreach (var move in moves) _memory?.Apply(move);
        _readIsBehind |= _memory is null && _isBeingRead;
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
        if (_memory is { HasHolds: true }) return (await LoadHistory()).Rows;
        if (_memory is null or { IsBehind: true }) await Reload();
        return _memory!.Rows;
    }

    private async Task Reload()
    {
        _memory = await LoadHistory();
        _readIsBehind = false;
    }

    private async Task<SubjectMemory> LoadHistory()
    {
        var histories = await StorageFaults.Translate(() => Services.Ledger.LoadHistoriesAsync([Subject], CancellationToken.None));
        return new(ClaimRows.Of(histories[0]));
    }
}
