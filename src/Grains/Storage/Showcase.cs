using System.Collections.Concurrent;

namespace Gongshu.Grains.Storage;

/// <summary>
/// What the active grains of one kind would answer just now, shown to whoever runs on the same silo, so that it is read without a message; one table a silo
/// (docs/decisions/0068-facts-without-a-message.md). A grain that shows nothing is asked by a message.
/// </summary>
public sealed class Showcase<T>(TimeProvider machineTime)
    where T : class
{
    /// <summary>A grain that is only read here looks idle, and would be dropped with what it shows: so now and then it gets a message.</summary>
    internal static readonly TimeSpan GrainIsAskedEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Shown<T>> _shown = new(StringComparer.Ordinal);

    /// <summary>What the grain under this name would answer; null: it is to be asked.</summary>
    internal T? Find(string name) =>
        _shown.GetValueOrDefault(name)?.Current is { } shown && machineTime.GetElapsedTime(shown.Timestamp) < GrainIsAskedEvery ? shown.Value : null;

    /// <summary>The place of a grain that becomes active; nothing is shown in it yet. An earlier activation's is no longer read.</summary>
    internal Shown<T> Open(string name) => _shown[name] = new(this, name);

    internal long Now => machineTime.GetTimestamp();

    /// <summary>Takes out this very place: a later activation's stays.</summary>
    internal void Withdraw(string name, Shown<T> place) => _shown.TryRemove(KeyValuePair.Create(name, place));
}

/// <summary>
/// Where one activation shows what it would answer. It alone writes here, in its turns; anybody reads. What it shows has to be immutable, and true until it is hidden: it
/// is hidden before a change begins, and shown again before the change is acknowledged.
/// </summary>
internal sealed class Shown<T>(Showcase<T> table, string name)
    where T : class
{
    private volatile Turn? _current;

    /// <summary>With the time of the turn in which the grain last showed it.</summary>
    public Turn? Current => _current;

    public void Show(T value) => _current = new(value, table.Now);

    public void Hide() => _current = null;

    /// <summary>For good: the activation goes, or nobody knows whether what it remembers is true. What it shows after that is read by nobody.</summary>
    public void Close() => table.Withdraw(name, this);

    internal sealed record Turn(T Value, long Timestamp);
}
