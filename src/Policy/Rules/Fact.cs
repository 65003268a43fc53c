namespace Gongshu.Policy;

/// <summary>A fact that rules look at: its name, where it comes from, and its value in a case.</summary>
public sealed class Fact
{
    private readonly Func<RuleContext, string?> _value;

    internal Fact(FactGroup? group, string name, FactSource source, Func<RuleContext, string?> value, bool ofLine = false)
    {
        Group = group;
        Name = name;
        Source = source;
        IsOfApplication = !ofLine && (group is { } part ? (part.AsFlag() & FactGroupSets.OfApplication) != FactGroups.None : source != FactSource.Application);
        _value = value;
    }

    /// <summary>The part of the application that has to be there for a value; null when none has to.</summary>
    public FactGroup? Group { get; }

    /// <summary>As the contract names it, e.g. <c>certificate.issuedOn</c>.</summary>
    public string Name { get; }

    /// <summary>Where it comes from.</summary>
    public FactSource Source { get; }

    /// <summary>Whether it is the same for all lines.</summary>
    public bool IsOfApplication { get; }

    /// <summary>The fact as a verdict names it; its value is null where its part of the application is not there.</summary>
    internal FactUsed In(RuleContext context, FactGroups absent)
    {
        var value = Group is { } group && (absent & group.AsFlag()) != FactGroups.None ? null : _value(context);
        return new FactUsed(Name, value, EnumNames.Of(Source));
    }
}

/// <summary>Where a fact comes from.</summary>
public enum FactSource { Application = 1, PolicyClock, IntakeWindow, EnterpriseRegistry, TrainingPlan, CompetitionRegistry, StudioRegistry, ClaimHistory, Calendar }
