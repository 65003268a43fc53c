using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>
/// One rule that a case has to keep: a row of <see cref="RuleTable"/>. A pure predicate over facts, policy and calendar.
/// </summary>
public sealed class Rule
{
    /// <summary>The code of the refusal when the rule is not kept.</summary>
    public required RefusalCode Code { get; init; }

    /// <summary>The part of the application that the rule is about.</summary>
    public required FactGroup Group { get; init; }

    /// <summary>Whether the rule is judged once, for each line, or for each benefit of a line.</summary>
    public required RuleScope Scope { get; init; }

    /// <summary>
    /// Whether this is the rule that its group is there at all. When it is not, this rule stands alone for the group and no other rule that needs
    /// the group is judged.
    /// </summary>
    public bool IsPresence { get; init; }

    /// <summary>The parts without which the rule is not judged, its own included; none for a presence rule.</summary>
    public FactGroups Needs => IsPresence ? FactGroups.None : Group.AsFlag() | AlsoNeeds;

    /// <summary>Parts that the rule looks at beside its own.</summary>
    public FactGroups AlsoNeeds { get; init; }

    /// <summary>The facts that the rule looks at.</summary>
    public required ImmutableArray<Fact> Reads { get; init; }

    /// <summary>Whether the case keeps the rule. Asked only when all that it <see cref="Needs"/> is there.</summary>
    public required Func<RuleContext, bool> IsKept { get; init; }

    /// <summary>Why not, for this case, without personal data.</summary>
    public required Func<RuleContext, BilingualText> Detail { get; init; }

    /// <summary>The refusal for this case.</summary>
    internal Reason Refuse(RuleContext context)
    {
        var detail = Detail(context);
        return new Reason(Code, detail.Zh, detail.En);
    }
}

/// <summary>How often a rule is judged.</summary>
public enum RuleScope { Application = 1, Line = 2, Benefit = 3 }
