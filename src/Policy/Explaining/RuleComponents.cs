using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>
/// The rules of a programme in groups that have no changeable fact in common: what is changed for one group cannot touch another, so each is
/// searched by itself and the smallest change of the whole is the sum of theirs.
/// </summary>
internal static class RuleComponents
{
    /// <param name="absent">The parts that are not there. Giving one sets all its facts at once, so it binds together all rules that look at it.</param>
    public static ImmutableArray<ImmutableArray<RuleTerms>> Of(ProgrammeTerms terms, FactGroups absent)
    {
        var groups = new List<(HashSet<object> Binds, List<int> Rules)>();
        for (var i = 0; i < terms.Rules.Length; i++)
        {
            var binds = BindsOf(terms.Rules[i].Rule, absent);
            var rules = new List<int> { i };
            foreach (var group in groups.Where(group => group.Binds.Overlaps(binds)).ToArray())
            {
                binds.UnionWith(group.Binds);
                rules.AddRange(group.Rules);
                groups.Remove(group);
            }

            groups.Add((binds, rules));
        }

        return [.. groups.OrderBy(group => group.Rules.Min()).Select(group => group.Rules.Order().Select(i => terms.Rules[i]).ToImmutableArray())];
    }

    private static HashSet<object> BindsOf(Rule rule, FactGroups absent)
    {
        var binds = new HashSet<object>();
        var parts = rule.Needs | rule.Group.AsFlag();
        foreach (var fact in rule.Reads)
        {
            parts |= fact.Group?.AsFlag() ?? FactGroups.None;
            if (MoveTable.Setting(fact).Any(move => !move.GivesPart))
                binds.Add(fact);
        }

        foreach (var group in Enum.GetValues<FactGroup>())
        {
            if ((parts & absent & group.AsFlag()) != FactGroups.None)
                binds.Add(group);
        }

        return binds;
    }
}
