using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>
/// What would have to be different for a refused benefit: the smallest set of facts that makes it eligible, or that there is none.
/// </summary>
/// <param name="Facts">In the order of the facts' table; empty when there is none.</param>
/// <param name="Never">Why no lawful change helps; null when one does.</param>
public sealed record Change(ImmutableArray<ChangedFact> Facts, NeverReason? Never)
{
    /// <summary>Whether a change of facts makes it eligible.</summary>
    public bool IsPossible => Never is null;

    /// <summary>In one sentence.</summary>
    public BilingualText Text => Never is { } never ? never.Text : ChangeTexts.Of(Facts);

    /// <summary>The same application with all the facts changed.</summary>
    /// <param name="facts">With one line.</param>
    public ApplicationFacts ApplyTo(ApplicationFacts facts)
    {
        foreach (var fact in Facts)
            facts = fact.ApplyTo(facts);
        return facts;
    }

    /// <summary>An officer's judgement is no fact that could be set.</summary>
    public static Change OfOfficer(RefusalCode code) => NotPossible(
        code,
        new("由审核人员认定，不由规则计算；如有异议，可在申诉期内申诉。", "An officer judged it, no rule computes it; it can be appealed within the time for appeals."),
        isFixed: true);

    /// <summary>No change of facts helps.</summary>
    /// <param name="code">Of the refusal that stands; null for what is no rule's refusal.</param>
    /// <param name="isFixed">See <see cref="NeverReason.IsFixed"/>.</param>
    public static Change NotPossible(RefusalCode? code, BilingualText why, bool isFixed = false) => new([], new NeverReason(code, why) { IsFixed = isFixed });
}

/// <summary>Why no change of facts helps.</summary>
public sealed record NeverReason(RefusalCode? Code, BilingualText Text)
{
    /// <summary>Whether the rule looks only at what nobody can change; else the search found nothing.</summary>
    public bool IsFixed { get; init; }
}

/// <summary>One fact, or one whole part, that would have to be different.</summary>
public sealed record ChangedFact
{
    /// <summary>As the contract names it, e.g. <c>certificate.issuedOn</c>, or a part, e.g. <c>certificate</c>.</summary>
    public required string Fact { get; init; }

    public required BilingualText Label { get; init; }

    /// <summary>Where it would be changed.</summary>
    public required FactSource Source { get; init; }

    /// <summary>Where it stands in a roster line, e.g. <c>/certificate/issuedOn</c>; null for a register's fact.</summary>
    public string? Pointer { get; init; }

    /// <summary>Of a register's part that is missing: where the application names it, e.g. <c>/trainingPlan</c>.</summary>
    public string? Reference { get; init; }

    /// <summary>Whether a whole part is given that is missing.</summary>
    public bool IsPart { get; init; }

    /// <summary>The present value; null when there is none.</summary>
    public FactValue? From { get; init; }

    /// <summary>The value that keeps the rules.</summary>
    public required FactValue To { get; init; }

    /// <summary>The clause of the rule that asks for it.</summary>
    public required string Clause { get; init; }

    internal Func<ApplicationFacts, ApplicationFacts> Apply { get; init; } = facts => facts;

    /// <summary>The same application with this fact changed.</summary>
    /// <param name="facts">With one line.</param>
    public ApplicationFacts ApplyTo(ApplicationFacts facts) => Apply(facts);

    /// <summary>The JSON of <see cref="To"/>; a placeholder for a number is made one that no other line of the applicant has.</summary>
    public string ToFor(string applicant, int line) =>
        To.Json.Replace($"\"{Placeholder.Number}\"", $"\"{Placeholder.For(applicant, line)}\"", StringComparison.Ordinal);
}
