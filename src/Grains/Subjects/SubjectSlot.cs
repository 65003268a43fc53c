using Gongshu.Grains.Interfaces;

namespace Gongshu.Grains.Subjects;

/// <summary>
/// The memory of one subject, shown in the table of its silo (<see cref="SubjectSlots"/>): a submission that runs on the same silo takes and ends its
/// holds here, without a message. It belongs to the subject's grain; until that is called for the first time, the table keeps it for the grain. What memory
/// cannot answer (it is in doubt, says no, or somebody waits) is the grain's to answer, in a turn. Thread-safe; no call under the lock leaves this class.
/// </summary>
/// <param name="isOwned">False: the grain is not active yet.</param>
internal sealed class SubjectSlot(bool isOwned = true)
{
    /// <summary>Longer than any submission waits and commits (10 s + 30 s).</summary>
    private static readonly TimeSpan HoldFor = TimeSpan.FromSeconds(45);

    /// <summary>A grain whose slot alone is used looks idle, and would be dropped with its memory: so now and then it gets a message.</summary>
    private static readonly TimeSpan GrainIsAskedEvery = TimeSpan.FromMinutes(1);

    /// <summary>What is kept for a grain that nobody calls is read anew after this time, as an idle grain would be dropped.</summary>
    private static readonly TimeSpan KeptWithoutGrain = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private SubjectMemory? _memory;
    private DateTimeOffset _lastTurn, _readHereAt;
    private bool _isOwned = isOwned;
    private bool _isClosed;

    // Somebody was told Cold and is reading the ledger; what is told to a cold subject after that, the reader may not have seen.
    private bool _isBeingRead, _readIsBehind;

    public bool IsCold
    {
        get { lock (_lock) return _memory is null; }
    }

    /// <summary>Whether the subject's grain is active and answers for what is here.</summary>
    public bool IsOwned
    {
        get { lock (_lock) return _isOwned; }
    }

    /// <summary>The grain is active now, and goes on with what is here. False: too late, the slot is gone.</summary>
    public bool TryAdopt()
    {
        lock (_lock)
        {
            if (_isClosed) return false;
            return _isOwned = true;
        }
    }

    /// <summary>Takes the slot off the table, unless it is its grain's or somebody holds a key.</summary>
    public bool TryDrop()
    {
        lock (_lock)
        {
            if (_isOwned || _memory is { HasHolds: true }) return false;
            (_isClosed, _memory) = (true, null);
            return true;
        }
    }

    /// <summary>Whether a submission on this silo may read the ledger for the subject; then the reading begins, and goes to <see cref="TryHoldHere"/>.</summary>
    public bool TryBeginReadHere(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (IsGrainsTurn(now)) return false;
            if (!_isOwned && _memory is { HasHolds: false } && now - _readHereAt >= KeptWithoutGrain) _memory = null;
            return _memory is null && (_isBeingRead = true);
        }
    }

    /// <summary>
    /// For a submission on this silo: granted by memory alone; null: ask the grain. A no is the grain's to say: that a claim was released may still be on
    /// its way to it, and the question stands in line behind that.
    /// </summary>
    /// <param name="read">What the ledger told, for a subject that was cold; not believed when the subject was told something meanwhile.</param>
    public HoldAnswer? TryHoldHere(HoldRequest request, DateTimeOffset now, SubjectMemory? read = null)
    {
        lock (_lock)
        {
            if (IsGrainsTurn(now)) return null;
            if (_memory is null && read is not null && !_readIsBehind) (_memory, _readHereAt) = (read, now);
            if (_memory is null || _memory.HasOverdueHold(now) || (!_isOwned && now - _readHereAt >= KeptWithoutGrain)) return null;
            var answer = _memory.TryHold(request.Holder, request.Keys, now + HoldFor, request.For);
            return answer.Verdict == HoldVerdict.Granted ? answer : null;
        }
    }

    /// <summary>For the grain's own turn; null: cold, or a hold is overdue.</summary>
    public HoldAnswer? TryHold(HoldRequest request, DateTimeOffset now)
    {
        lock (_lock)
        {
            _lastTurn = now;
            return _memory is null || _memory.HasOverdueHold(now) ? null : _memory.TryHold(request.Holder, request.Keys, now + HoldFor, request.For);
        }
    }

    /// <summary>False: the activation is gone, and with it what there was to tell.</summary>
    public bool Confirm(string holder, HeldClaim[] claims)
    {
        lock (_lock)
        {
            if (_isClosed) return false;
            if (_memory is { } memory && memory.IsCorrection(holder)) _memory = null;
            _memory?.Confirm(holder, claims);
            _readIsBehind |= _memory is null && _isBeingRead;
            return true;
        }
    }

    /// <inheritdoc cref="Confirm"/>
    public bool Release(string holder)
    {
        lock (_lock)
        {
            if (_isClosed) return false;
            _memory?.Release(holder);
            return true;
        }
    }

    /// <inheritdoc cref="Confirm"/>
    public bool Forget()
    {
        lock (_lock)
        {
            if (_isClosed) return false;
            _memory = null;
            _readIsBehind |= _isBeingRead;
            return true;
        }
    }

    /// <inheritdoc cref="Confirm"/>
    public bool Apply(ClaimMove[] moves)
    {
        lock (_lock)
        {
            if (_isClosed) return false;
            _memory?.Apply(moves);
            _readIsBehind |= _memory is null && _isBeingRead;
            return true;
        }
    }

    /// <summary>The rows, unless they are cold or behind. With holds, one of which may be a committed case, nothing is shown from memory.</summary>
    public (IReadOnlyList<HeldClaim>? Rows, bool HasHolds) Read(DateTimeOffset now)
    {
        lock (_lock)
        {
            _lastTurn = now;
            return _memory is { HasHolds: true } ? (null, true) : _memory is null or { IsBehind: true } ? (null, false) : (_memory.Rows, false);
        }
    }

    /// <summary>A reading of the ledger begins on behalf of somebody who comes back with it.</summary>
    public void BeginRead()
    {
        lock (_lock) _isBeingRead = true;
    }

    /// <summary>A reading of the ledger begins that is to replace what is here; meanwhile the slot is cold.</summary>
    /// <param name="evenHeld">Also where somebody holds a key; otherwise false is answered, and nothing begins.</param>
    public bool TryBeginReload(bool evenHeld)
    {
        lock (_lock)
        {
            if (!evenHeld && _memory is { HasHolds: true }) return false;
            _memory = null;
            _isBeingRead = true;
            _readIsBehind = false;
            return true;
        }
    }

    /// <summary>The reading is done. False: something was told meanwhile that it may lack.</summary>
    /// <param name="asFarAsItGoes">Takes it all the same; the next who reads the history has it read anew.</param>
    public bool TryFinishRead(SubjectMemory memory, bool asFarAsItGoes = false)
    {
        lock (_lock)
        {
            if (_readIsBehind && !asFarAsItGoes) return false;
            if (_readIsBehind) memory.MarkBehind();
            (_memory, _readIsBehind) = (memory, false);
            return true;
        }
    }

    private bool IsGrainsTurn(DateTimeOffset now) => _isClosed || (_isOwned && now - _lastTurn >= GrainIsAskedEvery);

    /// <summary>The activation goes.</summary>
    public void Close()
    {
        lock (_lock) (_isClosed, _memory) = (true, null);
    }
}
