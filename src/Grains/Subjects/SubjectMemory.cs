using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Subjects;

/// <summary>
/// What a subject keeps in memory: its claim rows and the holds on its keys. A cache of the ledger plus short promises; it can be thrown away
/// at any time. Pure but for the deadlines that callers pass in. Small, since there may be a hundred thousand of them: most subjects have a few rows,
/// which are searched one by one, by the hashes of their keys: a key is packed, and is looked at only where its hash is right.
/// </summary>
internal sealed class SubjectMemory
{
    // Rows are only added behind those that are there, and moved in a copy: so who reads the first few reads them undisturbed.
    private HeldClaim[] _rows;
    private int[] _hashes;
    private int _count;
    private List<Hold>? _holds;

    private readonly record struct Hold(string Key, string Holder, DateTimeOffset Deadline, bool Corrects);

    public SubjectMemory(IEnumerable<HeldClaim> history)
    {
        _rows = [.. history];
        _hashes = Array.ConvertAll(_rows, row => row.Key.GetHashCode(StringComparison.Ordinal));
        _count = _rows.Length;
    }

    /// <summary>All rows, oldest first, as they are now.</summary>
    public IReadOnlyList<HeldClaim> Rows => new ArraySegment<HeldClaim>(_rows, 0, _count);

    public bool HasHolds => _holds is { Count: > 0 };

    /// <summary>
    /// Whether a claim was moved since the rows were loaded. The keys are right all the same; days of decision and payment, and a move whose
    /// message was lost, are for the ledger to tell, once, when somebody reads the history.
    /// </summary>
    public bool IsBehind { get; private set; }

    /// <summary>What was told while the rows were being read may be missing from them.</summary>
    public void MarkBehind() => IsBehind = true;

    /// <summary>Whether some hold was neither confirmed nor released in time: its case may be committed, so memory proves nothing.</summary>
    public bool HasOverdueHold(DateTimeOffset now)
    {
        if (_holds is null) return false;
        foreach (var hold in _holds)
            if (hold.Deadline <= now) return true;
        return false;
    }

    /// <summary>
    /// Whether this holder corrects a case. Its commit swaps rows at the same place, which a release and a confirmation that overtake each other
    /// would mix up; so its confirmation is a reason to read the ledger again.
    /// </summary>
    public bool IsCorrection(string holder) => _holds is not null && _holds.Exists(hold => hold.Corrects && hold.Holder == holder);

    /// <summary>Live claims first: only a committed claim says no, and those of the corrected case itself do not. Grants all keys or none.</summary>
    public HoldAnswer TryHold(string holder, string[] keys, DateTimeOffset deadline, CaseNumber? correcting = null)
    {
        List<HeldClaim>? conflicts = null;
        foreach (var key in keys)
            if (LiveOn(key) is { } at && _rows[at].Case != correcting) (conflicts ??= []).Add(_rows[at]);
        if (conflicts is not null) return new(HoldVerdict.Conflict, [.. conflicts]);
        if (IsHeldByOther(holder, keys)) return HoldAnswer.ForeignHold;
        if (_holds is null) _holds = new(keys.Length);
        else _holds.RemoveAll(hold => Array.IndexOf(keys, hold.Key) >= 0);
        foreach (var key in keys) _holds.Add(new(key, holder, deadline, correcting is not null));
        return HoldAnswer.Granted;
    }

    public void Release(string holder)
    {
        if (_holds is null) return;
        for (var i = _holds.Count - 1; i >= 0; i--)
            if (_holds[i].Holder == holder) _holds.RemoveAt(i);
        if (_holds.Count == 0) _holds = null;
    }

    /// <summary>The claims are committed. Rows that a reload brought already are not added twice.</summary>
    public void Confirm(string holder, HeldClaim[] claims)
    {
        Release(holder);
        foreach (var claim in claims)
        {
            var hash = claim.Key.GetHashCode(StringComparison.Ordinal);
            if (IsThere(claim, hash)) continue;
            if (_count == _rows.Length)
            {
                var room = _count < 4 ? _count + claims.Length : _count * 2;
                Array.Resize(ref _rows, room);
                Array.Resize(ref _hashes, room);
            }
            (_rows[_count], _hashes[_count]) = (claim, hash);
            _count++;
        }
    }

    /// <summary>Moves the rows that stand at a move's <c>From</c>; a repeated move finds none.</summary>
    public void Apply(params ReadOnlySpan<ClaimMove> moves)
    {
        IsBehind |= moves.Length > 0;
        HeldClaim[]? moved = null;
        foreach (var move in moves)
            for (var i = 0; i < _count; i++)
            {
                ref readonly var row = ref _rows[i];
                if (row.Case != move.Case || row.Line != move.Line || row.Benefit != move.Benefit || (moved ?? _rows)[i].Status != move.From) continue;
                (moved ??= [.. _rows])[i] = row with { Status = move.Status, Live = move.Live };
            }
        _rows = moved ?? _rows;
    }

    private bool IsHeldByOther(string holder, string[] keys)
    {
        if (_holds is null) return false;
        foreach (var hold in _holds)
            if (hold.Holder != holder && Array.IndexOf(keys, hold.Key) >= 0) return true;
        return false;
    }

    private bool IsThere(in HeldClaim claim, int hash)
    {
        for (var at = _count; (at = _hashes.AsSpan(0, at).LastIndexOf(hash)) >= 0;)
        {
            ref readonly var row = ref _rows[at];
            if (row.Case == claim.Case && row.Line == claim.Line && row.Benefit == claim.Benefit && row.Key == claim.Key) return true;
        }
        return false;
    }

    /// <summary>Where the claim that guards the key is among the rows.</summary>
    private int? LiveOn(string key)
    {
        var hash = key.GetHashCode(StringComparison.Ordinal);
        for (var at = _count; (at = _hashes.AsSpan(0, at).LastIndexOf(hash)) >= 0;)
            if (_rows[at].Live && _rows[at].Key == key) return at;
        return null;
    }
}
