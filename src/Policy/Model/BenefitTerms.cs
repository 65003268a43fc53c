using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>补贴项目: what is paid, to whom, and what may not repeat.</summary>
public sealed record BenefitTerms
{
    public required Benefit Benefit { get; init; }
    public required BilingualText Name { get; init; }
    public required Citation Citation { get; init; }
    public required Payee Payee { get; init; }

    /// <summary>The award that earns it, for the benefits of 三(六).</summary>
    public required AwardKind? Award { get; init; }

    public required AmountTable Amount { get; init; }

    /// <summary>The entitlement keys under the chosen readings, in the order of the file; the first one stands for the claim in histories.</summary>
    public required ImmutableArray<KeyTemplate> Keys { get; init; }

    /// <summary>The facts without which neither the amount nor the keys can be told.</summary>
    public FactGroups Needs { get; init; }
}

/// <summary>Who is meant to have the money.</summary>
public enum Payee { DeclaringUnit = 1, Worker = 2, Organiser = 3, HostEnterprise = 4, InternshipBase = 5, Team = 6 }

/// <summary>Where the money is sent: to the applicant, who passes on what is meant for others, or to each worker.</summary>
public enum Account { Applicant = 1, Worker = 2 }

/// <summary>三(七): a yearly list, no money.</summary>
public sealed record HonourTerms(BilingualText Name, Citation Citation, KeyTemplate Key)
{
    /// <summary>The key that keeps an enterprise from being named twice in one year.</summary>
    public ClaimKey KeyOf(Uscc enterprise, int year) =>
        new(SubjectId.Enterprise(enterprise.Value), Key.Fill(new KeyValues(Year: year)) ?? throw new InvalidOperationException("The honour's key needs more than its year."));
}
