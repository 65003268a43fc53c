using Gongshu.Policy;

namespace Gongshu.Grains.Interfaces;

/// <summary>
/// The year against the targets of section 二, and what its windows came to: reads of the ledger and of the registries, nothing is kept. A stateless
/// worker with key 0.
/// </summary>
public interface IReportsGrain : IGrainWithIntegerKey
{
    /// <summary>All staff. <see cref="ProblemCode.ReportWithoutData"/>: no policy has the year, or nothing is known of it.</summary>
    /// <param name="english">Whether titles and meanings are English.</param>
    [ResponseTimeout(WindowLimits.Attendance)]
    Task<Answer<AnnualReportView>> Annual(int year, Actor actor, bool english);
    /// <summary>As above, for one window.</summary>
    [ResponseTimeout(WindowLimits.Attendance)]
    Task<Answer<WindowReportView>> Window(WindowId window, Actor actor, bool english);
    /// <summary>All staff. Set-based, for a page that is read again and again while a window is closed; null: no policy has this window.</summary>
    [ResponseTimeout(WindowLimits.Attendance)]
    Task<ClosingView?> Closing(WindowId window, Actor actor);
    /// <summary>Fills in what cases of older versions are counted by; called at start. Safe to repeat.</summary>
    [ResponseTimeout(WindowLimits.Attendance)]
    Task CountOldCases();
}

/// <summary>What staff enter for a year's report. Key <c>rpt-2018</c>.</summary>
public interface IReportInputsGrain : IGrainWithStringKey
{
    /// <summary>Null: nothing was entered for the year.</summary>
    Task<ReportInputsView?> Get();
    /// <summary>Durable on return, with its audit entry. A leader or an admin; refused for a year that no policy has.</summary>
    Task<Answer<ReportInputsView>> Put(ReportInputsForm form, Actor actor, int? ifMatch);
}

/// <summary><c>PUT /reports/annual/{year}/inputs</c>: people, at the end of the year, and where the figures come from.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.ReportInputsForm"), NotPersonal]
public sealed record ReportInputsForm([property: Id(0)] int SkilledWorkers, [property: Id(1)] int HighSkilledWorkers, [property: Id(2)] string Source);

[GenerateSerializer, Immutable, Alias("gongshu.ReportInputs"), NotPersonal]
public sealed record ReportInputsView(
    [property: Id(0)] int Year, [property: Id(1)] int SkilledWorkers, [property: Id(2)] int HighSkilledWorkers, [property: Id(3)] string Source,
    [property: Id(4)] int Version);

/// <summary>A target of section 二 and how the year stands to it.</summary>
/// <param name="Quote">The words of the text, literally.</param>
/// <param name="Meaning">What is counted, in the language that was asked for.</param>
/// <param name="Actual">In the unit; a share in percent, cut to two decimals. Null: nobody entered what it is computed from.</param>
/// <param name="Met">Judged before any rounding; null as <paramref name="Actual"/> is.</param>
[GenerateSerializer, Immutable, Alias("gongshu.TargetView"), NotPersonal]
public sealed record TargetView(
    [property: Id(0)] Target Target, [property: Id(1)] string Clause, [property: Id(2)] string Quote, [property: Id(3)] string Meaning,
    [property: Id(4)] TargetUnit Unit, [property: Id(5)] int? ByYear, [property: Id(6)] int AtLeast, [property: Id(7)] decimal? Actual, [property: Id(8)] bool? Met);

/// <summary>The cases of a window, a programme or both. Everything but <see cref="Workers"/> adds up over the rows of a table.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.ReportRow"), NotPersonal]
public sealed record ReportRow
{
    /// <summary>Null: all of the report.</summary>
    [Id(0)] public WindowId? Window { get; init; }
    /// <summary>Null: all of them.</summary>
    [Id(1)] public Programme? Programme { get; init; }
    [Id(2)] public required int Cases { get; init; }
    [Id(3)] public required CasesByStatus ByStatus { get; init; }
    /// <summary>Roster lines of the forms as they stand, whatever was decided on them.</summary>
    [Id(4)] public required int Lines { get; init; }
    /// <summary>Distinct people with a live claim in these cases; somebody with claims in two rows counts in both, and once in their total.</summary>
    [Id(5)] public required int Workers { get; init; }
    [Id(6)] public required ReportAmounts Amounts { get; init; }
}

/// <summary>How many cases stand in each status.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.CasesByStatus"), NotPersonal]
public sealed record CasesByStatus
{
    [Id(0)] public int Submitted { get; init; }
    [Id(1)] public int Recommended { get; init; }
    [Id(2)] public int Endorsed { get; init; }
    [Id(3)] public int Approved { get; init; }
    [Id(4)] public int Scheduled { get; init; }
    [Id(5)] public int Paid { get; init; }
    [Id(6)] public int Returned { get; init; }
    [Id(7)] public int Withdrawn { get; init; }
    [Id(8)] public int Rejected { get; init; }
    [Id(9)] public int Lapsed { get; init; }
    [Id(10)] public int PaymentFailed { get; init; }
    [Id(11)] public int ClawedBack { get; init; }
}

/// <summary>Where the money is: submitted = undecided + refused + approved, and approved = waiting + stopped + scheduled + failed + paid + clawedBack.</summary>
/// <param name="Submitted">What the forms as they stand ask for.</param>
/// <param name="Undecided">Held for cases that no leader has passed.</param>
/// <param name="Refused">Rejected, withdrawn or lapsed.</param>
/// <param name="Approved">Passed by a leader, or won on appeal, wherever the money is now.</param>
/// <param name="Waiting">In no batch yet.</param>
/// <param name="Scheduled">With the bank.</param>
/// <param name="Failed">Refused or sent back by the bank.</param>
/// <param name="Paid">Paid and not clawed back.</param>
/// <param name="Repaid">Of what was clawed back.</param>
[GenerateSerializer, Immutable, Alias("gongshu.ReportAmounts"), NotPersonal]
public sealed record ReportAmounts(
    [property: Id(0)] Money Submitted, [property: Id(1)] Money Undecided, [property: Id(2)] Money Refused, [property: Id(3)] Money Approved,
    [property: Id(4)] Money Waiting, [property: Id(5)] Money Stopped, [property: Id(6)] Money Scheduled, [property: Id(7)] Money Failed,
    [property: Id(8)] Money Paid, [property: Id(9)] Money ClawedBack, [property: Id(10)] Money Repaid);

[GenerateSerializer, Immutable, Alias("gongshu.EnterpriseFigures"), NotPersonal]
public sealed record EnterpriseFigures(
    [property: Id(0)] string Uscc, [property: Id(1)] string Name, [property: Id(2)] int Cases, [property: Id(3)] int Lines, [property: Id(4)] int Workers,
    [property: Id(5)] ReportAmounts Amounts);

/// <summary>How many cases show a signal now, whatever became of them.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.SignalCount"), NotPersonal]
public sealed record SignalCount([property: Id(0)] string Code, [property: Id(1)] string Name, [property: Id(2)] int Cases);

[GenerateSerializer, Immutable, Alias("gongshu.AnnualReport"), NotPersonal]
public sealed record AnnualReportView
{
    [Id(0)] public required int Year { get; init; }
    /// <summary>Whose targets these are: the newest policy with a window in the year.</summary>
    [Id(1)] public required string Policy { get; init; }
    [Id(2)] public required DateTimeOffset AsOf { get; init; }
    [Id(3)] public required TargetView[] Targets { get; init; }
    /// <summary>Null: nobody entered them.</summary>
    [Id(4)] public ReportInputsView? Inputs { get; init; }
    [Id(5)] public required ReportRow Totals { get; init; }
    /// <summary>The windows that have cases.</summary>
    [Id(6)] public required ReportRow[] ByQuarter { get; init; }
    [Id(7)] public required ReportRow[] ByProgramme { get; init; }
    [Id(8)] public required ReportRow[] ByQuarterAndProgramme { get; init; }
    /// <summary>How many organisations applied.</summary>
    [Id(9)] public required int Enterprises { get; init; }
    /// <summary>The 20 with the most approved money, then the most submitted, then by USCC.</summary>
    [Id(10)] public required EnterpriseFigures[] TopEnterprises { get; init; }
    [Id(11)] public required SignalCount[] Signals { get; init; }
}

/// <summary>Days from the day on which a case came to a stage to the day of the decision that stands, both of the policy clock.</summary>
/// <param name="Decided">Decisions that stand, of every round.</param>
/// <param name="MedianDays">Of an even number the mean of the two in the middle; null: none is decided.</param>
/// <param name="Waiting">Cases that stand at the stage now.</param>
/// <param name="Overdue">Of those, past their day.</param>
[GenerateSerializer, Immutable, Alias("gongshu.StageFigures"), NotPersonal]
public sealed record StageFigures(
    [property: Id(0)] Stage Stage, [property: Id(1)] int Decided, [property: Id(2)] decimal? MedianDays, [property: Id(3)] int? LongestDays,
    [property: Id(4)] int Waiting, [property: Id(5)] int Overdue);

/// <summary>total = paid + failed + unanswered.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.BatchFigures"), NotPersonal]
public sealed record BatchFigures(
    [property: Id(0)] string BatchId, [property: Id(1)] BatchState Status, [property: Id(2)] DateTimeOffset SealedAt, [property: Id(3)] DateTimeOffset? ReleasedAt,
    [property: Id(4)] int Lines, [property: Id(5)] Money Total, [property: Id(6)] Money Paid, [property: Id(7)] Money Failed, [property: Id(8)] Money Unanswered);

[GenerateSerializer, Immutable, Alias("gongshu.WindowReport"), NotPersonal]
public sealed record WindowReportView
{
    [Id(0)] public required WindowId Window { get; init; }
    [Id(1)] public required string Policy { get; init; }
    [Id(2)] public required DateTimeOffset AsOf { get; init; }
    [Id(3)] public required DateOnly OpensOn { get; init; }
    [Id(4)] public required DateOnly ClosesOn { get; init; }
    [Id(5)] public required WindowStatus Status { get; init; }
    [Id(6)] public required ReportRow Totals { get; init; }
    [Id(7)] public required ReportRow[] ByProgramme { get; init; }
    [Id(8)] public required int Enterprises { get; init; }
    /// <summary>As in <see cref="AnnualReportView.TopEnterprises"/>.</summary>
    [Id(9)] public required EnterpriseFigures[] TopEnterprises { get; init; }
    /// <summary>Cases that wait for an officer, or for their correction.</summary>
    [Id(10)] public required int Undecided { get; init; }
    /// <summary>Of those, past their day.</summary>
    [Id(11)] public required int Overdue { get; init; }
    [Id(12)] public required StageFigures[] Stages { get; init; }
    /// <summary>In the order of sealing.</summary>
    [Id(13)] public required BatchFigures[] Batches { get; init; }
    /// <summary>Approved cases that the next settlement would leave out, as it stands now.</summary>
    [Id(14)] public required HeldBack[] HeldBack { get; init; }
    [Id(15)] public required SignalCount[] Signals { get; init; }
}

/// <summary>What a settlement called now would do, and how far the batches of the window are.</summary>
/// <param name="Payable">What it would seal in a batch.</param>
/// <param name="HeldBack">As in <see cref="WindowReportView.HeldBack"/>.</param>
/// <param name="Amounts">Of all cases of the window.</param>
/// <param name="Batches">In the order of sealing.</param>
[GenerateSerializer, Immutable, Alias("gongshu.ClosingView"), NotPersonal]
public sealed record ClosingView(
    [property: Id(0)] WindowId Window, [property: Id(1)] WindowStatus Status, [property: Id(2)] PayableNow Payable, [property: Id(3)] HeldBack[] HeldBack,
    [property: Id(4)] ReportAmounts Amounts, [property: Id(5)] BatchFigures[] Batches);

/// <param name="Amount">Of what waits in those cases; lines that are stopped stay out of it.</param>
[GenerateSerializer, Immutable, Alias("gongshu.PayableNow"), NotPersonal]
public sealed record PayableNow([property: Id(0)] int Cases, [property: Id(1)] Money Amount);
