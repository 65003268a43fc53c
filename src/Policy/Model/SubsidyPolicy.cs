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

    /// <summary>Where the text says when the policy applies.</summary>
    public required Citation Validity { get; init; }

    public required Readings Readings { get; init; }

    /// <summary>Each question that the text leaves open, with the reading chosen, in the order of <see cref="Readings"/>.</summary>
    public required ImmutableArray<ReadingTerms> Questions { get; init; }

    /// <summary>What is offered, in the order of the file.</summary>
    public required ImmutableArray<ProgrammeTerms> Programmes { get; init; }

    public required HonourTerms Honours { get; init; }

    /// <summary>Codes that only an officer's judgement gives, with their clauses.</summary>
    public required ImmutableArray<CodeTerms> OfficerCodes { get; init; }

    public required AdministrativeFigures Administrative { get; init; }

    /// <summary>What is looked for in every case and shown to officers, in the order of the file.</summary>
    public required ImmutableArray<SignalTerms> Signals { get; init; }

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

    /// <summary>Where the text says what a code stands for; null: this policy has no rule of the code.</summary>
    public Citation? CitationOf(RefusalCode code) =>
        code == RefusalCode.ProgrammeNotOffered ? Validity
        : Programmes.Select(terms => terms.CitationOf(code)).FirstOrDefault(citation => citation is not null)
            ?? OfficerCodes.FirstOrDefault(terms => terms.Code == code)?.Citation;

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
