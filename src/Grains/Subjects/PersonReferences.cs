using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Subjects;

/// <summary>
/// Which reference a person goes by, once two of them were merged: remembered in each process, since a merge is rare. What this process has not
/// heard of yet is refused by the ledger at the commit (<see cref="SubjectMoved"/>), and asked anew.
/// </summary>
public sealed class PersonReferences(ILedger ledger, TimeProvider machineTime)
{
    private static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(1);
    private readonly Lock _beginning = new();
    private volatile Reading? _newest;

    /// <summary>Whoever asks while it is being read waits for that reading: each would take a connection for itself otherwise, all at the same moment.</summary>
    /// <exception cref="Interfaces.StorageUnavailableException">The ledger cannot be reached.</exception>
    public ValueTask<References> Current() => new((Fresh() ?? Begin()).References);

    /// <summary>The next to ask reads the ledger.</summary>
    public void Forget()
    {
        // Not between the beginning of a reading and its being kept: it would be kept all the same.
        lock (_beginning) _newest = null;
    }

    private Reading? Fresh() => _newest is { References.IsFaulted: false } newest && machineTime.GetElapsedTime(newest.BeganAt) < KeepFor ? newest : null;

    private Reading Begin()
    {
        lock (_beginning) return Fresh() ?? (_newest = new(machineTime.GetTimestamp(), Task.Run(ReadAsync)));
    }

    private async Task<References> ReadAsync() => new(await StorageFaults.Translate(() => ledger.LoadAliasesAsync(CancellationToken.None)));

    private sealed record Reading(long BeganAt, Task<References> References);
}

/// <summary>The aliases as they stood at one moment.</summary>
public sealed class References(IReadOnlyDictionary<SubjectId, SubjectId> aliases)
{
    /// <summary>The reference that stays, or the same when the person was never merged.</summary>
    public string Of(string workerRef) => Of(SubjectId.Worker(workerRef)).PublicId;

    /// <summary>As above; a subject of another kind is always itself.</summary>
    public SubjectId Of(SubjectId subject) => aliases.GetValueOrDefault(subject, subject);
}
