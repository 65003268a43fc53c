using Gongshu.Policy;

namespace Gongshu.Ledger;

/// <summary>Which people a count is about; an empty list does not ask.</summary>
/// <param name="MigrantOnly">Only claims whose line says 进城务工人员.</param>
public sealed record TrainedFilter(IReadOnlyList<Programme> Programmes, IReadOnlyList<SkillLevel> Levels, IReadOnlyList<Benefit> Benefits, bool MigrantOnly = false);

/// <summary>An applicant by the people for whom it has live claims.</summary>
/// <param name="Name">As its newest case has it.</param>
/// <param name="Workers">Distinct people, 1 or more.</param>
/// <param name="Rank">1 for the most; who has as many has the same rank.</param>
/// <param name="Tied">How many applicants have this rank, this one included.</param>
public sealed record TrainedApplicant(string Applicant, string Name, int Workers, int Rank, int Tied);

/// <summary>Sums over cases; what a case's row says, added up.</summary>
/// <param name="Lines">Of the forms as they stand.</param>
/// <param name="Claimed">What the forms ask for (<see cref="CaseWrite.Claimed"/>).</param>
/// <param name="Amount">What of it is neither released nor clawed back.</param>
public sealed record CaseSum(int Cases, int Lines, Money Claimed, Money Amount, CaseMoney Money)
{
    public static readonly CaseSum None = new(0, 0, default, default, CaseMoney.None);

    public static CaseSum operator +(CaseSum a, CaseSum b) => new(
        a.Cases + b.Cases, a.Lines + b.Lines, a.Claimed + b.Claimed, a.Amount + b.Amount,
        new(a.Money.Waiting + b.Money.Waiting, a.Money.Stopped + b.Money.Stopped, a.Money.Scheduled + b.Money.Scheduled, a.Money.Failed + b.Money.Failed,
            a.Money.Paid + b.Money.Paid, a.Money.ClawedBack + b.Money.ClawedBack, a.Money.Repaid + b.Money.Repaid));

    public static CaseSum Add(CaseSum left, CaseSum right) => left + right;
}

public sealed record CaseStatusSum(WindowId Window, Programme Programme, CaseStatus Status, CaseSum Sum);

/// <summary>Distinct people with a live claim. They do not add up: one may have claims in several windows and programmes.</summary>
/// <param name="Window">Null: in all windows asked for.</param>
/// <param name="Programme">Null: in all programmes.</param>
public sealed record WorkerCount(WindowId? Window, Programme? Programme, int Workers);

/// <param name="Name">As its newest case has it.</param>
public sealed record ApplicantSum(string Applicant, string Name, int Workers, CaseSum Sum);

/// <summary>What windows came to, all of it read at one instant.</summary>
/// <param name="Workers">For each window and programme, each window, each programme, and all; without claims none is listed.</param>
/// <param name="Applicants">Those with the most approved money, then the most claimed, then by USCC.</param>
/// <param name="AllApplicants">How many there are.</param>
public sealed record WindowFigures(CaseStatusSum[] Cases, WorkerCount[] Workers, ApplicantSum[] Applicants, int AllApplicants);

/// <summary>The place of a claim row with ordinal 0.</summary>
/// <param name="Release">0 while it guards its key, else the number of its release.</param>
public sealed record ClaimPlace(CaseNumber Case, int Line, Benefit Benefit, long Release);
