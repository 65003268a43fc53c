using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Gongshu.Policy;

/// <summary>
/// One version of a district's policy, as its file states it: figures, lists, dates and readings, each with its clause. The code knows kinds of
/// rules, this knows the policy. Immutable; made by <see cref="PolicyFile"/> only, which refuses what does not fit together.
/// </summary>
public sealed record SubsidyPolicy
{
    /// <summary>e.g. <c>gongshu-2018</c>: a case keeps it for its whole life.</summary>
    public required string Id { get; init; }

    public required BilingualText Title { get; init; }

    /// <summary>The first day; nothing before it is paid for.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day; null until a file says that the policy ended.</summary>
    public required DateOnly? ValidTo { get; init; }

    /// <summary>The month, 1 to 12, in which the window of each quarter lies; four, ascending.</summary>
    public required ImmutableArray<int> WindowMonths { get; init; }

    /// <summary>From this day of a year on, a certificate is good for the windows of the next year too.</summary>
    public required MonthAndDay CarriedFrom { get; init; }

    /// <summary>The figure of 四(一), in working days; <see cref="Readings.PlanFiling"/> says how it is meant.</summary>
    public required int PlanFilingWorkingDays { get; init; }

    public required Readings Readings { get; init; }

    /// <summary>What is offered, in the order of the file.</summary>
    public required ImmutableArray<ProgrammeTerms> Programmes { get; init; }

    public required HonourTerms Honours { get; init; }

    /// <summary>Codes that only an officer's judgement gives, with their clauses.</summary>
    public required ImmutableArray<CodeTerms> OfficerCodes { get; init; }

    public required AdministrativeFigures Administrative { get; init; }

    public required ImmutableArray<TargetTerms> Targets { get; init; }

    /// <summary>The terms of a programme, when the policy offers it.</summary>
    public bool TryGet(Programme programme, [NotNullWhen(true)] out ProgrammeTerms? terms)
    {
        foreach (var candidate in Programmes)
        {
            if (candidate.Programme == programme)
            {
                terms = candidate;
                return true;
            }
        }

        terms = null;
        return false;
    }

    /// <summary>Whose account a benefit is paid to.</summary>
    public Account AccountOf(Programme programme, BenefitTerms benefit) =>
        programme == Programme.SkillUpgrade && benefit.Payee == Payee.Worker && Readings.UpgradePaidTo == UpgradePaidTo.Worker ? Account.Worker : Account.Applicant;

    /// <summary>Whether the policy applies on a day.</summary>
    public bool IsInForce(DateOnly day) => day >= ValidFrom && (ValidTo is null || day <= ValidTo);
}

/// <summary>A text in Chinese, which counts, and in English, which explains.</summary>
public readonly record struct BilingualText(string Zh, string En);

/// <summary>Where something stands in the policy's text.</summary>
/// <param name="Clause">e.g. <c>三(二)</c>.</param>
/// <param name="Quote">The words of the text, literally.</param>
public sealed record Citation(string Clause, string Quote);

/// <summary>A day of any year.</summary>
public readonly record struct MonthAndDay(int Month, int Day)
{
    /// <summary>This day of a year.</summary>
    public DateOnly Of(int year) => new(year, Month, Day);
}

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

/// <summary>Figures that an administration needs and the text does not give.</summary>
/// <param name="CorrectionWorkingDays">To correct a returned case; then it lapses.</param>
/// <param name="AppealDays">Calendar days to appeal after the decision.</param>
/// <param name="StageWorkingDays">For each stage.</param>
/// <param name="PaperReceivedWorkingDays">At most between receiving paper and entering it.</param>
/// <param name="ClosingSoonWorkingDays">Before the end of a window that its applicants are reminded.</param>
/// <param name="CorrectionDueWorkingDays">Before a case lapses that its applicant is reminded.</param>
public sealed record AdministrativeFigures(
    int CorrectionWorkingDays, int AppealDays, int StageWorkingDays, int PaperReceivedWorkingDays, int ClosingSoonWorkingDays, int CorrectionDueWorkingDays);

/// <summary>A target of section 二.</summary>
/// <param name="AtLeast">In the unit: workers or contests a year, or percent.</param>
/// <param name="ByYear">The year by which it has to be reached; null for every year.</param>
/// <param name="Programmes">Whose claims count; empty when the target does not ask.</param>
/// <param name="Levels">Which certificates count; empty when the target does not ask.</param>
/// <param name="Benefits">Which benefits count; empty when the target does not ask.</param>
/// <param name="Classes">Which competitions count; empty when the target does not ask.</param>
public sealed record TargetTerms(
    Target Target, int AtLeast, TargetUnit Unit, int? ByYear,
    ImmutableArray<Programme> Programmes, ImmutableArray<SkillLevel> Levels, ImmutableArray<Benefit> Benefits, ImmutableArray<CompetitionClass> Classes,
    BilingualText Meaning, Citation Citation);

/// <summary>What section 二 counts.</summary>
public enum Target { HighSkilledTrained = 1, EmploymentTraining = 2, MigrantTraining = 3, Contests = 4, HighSkilledShare = 5 }

public enum TargetUnit { WorkersAYear = 1, ContestsAYear = 2, Percent = 3 }
