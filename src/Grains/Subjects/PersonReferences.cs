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
    private sealed record Remembered(References References, long At);
    private volatile Remembered? _remembered;

    /// <exception cref="Interfaces.StorageUnavailableException">The ledger cannot be reached.</exception>
    public async ValueTask<References> Current()
    {
        if (_remembered is { } kept && machineTime.GetElapsedTime(kept.At) < KeepFor) return kept.References;
        var at = machineTime.GetTimestamp();
        var references = new References(await StorageFaults.Translate(() => ledger.LoadAliasesAsync(CancellationToken.None)));
        _remembered = new(references, at);
        return references;
    }

    /// <summary>The next to ask reads the ledger.</summary>
    public void Forget() => _remembered = null;
}

/// <summary>The aliases as they stood at one moment.</summary>
public sealed class References(IReadOnlyDictionary<SubjectId, SubjectId> aliases)
{
    /// <summary>The reference that stays, or the same when the person was never merged.</summary>
    public string Of(string workerRef) => Of(SubjectId.Worker(workerRef)).PublicId;

    /// <summary>As above; a subject of another kind is always itself.</summary>
    public SubjectId Of(SubjectId subject) => aliases.GetValueOrDefault(subject, subject);
}
