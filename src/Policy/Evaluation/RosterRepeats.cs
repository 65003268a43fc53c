using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>What one roster may not name twice. An input error, found before any rule is judged.</summary>
public enum RosterRepeatKind { WorkerListedTwice = 1, CertificateListedTwice = 2, BenefitListedTwice = 3 }

/// <summary>Lines that repeat one another.</summary>
/// <param name="Indexes">All lines concerned, ascending, as positions in <see cref="ApplicationFacts.Lines"/>: at least two.</param>
public sealed record RosterRepeat(RosterRepeatKind Kind, ImmutableArray<int> Indexes)
{
    /// <summary>The code of the contract.</summary>
    public string Code => Kind switch
    {
        RosterRepeatKind.WorkerListedTwice => "worker-listed-twice",
        RosterRepeatKind.CertificateListedTwice => "certificate-listed-twice",
        _ => "benefit-listed-twice",
    };
}

/// <summary>Finds lines of one roster that name one worker, one certificate, or would take one entitlement key (such as a team under two captains).</summary>
public static class RosterRepeats
{
    /// <summary>All repeats. Lines that repeat a worker or a certificate are not named again for the keys which follow from that.</summary>
    public static ImmutableArray<RosterRepeat> Find(ApplicationFacts facts, SubsidyPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(policy);
        if (facts.Lines.Count < 2)
            return [];

        var found = ImmutableArray.CreateBuilder<RosterRepeat>();
        AddRepeats(facts.Lines, line => line.WorkerRef, RosterRepeatKind.WorkerListedTwice, found);
        AddRepeats(facts.Lines, line => line.Certificate?.Number, RosterRepeatKind.CertificateListedTwice, found);
        if (policy.TryGet(facts.Programme, out var terms))
            AddRepeatedKeys(facts.Lines, terms, found);
        return found.ToImmutable();
    }

    private static void AddRepeats(
        IReadOnlyList<LineFacts> lines, Func<LineFacts, string?> name, RosterRepeatKind kind, ImmutableArray<RosterRepeat>.Builder found)
    {
        var first = new Dictionary<string, int>(lines.Count, StringComparer.Ordinal);
        var repeats = new SortedDictionary<int, List<int>>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (name(lines[i]) is not { } value || first.TryAdd(value, i))
                continue;
            var start = first[value];
            if (!repeats.TryGetValue(start, out var indexes))
                repeats.Add(start, indexes = [start]);
            indexes.Add(i);
        }

        foreach (var indexes in repeats.Values)
            found.Add(new RosterRepeat(kind, [.. indexes]));
    }

    // A worker's own keys repeat only with the worker; what is left are the keys that other subjects hold.
    private static void AddRepeatedKeys(IReadOnlyList<LineFacts> lines, ProgrammeTerms terms, ImmutableArray<RosterRepeat>.Builder found)
    {
        if (!terms.Benefits.Any(benefit => benefit.Keys.Any(key => key.Subject != SubjectKind.Worker)))
            return;

        var keys = new List<(SubjectKind, string)>();
        var first = new Dictionary<(SubjectKind, string), int>(lines.Count);
        var repeats = new SortedDictionary<int, SortedSet<int>>();
        for (var i = 0; i < lines.Count; i++)
        {
            keys.Clear();
            foreach (var benefit in terms.BenefitsOf(lines[i]))
                Entitlement.AddSharedKeysOf(lines[i], benefit, keys);
            foreach (var key in keys)
            {
                if (first.TryAdd(key, i) || first[key] == i || lines[first[key]].WorkerRef == lines[i].WorkerRef)
                    continue;
                var start = first[key];
                if (!repeats.TryGetValue(start, out var indexes))
                    repeats.Add(start, indexes = [start]);
                indexes.Add(i);
            }
        }

        foreach (var indexes in repeats.Values)
            found.Add(new RosterRepeat(RosterRepeatKind.BenefitListedTwice, [.. indexes]));
    }
}
