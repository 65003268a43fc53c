using Gongshu.Policy;

namespace Gongshu.Grains.Interfaces;

// The resources of the contract, as their GET shows them. The API writes them in camelCase, money in yuan, enums as camelCase strings.

[GenerateSerializer, Immutable, Alias("gongshu.Organisation"), NotPersonal]
public sealed record Organisation([property: Id(0)] string Uscc, [property: Id(1)] string Name);

[GenerateSerializer, Immutable, Alias("gongshu.ReasonView"), NotPersonal]
public sealed record ReasonView([property: Id(0)] string Code, [property: Id(1)] string Detail, [property: Id(2)] string DetailEn);

/// <param name="Status">The claim's status once there is one.</param>
[GenerateSerializer, Immutable, Alias("gongshu.BenefitView"), NotPersonal]
public sealed record BenefitView(
    [property: Id(0)] Benefit Benefit, [property: Id(1)] Verdict Verdict, [property: Id(2)] Money Amount, [property: Id(3)] string Clause,
    [property: Id(4)] string[] EntitlementKeys, [property: Id(5)] ReasonView[] Reasons, [property: Id(6)] ClaimStatus? Status)
{
    /// <summary>Of a precheck, for a refused benefit: what would have to be different. Null everywhere else.</summary>
    [Id(7)] public ChangeView? Change { get; init; }
}

[GenerateSerializer, Immutable, Alias("gongshu.LineView"), NotPersonal]
public sealed record LineView
{
    [Id(0)] public required int Line { get; init; }
    [Id(1)] public string? WorkerRef { get; init; }
    [Id(2), Personal] public string? MaskedId { get; init; }
    [Id(3), Personal] public string? Name { get; init; }
    [Id(4)] public required BenefitView[] Benefits { get; init; }
    [Id(5)] public Certificate? Certificate { get; init; }
    [Id(6)] public Employment? Employment { get; init; }
    [Id(7)] public Internship? Internship { get; init; }
    [Id(8)] public Award? Award { get; init; }
    [Id(9)] public bool Migrant { get; init; }
    [Id(10)] public bool SignedByWorker { get; init; }
}

/// <summary>A case. The list shows it with <see cref="Lines"/> null; details that a <c>201</c> does not name are null there.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.CaseView"), NotPersonal]
public sealed record CaseView
{
    [Id(0)] public required CaseNumber CaseNumber { get; init; }
    [Id(1)] public required CaseStatus Status { get; init; }
    [Id(2)] public required int Version { get; init; }
    [Id(3)] public required WindowId Window { get; init; }
    [Id(4)] public required string Policy { get; init; }
    [Id(5)] public required Programme Programme { get; init; }
    [Id(6)] public required Organisation Applicant { get; init; }
    [Id(7)] public required Money Amount { get; init; }
    [Id(8)] public required string AmountInWords { get; init; }
    /// <summary><c>sha256:</c> and hex.</summary>
    [Id(9)] public required string Receipt { get; init; }
    [Id(10)] public required DateTimeOffset SubmittedAt { get; init; }
    [Id(11)] public LineView[]? Lines { get; init; }
    [Id(12)] public string? TrainingPlan { get; init; }
    [Id(13)] public string? Competition { get; init; }
    [Id(14)] public string? MasterStudio { get; init; }
    [Id(15), Personal] public Contact? Contact { get; init; }
    [Id(16), Personal] public BankAccount? Bank { get; init; }
    [Id(17)] public DocumentGiven[]? Documents { get; init; }
    [Id(18)] public Officer? SubmittedBy { get; init; }
    [Id(19)] public DecisionView[]? Decisions { get; init; }
    [Id(20)] public DocumentKind[]? PapersSeen { get; init; }
    [Id(21)] public string? BatchId { get; init; }
    [Id(22)] public int? Round { get; init; }
    /// <summary>Staff only, and only when one case is read; null to a portal, in lists and in the answers to commands.</summary>
    [Id(23)] public SignalView[]? Signals { get; init; }
    /// <summary>The day by which window and facts were judged, when the paper came before it was entered.</summary>
    [Id(24)] public PaperReceived? ReceivedOnPaper { get; init; }
    /// <summary>The day until which the correction, or the stage, is to be done.</summary>
    [Id(33)] public DateOnly? DueOn { get; init; }
    /// <summary>Staff only: whose desk it lies on.</summary>
    [Id(25)] public Officer? Assignee { get; init; }
    [Id(26)] public AppealView[]? Appeals { get; init; }
    [Id(27)] public StopView[]? Stops { get; init; }
    [Id(28)] public ClawbackView[]? Clawbacks { get; init; }
    [Id(29)] public RepaymentView[]? Repayments { get; init; }
    [Id(31)] public DateTimeOffset? PaidAt { get; init; }
    /// <summary>The last day on which a rejection can be appealed; null: nothing is rejected, or the case is not decided.</summary>
    [Id(32)] public DateOnly? AppealUntil { get; init; }
    /// <summary>Where a case that was paid before the system existed comes from; null otherwise, and in lists.</summary>
    [Id(34)] public CaseImport? Imported { get; init; }
}

/// <summary>What somebody should look at; it decides nothing. Names cases, lines and codes, never a person.</summary>
/// <param name="Detail">In the language that was asked for.</param>
[GenerateSerializer, Immutable, Alias("gongshu.SignalView"), NotPersonal]
public sealed record SignalView([property: Id(0)] string Code, [property: Id(1)] string Detail)
{
    [Id(2)] public string? Clause { get; init; }
    /// <summary>The other cases concerned, newest first; at most 50.</summary>
    [Id(3)] public CaseNumber[] Cases { get; init; } = [];
    /// <summary>The lines concerned; empty: the whole case.</summary>
    [Id(4)] public int[] Lines { get; init; } = [];
}

[GenerateSerializer, Immutable, Alias("gongshu.Officer"), NotPersonal]
public sealed record Officer([property: Id(0)] string Id, [property: Id(1), Personal] string Name);

[GenerateSerializer, Immutable, Alias("gongshu.DecisionView"), NotPersonal]
public sealed record DecisionView(
    [property: Id(0)] Stage Stage, [property: Id(1)] int Round, [property: Id(2)] DecisionOutcome Outcome, [property: Id(3)] string? Comment,
    [property: Id(4)] Officer By, [property: Id(5)] DateTimeOffset At, [property: Id(6)] LineDecision[] Lines, [property: Id(7)] DocumentKind[] PapersSeen,
    [property: Id(8)] string? Statement);

/// <summary>One benefit of one line in a claim history.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.ClaimView"), NotPersonal]
public sealed record ClaimView
{
    [Id(0)] public required CaseNumber CaseNumber { get; init; }
    [Id(1)] public required int Line { get; init; }
    [Id(2)] public required Programme Programme { get; init; }
    [Id(3)] public required Benefit Benefit { get; init; }
    [Id(4)] public required string Clause { get; init; }
    [Id(5)] public required string[] EntitlementKeys { get; init; }
    [Id(6)] public required string EntitlementKey { get; init; }
    [Id(7)] public required Organisation Applicant { get; init; }
    [Id(8)] public Certificate? Certificate { get; init; }
    [Id(9)] public required Money Amount { get; init; }
    [Id(10)] public required ClaimStatus Status { get; init; }
    [Id(11)] public required DateTimeOffset SubmittedAt { get; init; }
    [Id(12)] public DateTimeOffset? DecidedAt { get; init; }
    [Id(13)] public DateTimeOffset? PaidAt { get; init; }
    [Id(14)] public required WindowId Window { get; init; }
    [Id(15)] public required string Policy { get; init; }
    [Id(16)] public string? WorkerRef { get; init; }
    [Id(17), Personal] public string? MaskedId { get; init; }
    /// <summary>Whether it still guards its key: held, approved, paid, or clawed back without release.</summary>
    [Id(18)] public required bool Live { get; init; }
    /// <summary>Null: it was applied for here.</summary>
    [Id(19)] public Provenance? Imported { get; init; }
}

[GenerateSerializer, Immutable, Alias("gongshu.ClaimTotals"), NotPersonal]
public sealed record ClaimTotals([property: Id(0)] int Live, [property: Id(1)] Money PaidAmount);

/// <param name="Subject">Worker reference, USCC, studio or competition id.</param>
[GenerateSerializer, Immutable, Alias("gongshu.ClaimHistory"), NotPersonal]
public sealed record ClaimHistoryView(
    [property: Id(0)] string Subject, [property: Id(1), Personal] string? MaskedId, [property: Id(2)] ClaimTotals Totals,
    [property: Id(3)] ClaimView[] Items, [property: Id(4)] string? NextCursor);

[GenerateSerializer, Immutable, Alias("gongshu.WorkerView"), NotPersonal]
public sealed record WorkerView([property: Id(0)] string WorkerRef, [property: Id(1), Personal] string MaskedId, [property: Id(2), Personal] string Name);

[GenerateSerializer, Immutable, Alias("gongshu.EnterpriseView"), NotPersonal]
public sealed record EnterpriseView
{
    [Id(0)] public required string Uscc { get; init; }
    [Id(1)] public required string Name { get; init; }
    [Id(2)] public required EnterpriseKind[] Kinds { get; init; }
    [Id(3)] public required bool InDistrict { get; init; }
    [Id(4), Personal] public NamedPerson? LegalRepresentative { get; init; }
    [Id(5), Personal] public Contact? Contact { get; init; }
    /// <summary>The confirmed account, its number masked.</summary>
    [Id(6), Personal] public BankAccount? Bank { get; init; }
    /// <summary>A different account that waits for a second person, its number masked.</summary>
    [Id(7), Personal] public BankAccount? PendingBank { get; init; }
    [Id(8)] public required int Version { get; init; }
    /// <summary>Who named the pending account, the first one first: none of them may confirm it. Staff only; null to a portal.</summary>
    [Id(9)] public Officer[]? PendingBankProposedBy { get; init; }
}

[GenerateSerializer, Immutable, Alias("gongshu.TrainingPlanView"), NotPersonal]
public sealed record TrainingPlanView
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string Applicant { get; init; }
    [Id(2)] public required string Title { get; init; }
    [Id(3)] public required Occupation Occupation { get; init; }
    [Id(4)] public required SkillLevel Level { get; init; }
    [Id(5)] public required DateOnly ClassStartsOn { get; init; }
    [Id(6)] public required DateOnly ClassEndsOn { get; init; }
    [Id(7)] public required Lesson[] Timetable { get; init; }
    [Id(8)] public required TraineeView[] Trainees { get; init; }
    [Id(9)] public required Filing Filing { get; init; }
    [Id(10)] public required int Version { get; init; }
    [Id(11)] public PaperReceived? ReceivedOnPaper { get; init; }
}

[GenerateSerializer, Immutable, Alias("gongshu.TraineeView"), NotPersonal]
public sealed record TraineeView(
    [property: Id(0)] string WorkerRef, [property: Id(1), Personal] string Name, [property: Id(2), Personal] string MaskedId, [property: Id(3)] DateOnly FiledOn,
    [property: Id(4)] bool InTime);

/// <param name="WorkingDaysBefore">Working days strictly between filing and the day the class starts.</param>
[GenerateSerializer, Immutable, Alias("gongshu.Filing"), NotPersonal]
public sealed record Filing([property: Id(0)] DateOnly FiledOn, [property: Id(1)] int WorkingDaysBefore, [property: Id(2)] bool InTime);

[GenerateSerializer, Immutable, Alias("gongshu.MasterStudioView"), NotPersonal]
public sealed record MasterStudioView(
    [property: Id(0)] string Id, [property: Id(1)] string Name, [property: Id(2), Personal] NamedPerson Leader, [property: Id(3)] string Host,
    [property: Id(4)] StudioLevel Level, [property: Id(5)] DateOnly RecognisedOn, [property: Id(6)] OfficialDocument Document, [property: Id(7)] int Version);

[GenerateSerializer, Immutable, Alias("gongshu.CompetitionView"), NotPersonal]
public sealed record CompetitionView(
    [property: Id(0)] string Id, [property: Id(1)] string Name, [property: Id(2)] int Year, [property: Id(3)] CompetitionClass Class,
    [property: Id(4)] string Organiser, [property: Id(5)] OfficialDocument Document, [property: Id(6)] int Version);

[GenerateSerializer, Immutable, Alias("gongshu.CalendarView"), NotPersonal]
public sealed record CalendarView(
    [property: Id(0)] int Year, [property: Id(1)] DateOnly[] WeekdaysOff, [property: Id(2)] DateOnly[] WeekendDaysWorked,
    [property: Id(3)] string Source, [property: Id(4)] int Version);

[GenerateSerializer, Alias("gongshu.WindowStatus")]
public enum WindowStatus { Scheduled = 1, Open = 2, Closed = 3, Settled = 4 }

[GenerateSerializer, Immutable, Alias("gongshu.WindowView"), NotPersonal]
public sealed record WindowView
{
    [Id(0)] public required WindowId Window { get; init; }
    [Id(1)] public required DateOnly OpensOn { get; init; }
    [Id(2)] public required DateOnly ClosesOn { get; init; }
    [Id(3)] public required WindowStatus Status { get; init; }
    [Id(4)] public required WindowOverride[] Overrides { get; init; }
    [Id(5)] public required WindowTotalsView Totals { get; init; }
    [Id(6)] public required int Version { get; init; }
    /// <summary>The policy day on which one window was read; null in lists and in the answers to commands.</summary>
    [Id(7)] public DateOnly? Today { get; init; }
    /// <summary>The instant of that reading by the policy clock, from which hours to the end are counted; null where <see cref="Today"/> is.</summary>
    [Id(8)] public DateTimeOffset? Now { get; init; }
}

/// <param name="ByStatus">Camel-case case status → count and sum.</param>
[GenerateSerializer, Immutable, Alias("gongshu.WindowTotals"), NotPersonal]
public sealed record WindowTotalsView([property: Id(0)] int Cases, [property: Id(1)] Money Amount, [property: Id(2)] Dictionary<string, StatusTotalView> ByStatus);

[GenerateSerializer, Immutable, Alias("gongshu.StatusTotal"), NotPersonal]
public sealed record StatusTotalView([property: Id(0)] int Cases, [property: Id(1)] Money Amount);

[GenerateSerializer, Immutable, Alias("gongshu.WindowOverride"), NotPersonal]
public sealed record WindowOverride(
    [property: Id(0)] DateOnly? OpensOn, [property: Id(1)] DateOnly? ClosesOn, [property: Id(2)] string Reason, [property: Id(3)] Officer By, [property: Id(4)] DateTimeOffset At);

[GenerateSerializer, Alias("gongshu.HeldBackReason")]
public enum HeldBackReason { PendingBank = 1, Stopped = 2 }

[GenerateSerializer, Immutable, Alias("gongshu.HeldBack"), NotPersonal]
public sealed record HeldBack([property: Id(0)] CaseNumber CaseNumber, [property: Id(1)] HeldBackReason Reason);

[GenerateSerializer, Immutable, Alias("gongshu.Settlement"), NotPersonal]
public sealed record SettlementView(
    [property: Id(0)] WindowId Window, [property: Id(1)] WindowStatus Status, [property: Id(2)] BatchView? Batch, [property: Id(3)] HeldBack[] HeldBack);

[GenerateSerializer, Alias("gongshu.BatchState")]
public enum BatchState { Sealed = 1, Released = 2, PartlyPaid = 3, Paid = 4 }

[GenerateSerializer, Alias("gongshu.BatchLineState")]
public enum BatchLineState { Scheduled = 1, Paid = 2, Failed = 3 }

[GenerateSerializer, Immutable, Alias("gongshu.Batch"), NotPersonal]
public sealed record BatchView
{
    [Id(0)] public required string BatchId { get; init; }
    [Id(1)] public required WindowId Window { get; init; }
    [Id(2)] public required BatchState Status { get; init; }
    [Id(3)] public required DateTimeOffset SealedAt { get; init; }
    [Id(4)] public required string SealedBy { get; init; }
    [Id(5)] public DateTimeOffset? ReleasedAt { get; init; }
    [Id(6)] public string? ReleasedBy { get; init; }
    /// <summary><c>sha256:</c> and hex; stands in the payment file too.</summary>
    [Id(7)] public required string Hash { get; init; }
    [Id(8)] public required Money Total { get; init; }
    [Id(9)] public required ProgrammeTotal[] ByProgramme { get; init; }
    [Id(10)] public required PayeeTotal[] ByPayee { get; init; }
    [Id(11)] public required BatchLineView[] Lines { get; init; }
    [Id(12)] public required int Version { get; init; }
}

[GenerateSerializer, Immutable, Alias("gongshu.ProgrammeTotal"), NotPersonal]
public sealed record ProgrammeTotal([property: Id(0)] Programme Programme, [property: Id(1)] int Cases, [property: Id(2)] Money Amount);

[GenerateSerializer, Immutable, Alias("gongshu.PayeeTotal"), NotPersonal]
public sealed record PayeeTotal([property: Id(0)] string Uscc, [property: Id(1)] string Name, [property: Id(2)] Money Amount);

[GenerateSerializer, Immutable, Alias("gongshu.BatchLine"), NotPersonal]
public sealed record BatchLineView(
    [property: Id(0)] int BatchLine, [property: Id(1)] CaseNumber CaseNumber, [property: Id(2)] Organisation Payee, [property: Id(3)] Money Amount,
    [property: Id(4)] BatchLineState Status, [property: Id(5)] string? Code, [property: Id(6)] DateOnly? PaidOn, [property: Id(7)] BatchClaim[] Claims);

[GenerateSerializer, Immutable, Alias("gongshu.BatchClaim"), NotPersonal]
public sealed record BatchClaim([property: Id(0)] int Line, [property: Id(1)] Benefit Benefit, [property: Id(2)] Money Amount);

/// <summary>One line of the payment file: the account in full, so each reading is an audit event.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.PaymentLine"), NotPersonal]
public sealed record PaymentLine(
    [property: Id(0)] string BatchId, [property: Id(1)] int BatchLine, [property: Id(2)] CaseNumber CaseNumber, [property: Id(3)] string PayeeName,
    [property: Id(4), Personal] BankAccount Account, [property: Id(5)] Money Amount, [property: Id(6)] string Purpose, [property: Id(7)] string BatchHash);

/// <param name="Hash"><c>sha256:</c> and hex.</param>
[GenerateSerializer, Immutable, Alias("gongshu.AuditEvent"), NotPersonal]
public sealed record AuditEvent(
    [property: Id(0)] long Sequence, [property: Id(1)] string Type, [property: Id(2)] string Actor, [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string? CaseNumber, [property: Id(5)] string Hash, [property: Id(6)] string PreviousHash, [property: Id(7)] string Stream,
    [property: Id(8)] int Version, [property: Id(9), Personal] string? Data);

[GenerateSerializer, Immutable, Alias("gongshu.Page`1"), NotPersonal]
public sealed record PageOf<T>([property: Id(0)] T[] Items, [property: Id(1)] string? NextCursor);
