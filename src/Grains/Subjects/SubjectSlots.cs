using System.Collections.Concurrent;
using Gongshu.Policy;

namespace Gongshu.Grains.Subjects;

/// <summary>The subjects that are active on this silo, each with the slot that its grain published. One table a silo; what is active elsewhere is not in it.</summary>
public sealed class SubjectSlots
{
    private readonly ConcurrentDictionary<SubjectId, SubjectSlot> _active = new();

    /// <summary>How many subjects are active on this silo.</summary>
    public int Count => _active.Count;

    /// <summary>Claims came into the ledger that nobody here was asked for: every subject reads it anew before it answers again.</summary>
    public void ForgetAll()
    {
        foreach (var (_, slot) in _active) slot.Forget();
    }

    internal SubjectSlot? Find(SubjectId subject) => _active.GetValueOrDefault(subject);

    internal void Publish(SubjectId subject, SubjectSlot slot) => _active[subject] = slot;

    /// <summary>Takes out this very slot: a later activation's stays.</summary>
    internal void Withdraw(SubjectId subject, SubjectSlot slot) => _active.TryRemove(KeyValuePair.Create(subject, slot));
}
