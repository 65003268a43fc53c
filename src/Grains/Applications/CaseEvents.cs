using System.Text.Json;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Storage;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>What can happen to a case, in the past tense. The stream is the case number; each command appends one event, so its version is the case's.</summary>
public abstract record CaseEvent;

/// <summary>The first event: the form as it was acknowledged, and what the rules said of it.</summary>
public sealed record CaseSubmitted : CaseEvent
{
    public required ApplicationForm Form { get; init; }
    public required WindowId Window { get; init; }
    public required string Policy { get; init; }
    public required string ApplicantName { get; init; }
    /// <summary>The policy day that the facts were judged by.</summary>
    public required DateOnly Day { get; init; }
    /// <summary>When the complete request was received; the window was judged by it.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
    public required Officer By { get; init; }
    /// <summary>Entered by staff at the counter: that person takes no stage.</summary>
    public required bool AtCounter { get; init; }
    public required SubmittedLine[] Lines { get; init; }
    /// <summary>The day until which the handler's stage is to be done; null: the calendar does not reach so far.</summary>
    public DateOnly? DueOn { get; init; }
    /// <summary>What the registers said then; null in cases stored before it was kept.</summary>
    public StoredRegisters? Registers { get; init; }
}

/// <summary>
/// The first event of a case that was paid before the system existed: its form as far as the list tells it, and where each payment comes from. No
/// officer of this system decided it.
/// </summary>
public sealed record CaseImported : CaseEvent
{
    public required ApplicationForm Form { get; init; }
    public required WindowId Window { get; init; }
    public required string Policy { get; init; }
    public required string ApplicantName { get; init; }
    public required DateOnly PaidOn { get; init; }
    public required SubmittedLine[] Lines { get; init; }
    /// <summary>One for each benefit of a line.</summary>
    public required ImportedRow[] Rows { get; init; }
    /// <summary>Hex, of the list that was imported.</summary>
    public required string FileSha256 { get; init; }
    public required Officer By { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>In the place of a submission: judged and received on the day of payment, which is all that is known.</summary>
    internal CaseSubmitted AsSubmission() => new()
    {
        Form = Form,
        Window = Window,
        Policy = Policy,
        ApplicantName = ApplicantName,
        Day = PaidOn,
        ReceivedAt = PolicyTime.StartOf(PaidOn),
        By = By,
        AtCounter = false,
        Lines = Lines,
    };
}

/// <param name="Row">Of the list, from 1.</param>
/// <param name="Source">来源: the paper that proves the payment.</param>
public sealed record ImportedRow(int Line, Benefit Benefit, int Row, string Source);

/// <param name="Certificate"><c>c_…</c></param>
public sealed record SubmittedLine(int Line, string? WorkerRef, string? MaskedId, string? Certificate, SubmittedBenefit[] Benefits);

/// <param name="Keys">Subject and entitlement key, in the order of the policy file.</param>
public sealed record SubmittedBenefit(Benefit Benefit, Verdict Verdict, Money Amount, string Clause, StoredKey[] Keys, StoredReason[] Reasons);

public sealed record StoredKey(string Subject, string Key);

public sealed record StoredReason(string Code, string Zh, string En);

/// <summary>An officer's immutable ruling: types <c>case.decided</c>, <c>case.returned</c>, <c>case.rejected</c>, <c>case.approved</c>.</summary>
public sealed record DecisionMade : CaseEvent
{
    public required Stage Stage { get; init; }
    public required int Round { get; init; }
    public required DecisionOutcome Outcome { get; init; }
    public string? Comment { get; init; }
    public required Officer By { get; init; }
    public required DateTimeOffset At { get; init; }
    public required LineDecision[] Lines { get; init; }
    public required DocumentKind[] PapersSeen { get; init; }
    /// <summary>What a handler's pass states (五: 材料真实、条件符合、人岗相适).</summary>
    public string? Statement { get; init; }
    /// <summary>The day until which the next stage, or the correction, is to be done. Fixed here: what the applicant was told does not move.</summary>
    public DateOnly? DueOn { get; init; }
}

/// <summary>The officer took his own decision back; both stay on file.</summary>
public sealed record DecisionReversed(Stage Stage, int Round, DecisionOutcome Outcome, string Reason, Officer By, DateTimeOffset At, DateOnly? DueOn) : CaseEvent;

/// <summary>Whose desk the case lies on; null: nobody's in particular.</summary>
public sealed record CaseAssigned(Officer? To, Officer By, DateTimeOffset At) : CaseEvent;

/// <summary>补正: the whole form again, judged by the day of the first submission. The round rises.</summary>
public sealed record CaseResubmitted : CaseEvent
{
    public required ApplicationForm Form { get; init; }
    public required string ApplicantName { get; init; }
    public required SubmittedLine[] Lines { get; init; }
    public required Officer By { get; init; }
    public required bool AtCounter { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateOnly? DueOn { get; init; }
    /// <summary>As in <see cref="CaseSubmitted"/>.</summary>
    public StoredRegisters? Registers { get; init; }
}

/// <param name="DueOn">The last day on which it could be corrected.</param>
public sealed record CaseLapsed(DateOnly DueOn, DateTimeOffset At) : CaseEvent;

public sealed record CaseWithdrawn(string Reason, Officer By, DateTimeOffset At) : CaseEvent;

/// <summary>Against the rejection of these lines. <paramref name="Number"/> counts the appeals of the case from 1.</summary>
public sealed record AppealFiled(int Number, int[] Lines, string Grounds, Officer By, DateTimeOffset At, DateOnly? DueOn) : CaseEvent;

public sealed record AppealDecided(int Number, AppealOutcome Outcome, string Comment, Officer By, DateTimeOffset At) : CaseEvent;

/// <param name="BatchId">The sealed batch whose line for this case thereby failed, or null.</param>
public sealed record PaymentStopped(int[] Lines, string Reason, string? BatchId, Officer By, DateTimeOffset At) : CaseEvent;

public sealed record PaymentStopReleased(int[] Lines, string Reason, Officer By, DateTimeOffset At) : CaseEvent;

/// <summary>The settlement put what waited into a batch.</summary>
public sealed record CaseScheduled(string BatchId, DateTimeOffset At) : CaseEvent;

/// <summary>The bank paid the case's line of the batch.</summary>
public sealed record CasePaid(string BatchId, int BatchLine, DateOnly PaidOn, DateTimeOffset At) : CaseEvent;

/// <summary>The bank did not pay it, or sent it back after it was paid (退票).</summary>
public sealed record CasePaymentFailed(string BatchId, int BatchLine, string? Code, bool SentBack, DateTimeOffset At) : CaseEvent;

/// <param name="Release">Whether the keys become free again.</param>
public sealed record CaseClawedBack(ClawbackLine[] Lines, string Reason, bool Release, Officer By, DateTimeOffset At) : CaseEvent;

public sealed record RepaymentRecorded(Money Amount, DateOnly PaidOn, string Reference, Officer By, DateTimeOffset At) : CaseEvent;
