using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Subjects;

/// <summary>
/// What a subject keeps in memory: its claim rows and the holds on its keys. A cache of the ledger plus short promises; it can be thrown away
/// at any time. Pure but for the deadlines that callers pass in.
/// </summary>
internal sealed class SubjectMemory
{
    private readonly List<HeldClaim> _rows;
    private readonly Dictionary<string, HeldClaim> _live = [];
    private readonly Dictionary<string, Hold> _holds = [];

    private readonly record struct Hold(string Holder, DateTimeOffset Deadline, bool Corrects);

    public SubjectMemory(IEnumerable<HeldClaim> history)
    {
        _rows = [.. history];
        foreach (var row in _rows) Index(row);
    }

    /// <summary>All rows, oldest first.</summary>
    public IReadOnlyList<HeldClaim> Rows => _rows;

    public bool HasHolds => _holds.Count > 0;

    /// <summary>
    /// Whether a claim was moved since the rows were loaded. The keys are right all the same; days of decision and payment, and a move whose
    /// message was lost, are for the ledger to tell, once, when somebody reads the history.
    /// </summary>
    public bool IsBehind { get; private set; }

    /// <summary>Whether some hold was neither confirmed nor released in time: its case may be committed, so memory proves nothing.</summary>
    public bool HasOverdueHold(DateTimeOffset now) => _holds.Values.Any(hold => hold.Deadline <= now);

    /// <summary>
    /// Whether this holder corrects a case. Its commit swaps rows at the same place, which a release and a confirmation that overtake each other
    /// would mix up; so its confirmation is a reason to read the ledger again.
    /// </summary>
    public bool IsCorrection(string holder) => _holds.Values.Any(hold => hold.Corrects && hold.Holder == holder);

    /// <summary>Live claims first: only a committed claim says no, and those of the corrected case itself do not. Grants all keys or none.</summary>
    public HoldAnswer TryHold(string holder, string[] keys, DateTimeOffset deadline, CaseNumber? correcting = null)
    {
        List<HeldClaim>? conflicts = null;
        foreach (var key in keys)
            if (_live.TryGetValue(key, out var claim) && claim.Case != correcting) (conflicts ??= []).Add(claim);
        if (conflicts is not null) return new(HoldVerdict.Conflict, [.. conflicts]);
        foreach (var key in keys)
            if (_holds.TryGetValue(key, out var hold) && hold.Holder != holder) return HoldAnswer.ForeignHold;
        foreach (var key in keys) _holds[key] = new(holder, deadline, correcting is not null);
        return HoldAnswer.Granted;
    }

    public void Release(string holder)
    {
        foreach (var (key, hold) in _holds)
            if (hold.Holder == holder) _holds.Remove(key);
    }

    /// <summary>The claims are committed. Rows that a reload brought already are not added twice.</summary>
    public void Confirm(string holder, HeldClaim[] claims)
    {
        Release(holder);
        foreach (var claim in claims)
        {
            if (_rows.Exists(row => row.Case == claim.Case && row.Line == claim.Line && row.Benefit == claim.Benefit && row.Key == claim.Key)) continue;
            _rows.Add(claim);
            Index(claim);
        }
    }

    /// <summary>Moves the rows that stand at the move's <c>From</c>; a repeated move finds none.</summary>
    public void Apply(ClaimMove move)
    {
        IsBehind = true;
        for (var i = 0; i < _rows.Count; i++)
        {
            var row = _rows[i];
            if (row.Case != move.Case || row.Line != move.Line || row.Benefit != move.Benefit || row.Status != move.From) continue;
            _rows[i] = row with
            {
                Status = move.Status,
                Live = move.Live,
                View = row.View is null ? null : row.View with { Status = move.Status, Live = move.Live },
            };
            if (move.Live) _live[row.Key] = _rows[i];
            else if (_live.TryGetValue(row.Key, out var live) && live.Case == row.Case && live.Line == row.Line && live.Benefit == row.Benefit) _live.Remove(row.Key);
        }
    }

    private void Index(HeldClaim row)
    {
        if (row.Live) _live[row.Key] = row;
    }
}
