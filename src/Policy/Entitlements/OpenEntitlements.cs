using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>How often a benefit may be had by one person, by the widest of its keys on the worker.</summary>
public enum EntitlementScope
{
    /// <summary>Once for each certificate.</summary>
    Certificate = 1,
    OccupationAndLevel = 2,
    Level = 3,
    /// <summary>Once in a life.</summary>
    Once = 4,
    /// <summary>Once for each internship base.</summary>
    Base = 5,
    /// <summary>Once for each edition of WorldSkills.</summary>
    Edition = 6,
}

/// <summary>A benefit that a person may still have, as far as entitlement keys tell it; whether the facts earn it is for a submission to say.</summary>
/// <param name="Occupation">The occupation that it is open in; null: in every one that is not named beside it, or the policy does not ask.</param>
/// <param name="Level">The level that it is open for; null: as for the occupation.</param>
public sealed record OpenEntitlement(
    Programme Programme, Benefit Benefit, string Clause, EntitlementScope Scope, OccupationCode? Occupation, SkillLevel? Level, ImmutableArray<PossibleAmount> Amounts);

/// <summary>What it would pay.</summary>
/// <param name="Of">The level, studio level or education that the amount is for, as the policy file writes it; null: the same in every case.</param>
public readonly record struct PossibleAmount(string? Of, Money Amount);

/// <summary>What a policy leaves open to a person. Pure: from the policy, the keys that are live on the person, and the occupations of the person's certificates.</summary>
public static class OpenEntitlements
{
    private static readonly ImmutableArray<SkillLevel> Levels = [.. Enum.GetValues<SkillLevel>()];

    /// <summary>In the order of the policy file. Benefits whose keys no worker holds (studios, teams) are nobody's own and left out.</summary>
    /// <param name="occupations">Known of the person; each is told apart from "any other".</param>
    public static OpenEntitlement[] Of(SubsidyPolicy policy, IReadOnlySet<string> liveKeys, IEnumerable<OccupationCode> occupations)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var known = occupations.Distinct().OrderBy(code => code.Value, StringComparer.Ordinal).ToArray();
        return [.. from terms in policy.Programmes
                   from benefit in terms.Benefits
                   where benefit.Keys.Any(key => key.Subject == SubjectKind.Worker)
                   from open in Of(terms.Programme, benefit, liveKeys, known)
                   select open];
    }

    /// <summary>The widest of the benefit's keys on the worker.</summary>
    public static EntitlementScope ScopeOf(BenefitTerms benefit)
    {
        ArgumentNullException.ThrowIfNull(benefit);
        return benefit.Keys.Where(key => key.Subject == SubjectKind.Worker).Select(ScopeOf).MaxBy(Width);
    }

    private static IEnumerable<OpenEntitlement> Of(Programme programme, BenefitTerms benefit, IReadOnlySet<string> liveKeys, OccupationCode[] occupations)
    {
        var scope = ScopeOf(benefit);
        switch (scope)
        {
            case EntitlementScope.Once:
                if (!IsTaken(benefit, new KeyValues(), liveKeys)) yield return Open(null, null);
                break;
            case EntitlementScope.Level:
                foreach (var level in Levels.Where(level => Pays(benefit, level) && !IsTaken(benefit, new KeyValues(Level: level), liveKeys)))
                    yield return Open(null, level);
                break;
            case EntitlementScope.OccupationAndLevel:
                foreach (var occupation in occupations)
                    foreach (var level in Levels.Where(level => Pays(benefit, level) && !IsTaken(benefit, new KeyValues(Occupation: occupation.Value, Level: level), liveKeys)))
                        yield return Open(occupation, level);
                yield return Open(null, null);
                break;
            default:
                yield return Open(null, null);
                break;
        }

        OpenEntitlement Open(OccupationCode? occupation, SkillLevel? level) =>
            new(programme, benefit.Benefit, benefit.Citation.Clause, scope, occupation, level, AmountsOf(benefit.Amount, level));
    }

    /// <summary>Whether a key that these values alone make is live. Keys that need more (a certificate, a base) say nothing here.</summary>
    private static bool IsTaken(BenefitTerms benefit, KeyValues values, IReadOnlySet<string> liveKeys) =>
        benefit.Keys.Any(key => key.Subject == SubjectKind.Worker && key.Fill(values) is { } text && liveKeys.Contains(text));

    private static EntitlementScope ScopeOf(KeyTemplate key) =>
        key.Uses(KeyPart.No) ? EntitlementScope.Certificate
        : key.Uses(KeyPart.Base) ? EntitlementScope.Base
        : key.Uses(KeyPart.Edition) ? EntitlementScope.Edition
        : key.Uses(KeyPart.Occupation) ? EntitlementScope.OccupationAndLevel
        : key.Uses(KeyPart.Level) ? EntitlementScope.Level
        : EntitlementScope.Once;

    private static int Width(EntitlementScope scope) => scope switch
    {
        EntitlementScope.Certificate => 1,
        EntitlementScope.Base or EntitlementScope.Edition => 2,
        EntitlementScope.OccupationAndLevel => 3,
        EntitlementScope.Level => 4,
        EntitlementScope.Once => 5,
        _ => throw new ArgumentOutOfRangeException(nameof(scope)),
    };

    private static bool Pays(BenefitTerms benefit, SkillLevel level) => benefit.Amount.Per != AmountPer.Level || benefit.Amount.For(level) is not null;

    /// <summary>The rows of a table.</summary>
    /// <param name="only">Of a table by level, the one row; null: all.</param>
    internal static ImmutableArray<PossibleAmount> AmountsOf(AmountTable amounts, SkillLevel? only) => amounts.Per switch
    {
        AmountPer.Level => Each(Levels.Where(level => only is null || level == only), amounts.For),
        AmountPer.StudioLevel => Each(Enum.GetValues<StudioLevel>(), amounts.For),
        AmountPer.Education => Each(Enum.GetValues<Education>(), amounts.For),
        _ => amounts.ForCase() is { } amount ? [new PossibleAmount(null, amount)] : [],
    };

    private static ImmutableArray<PossibleAmount> Each<T>(IEnumerable<T> values, Func<T, Money?> amountOf)
        where T : struct, Enum =>
        [.. from value in values
            let amount = amountOf(value)
            where amount is not null
            select new PossibleAmount(EnumNames.Of(value), amount.Value)];
}
