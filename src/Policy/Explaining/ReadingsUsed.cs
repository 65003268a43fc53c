using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>Which open questions of the text bear on a programme: by a condition in the file, or because a rule asks for the reading itself.</summary>
public static class ReadingsUsed
{
    // Read by code, not by a condition in the file.
    private static readonly ImmutableArray<(string Reading, Func<ProgrammeTerms, bool> BearsOn)> InCode =
    [
        ("planFiling", terms => Has(terms, RefusalCode.PlanFiledLate)),
        ("previousDecember", terms => Has(terms, RefusalCode.CertificateBeforePolicy)),
        ("contractDay", terms => terms.Rules.Any(rule => rule.Rule is { Code: RefusalCode.ContractNotInForce, Group: FactGroup.Employment })),
        ("studioUpgrade", terms => terms.Benefits.Any(benefit => benefit.Amount.Per == AmountPer.StudioLevel)),
        ("upgradePaidTo", terms => terms.Benefits.Any(benefit => benefit.Payee == Payee.Worker) && terms.Programme == Programme.SkillUpgrade),
    ];

    /// <summary>The questions with their answers, in the order of the policy.</summary>
    public static ImmutableArray<ReadingTerms> By(SubsidyPolicy policy, ProgrammeTerms terms)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(terms);
        return [.. policy.Questions.Where(question =>
            terms.Conditions.Contains(question.Name) || InCode.Any(row => row.Reading == question.Name && row.BearsOn(terms)))];
    }

    private static bool Has(ProgrammeTerms terms, RefusalCode code) => terms.CitationOf(code) is not null;
}
