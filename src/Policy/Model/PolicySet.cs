using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>
/// The policies of a district, one file each. A window has the policy in force on its first day, as that policy itself sets that day; every
/// application of the window keeps it for its whole life.
/// </summary>
public sealed class PolicySet
{
    private PolicySet(ImmutableArray<SubsidyPolicy> policies) => Policies = policies;

    /// <summary>All policies, the earliest first.</summary>
    public ImmutableArray<SubsidyPolicy> Policies { get; }

    /// <summary>The policies, or the fault that two have one id or are in force at once.</summary>
    public static Loaded<PolicySet> Of(IEnumerable<SubsidyPolicy> policies)
    {
        var ordered = policies.OrderBy(policy => policy.ValidFrom).ToImmutableArray();
        var faults = new List<PolicyFault>();
        if (ordered.IsEmpty)
            faults.Add(new PolicyFault(string.Empty, "there is no policy"));
        for (var i = 1; i < ordered.Length; i++)
        {
            if (ordered[i - 1].ValidTo is not { } end || end >= ordered[i].ValidFrom)
                faults.Add(new PolicyFault("/validity", $"{ordered[i - 1].Id} and {ordered[i].Id} are in force at once"));
            if (ordered.Take(i).Any(other => other.Id == ordered[i].Id))
                faults.Add(new PolicyFault("/id", $"{ordered[i].Id} is the id of two policies"));
        }

        return new Loaded<PolicySet>(new PolicySet(ordered), faults);
    }

    /// <summary>
    /// The policies of all <c>*.json</c> files in a folder but the schema and the calendars (<c>working-days-*.json</c>), or every fault of every
    /// file; a fault's pointer begins with the name of its file and <c>#</c>.
    /// </summary>
    public static Loaded<PolicySet> Load(string folder)
    {
        var policies = new List<SubsidyPolicy>();
        var faults = new List<PolicyFault>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            if (name.EndsWith(".schema.json", StringComparison.Ordinal) || name.StartsWith("working-days-", StringComparison.Ordinal))
                continue;
            var loaded = PolicyFile.Load(path);
            faults.AddRange(loaded.Faults.Select(fault => fault with { Pointer = $"{name}#{fault.Pointer}" }));
            if (loaded.IsValid)
                policies.Add(loaded.Content);
        }

        return faults.Count == 0 ? Of(policies) : new Loaded<PolicySet>(null, faults);
    }

    /// <summary>The policy of an id, or null.</summary>
    public SubsidyPolicy? Find(string id) => Policies.FirstOrDefault(policy => policy.Id == id);

    /// <summary>The policy in force on a day, or null.</summary>
    public SubsidyPolicy? InForceOn(DateOnly day) => Policies.FirstOrDefault(policy => policy.IsInForce(day));

    /// <summary>The policy of a window, or null when none is in force on its first day.</summary>
    public SubsidyPolicy? Of(WindowId window) => window.Year is < 1 or > 9998 ? null : Policies.FirstOrDefault(policy => policy.IsInForce(FirstDay(policy, window)));

    /// <summary>The days of a window as its policy has them: the whole of its month.</summary>
    internal IntakeDays? DaysByPolicy(WindowId window)
    {
        if (Of(window) is not { } policy)
            return null;
        var first = FirstDay(policy, window);
        return new IntakeDays(window, first, first.AddMonths(1).AddDays(-1));
    }

    private static DateOnly FirstDay(SubsidyPolicy policy, WindowId window) => new(window.Year, policy.WindowMonths[window.Quarter - 1], 1);
}
