using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>What the clients know: what they asked under which key, and what they were told. Silence is unknown, never a no.</summary>
internal sealed class FaultJournal
{
    private readonly ConcurrentDictionary<string, FaultEntry> _entries = new(StringComparer.Ordinal);
    private int _acknowledged;

    public IEnumerable<FaultEntry> Entries => _entries.Values;

    /// <summary>How many were answered 201 so far.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    public FaultEntry Ask(string key, string form) => _entries[key] = new FaultEntry(key, form);

    public void Tell(FaultEntry entry, FaultAnswer answer)
    {
        entry.Answer = answer;
        if (answer.Case is not null) Interlocked.Increment(ref _acknowledged);
    }
}

/// <summary>One application under one key; <see cref="Answer"/> is null as long as nobody knows.</summary>
internal sealed class FaultEntry(string key, string form)
{
    public string Key => key;

    public string Form => form;

    public FaultAnswer? Answer { get; set; }
}

/// <param name="Case">The case number of a 201, else null.</param>
/// <param name="HeldBy">The cases that a 409 names.</param>
internal sealed record FaultAnswer(string? Case, string? Receipt, bool Replayed, string[] HeldBy)
{
    public static FaultAnswer Created(JsonNode body, bool replayed) =>
        new((string)body["caseNumber"]!, (string)body["receipt"]!, replayed, []);

    public static FaultAnswer Duplicate(JsonNode body) => new(
        null, null, false, [.. body["conflicts"]!.AsArray().Select(conflict => (string)conflict!["heldBy"]!["caseNumber"]!).Distinct()]);
}
