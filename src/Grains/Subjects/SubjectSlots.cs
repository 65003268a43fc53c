using System.Collections.Concurrent;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Subjects;

/// <summary>
/// The subjects that this silo answers for, each with its slot; one table a silo. A subject whose grain is active is in it. While this silo is the only
/// one, so are the latest of those whose grain was not called yet: no other silo could have it active.
/// </summary>
/// <param name="mostWithoutGrain">How many of these are kept, the latest.</param>
public sealed class SubjectSlots(int mostWithoutGrain = 32_768)
{
    private readonly ConcurrentDictionary<SubjectId, SubjectSlot> _slots = new();

    // Oldest first; some of them may have got their grain meanwhile.
    private readonly ConcurrentQueue<SubjectId> _withoutGrain = new();
    private volatile bool _isAlone;

    /// <summary>Claims came into the ledger that nobody here was asked for: every subject reads it anew before it answers again.</summary>
    public void ForgetAll()
    {
        foreach (var (_, slot) in _slots) slot.Forget();
    }

    /// <summary>Whether this silo is the only one of its cluster. False until that is known.</summary>
    public bool IsAlone
    {
        get => _isAlone;
        set
        {
            _isAlone = value;
            if (!value) DropWithoutGrain(atMost: 0);
        }
    }

    /// <summary>
    /// Up to this instant another silo may still believe that it is the only one, and commit claims of subjects that are active here without telling them:
    /// what they read of the ledger is not shown again without reading anew. Such a claim is refused twice by the ledger all the same.
    /// </summary>
    public DateTimeOffset DoubtfulUntil { get; set; }

    /// <summary>What was read of the ledger, as memory.</summary>
    internal SubjectMemory MemoryOf(HeldClaim[] rows, DateTimeOffset now)
    {
        var memory = new SubjectMemory(rows);
        if (now < DoubtfulUntil) memory.MarkBehind();
        return memory;
    }

    /// <summary>The slot that may be asked here; null: the grain has to be asked, wherever it is.</summary>
    internal SubjectSlot? Find(SubjectId subject) => _slots.GetValueOrDefault(subject) is { } slot && Answers(slot) ? slot : null;

    /// <summary>Whether a slot that was found may still be told what became of a hold; one that has left the table says so itself.</summary>
    internal bool Answers(SubjectSlot slot) => _isAlone || slot.IsOwned;

    /// <summary>As <see cref="Find"/>; a subject whose grain can only be inactive gets its slot now.</summary>
    internal SubjectSlot? FindOrAdd(SubjectId subject)
    {
        if (Find(subject) is { } there) return there;
        if (!_isAlone) return null;
        var added = new SubjectSlot(isOwned: false);
        var slot = _slots.GetOrAdd(subject, added);
        if (slot != added) return slot;
        _withoutGrain.Enqueue(subject);
        DropWithoutGrain(mostWithoutGrain);
        return slot;
    }

    /// <summary>The slot of a grain that becomes active, with what is held in it already.</summary>
    internal SubjectSlot Adopt(SubjectId subject)
    {
        while (true)
        {
            var slot = _slots.GetOrAdd(subject, static _ => new SubjectSlot());
            if (slot.TryAdopt()) return slot;
            Withdraw(subject, slot);
        }
    }

    /// <summary>Takes out this very slot: a later activation's stays.</summary>
    internal void Withdraw(SubjectId subject, SubjectSlot slot) => _slots.TryRemove(KeyValuePair.Create(subject, slot));

    private void DropWithoutGrain(int atMost)
    {
        // Each is looked at once: those on which somebody holds a key go to the end, and are too many until the next time.
        for (var tooMany = _withoutGrain.Count - atMost; tooMany > 0 && _withoutGrain.TryDequeue(out var subject); tooMany--)
        {
            if (!_slots.TryGetValue(subject, out var slot) || slot.IsOwned) continue;
            if (slot.TryDrop()) Withdraw(subject, slot);
            else _withoutGrain.Enqueue(subject);
        }
    }
}
