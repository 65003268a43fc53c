using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>A change in words, made from its facts: there is no text for a code.</summary>
internal static class ChangeTexts
{
    /// <summary>When the rules are kept and still no benefit follows: the search found nothing.</summary>
    public static BilingualText NoneFound { get; } = new("在现行政策的规则内，没有找到使其符合条件的更改。", "Within the rules of the policy no change of facts was found that makes it eligible.");

    public static BilingualText Of(ImmutableArray<ChangedFact> facts) => new(
        $"若{string.Join("；", facts.Select(Zh))}，即符合本项补贴条件。",
        $"It would be eligible with {string.Join("; and ", facts.Select(En))}.");

    private static string Zh(ChangedFact fact)
    {
        var place = RegisterOf(fact.Source) is { } register ? $"{register.Zh}中的" : string.Empty;
        var change = fact.IsPart ? $"补充{place}{fact.Label.Zh}（{fact.To.Shown.Zh}）"
            : fact.From is { } from ? $"{place}{fact.Label.Zh}由“{from.Shown.Zh}”改为“{fact.To.Shown.Zh}”"
            : $"{place}{fact.Label.Zh}为“{fact.To.Shown.Zh}”";
        return $"{change}（{fact.Clause}）";
    }

    private static string En(ChangedFact fact)
    {
        var place = RegisterOf(fact.Source) is { } register ? $" in {register.En}" : string.Empty;
        var change = fact.IsPart ? $"{fact.Label.En}{place} ({fact.To.Shown.En})"
            : fact.From is { } from ? $"{fact.Label.En}{place}: {fact.To.Shown.En} instead of {from.Shown.En}"
            : $"{fact.Label.En}{place}: {fact.To.Shown.En}";
        return $"{change} ({fact.Clause})";
    }

    private static BilingualText? RegisterOf(FactSource source) => source switch
    {
        FactSource.EnterpriseRegistry => new("企业登记", "the enterprise registry"),
        FactSource.TrainingPlan => new("培训计划备案", "the filing of training plans"),
        FactSource.CompetitionRegistry => new("竞赛登记", "the registry of competitions"),
        FactSource.StudioRegistry => new("工作室登记", "the registry of studios"),
        _ => null,
    };
}
