using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>How the rows of the table are made.</summary>
internal sealed partial class Move
{
    /// <summary>A fact within a part of the roster line, or of a register.</summary>
    public static Move Of<T>(
        FactGroup? group, Fact fact, BilingualText label, string? pointer, Func<RuleContext, T> get, Func<T, FactValue?> show,
        Func<RuleContext, IEnumerable<T>> values, Func<ApplicationFacts, T, ApplicationFacts> set, Func<T, T, int>? distance = null) => new()
        {
            Name = fact.Name,
            Label = label,
            Source = fact.Source,
            Pointer = pointer,
            Sets = [fact],
            Group = group,
            Show = c => IsThere(group, c) ? show(get(c)) : null,
            Candidates = c => IsThere(group, c) ? Each(get(c), values(c), set, distance) : [],
        };

    /// <summary>A part as a whole: given when it is not there.</summary>
    public static Move Part(
        FactGroup group, string name, BilingualText label, FactSource source, string? pointer, string? reference, ImmutableArray<Fact> sets,
        Func<RuleContext, FactValue> show, Func<RuleContext, Func<ApplicationFacts, ApplicationFacts>?> give) => new()
        {
            Name = name,
            Label = label,
            Source = source,
            Pointer = pointer,
            Reference = reference,
            Sets = sets,
            Group = group,
            GivesPart = true,
            Show = c => IsThere(group, c) ? show(c) : null,
            Candidates = c => IsThere(group, c) || give(c) is not { } given ? [] : [new Candidate(given, 0)],
        };

    /// <summary>Days between, up to what a sum of a few can hold.</summary>
    public static int Days(DateOnly one, DateOnly other) => Math.Abs(one.DayNumber - other.DayNumber);

    public static int Days(DateOnly? one, DateOnly? other) => one is { } from && other is { } to ? Days(from, to) : 0;

    private static bool IsThere(FactGroup? group, RuleContext c) =>
        group is not { } part || ((c.AbsentFromApplication() | c.AbsentFromLine()) & part.AsFlag()) == FactGroups.None;

    private static IEnumerable<Candidate> Each<T>(T present, IEnumerable<T> values, Func<ApplicationFacts, T, ApplicationFacts> set, Func<T, T, int>? distance)
    {
        var tried = new HashSet<T>();
        foreach (var value in values)
        {
            if (!EqualityComparer<T>.Default.Equals(value, present) && tried.Add(value))
                yield return new Candidate(facts => set(facts, value), distance?.Invoke(present, value) ?? 0);
        }
    }
}

/// <summary>The application of a search has one line.</summary>
internal static class OneLine
{
    /// <summary>The application with its line changed.</summary>
    public static ApplicationFacts WithLine(this ApplicationFacts facts, Func<LineFacts, LineFacts> change) => facts with { Lines = [change(facts.Lines[0])] };

    /// <summary>Whether no end lies before its start: else a request of these facts would not be of right shape.</summary>
    public static bool IsInOrder(this ApplicationFacts facts) =>
        facts.Lines[0] is var line
        && (line.Employment is not { ContractTo: { } last } employment || employment.ContractFrom <= last)
        && (line.Internship is not { } internship || (internship.From <= internship.To && (internship.ContractTo is not { } until || internship.ContractFrom <= until)));
}
