using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>举措: who may apply, which rules hold, which papers are needed, what is paid.</summary>
public sealed record ProgrammeTerms
{
    public required Programme Programme { get; init; }
    public required BilingualText Name { get; init; }
    public required Citation Citation { get; init; }

    /// <summary>The applicant has to be one of these.</summary>
    public required ImmutableArray<EnterpriseKind> ApplicantKinds { get; init; }

    /// <summary>The competition has to be of one of these classes; empty for a programme without a competition.</summary>
    public required ImmutableArray<CompetitionClass> CompetitionClasses { get; init; }

    /// <summary>The rules in force under the chosen readings, in the order of the file.</summary>
    public required ImmutableArray<RuleTerms> Rules { get; init; }

    public required ImmutableArray<DocumentTerms> Documents { get; init; }

    public required ImmutableArray<BenefitTerms> Benefits { get; init; }

    /// <summary>The readings on which a rule, a key or a kind of applicant of this programme depends in the file.</summary>
    public ImmutableArray<string> Conditions { get; init; } = [];

    /// <summary>Which parts of an application the rules and benefits look at. What is not among them does not belong into it (<c>not-used-by-programme</c>).</summary>
    public FactGroups Uses { get; private init; }

    /// <summary>Whether a line carries the worker's signature: a rule asks for it.</summary>
    public bool UsesSignature { get; private init; }

    /// <summary>The facts that rules, amounts and keys look at, each once.</summary>
    internal ImmutableArray<Fact> Facts { get; private init; }

    private ImmutableArray<RuleTerms> OfApplication { get; init; } = [];

    private ImmutableArray<RuleTerms> OfLine { get; init; } = [];

    private ImmutableArray<RuleTerms> OfBenefit { get; init; } = [];

    /// <summary>The rules that are judged once, for each line, or for each benefit of a line.</summary>
    public ImmutableArray<RuleTerms> RulesOf(RuleScope scope) => scope switch
    {
        RuleScope.Application => OfApplication,
        RuleScope.Line => OfLine,
        _ => OfBenefit,
    };

    /// <summary>Where a rule of this programme stands in the text; null when the programme has no such rule.</summary>
    public Citation? CitationOf(RefusalCode code) => Rules.FirstOrDefault(rule => rule.Rule.Code == code)?.Citation;

    /// <summary>
    /// The benefits that a line claims: all, but of the awards of 三(六) the one that it names. As long as it names none, each is open and none is earned.
    /// </summary>
    internal ImmutableArray<BenefitTerms> BenefitsOf(LineFacts line)
    {
        if (line.Award is not { } award)
            return Benefits;
        foreach (var benefit in Benefits)
        {
            if (benefit.Award == award.Kind)
                return [benefit];
        }

        return Benefits;
    }

    /// <summary>These terms with everything that follows from the rules and benefits worked out once.</summary>
    internal ProgrammeTerms Indexed()
    {
        var uses = FactGroups.None;
        var facts = new List<Fact> { FactTable.Worker };
        foreach (var (rule, _) in Rules)
        {
            uses |= rule.Group.AsFlag() | rule.Needs;
            facts.AddRange(rule.Reads);
        }

        foreach (var benefit in Benefits)
        {
            uses |= benefit.Needs;
            facts.AddRange(FactTable.Of(benefit.Amount.Per));
        }

        return this with
        {
            Uses = uses,
            UsesSignature = Rules.Any(rule => rule.Rule.Reads.Contains(FactTable.SignedByWorker)),
            Facts = [.. facts.Distinct()],
            OfApplication = [.. Rules.Where(rule => rule.Rule.Scope == RuleScope.Application)],
            OfLine = [.. Rules.Where(rule => rule.Rule.Scope == RuleScope.Line)],
            OfBenefit = [.. Rules.Where(rule => rule.Rule.Scope == RuleScope.Benefit)],
        };
    }
}

/// <summary>A rule with the clause that it keeps.</summary>
public sealed record RuleTerms(Rule Rule, Citation Citation);

/// <summary>A refusal code with its clause.</summary>
public sealed record CodeTerms(RefusalCode Code, Citation Citation);

/// <summary>A paper of section 四.</summary>
/// <param name="At">Until when it has to be there.</param>
public sealed record DocumentTerms(DocumentKind Kind, DocumentDue At, Citation Citation);

/// <summary>Until when a paper has to be there: with the submission, or before the leader's pass.</summary>
public enum DocumentDue { Submission = 1, Leader = 2 }
