namespace Gongshu.Attachments;

/// <summary>
/// How many uploads this process takes at once, since each holds memory while it is inspected; nobody gets more than a quarter of them. Thread-safe.
/// </summary>
public sealed class UploadSlots(int most)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _byCaller = new(StringComparer.Ordinal);
    private readonly int _mostOfOne = Math.Max(1, most / 4);
    private int _taken;

    /// <summary>Takes a slot; it is given back by disposing of it.</summary>
    /// <param name="caller">The organisation or the person that uploads.</param>
    public (IDisposable? Slot, SlotRefusal? Refused) Enter(string caller)
    {
        lock (_gate)
        {
            var own = _byCaller.GetValueOrDefault(caller);
            if (own >= _mostOfOne) return (null, SlotRefusal.OwnShareTaken);
            if (_taken >= most) return (null, SlotRefusal.AllTaken);
            (_taken, _byCaller[caller]) = (_taken + 1, own + 1);
            return (new Slot(this, caller), null);
        }
    }

    private void Leave(string caller)
    {
        lock (_gate)
        {
            _taken--;
            if (--_byCaller[caller] == 0) _byCaller.Remove(caller);
        }
    }

    private sealed class Slot(UploadSlots slots, string caller) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) slots.Leave(caller);
        }
    }
}

public enum SlotRefusal { AllTaken = 1, OwnShareTaken = 2 }
