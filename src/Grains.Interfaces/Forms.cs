using Gongshu.Policy;

namespace Gongshu.Grains.Interfaces;

// The bodies of the contract after parsing: shapes are right, identifiers normalised, nothing judged yet.

/// <summary>One Annex 1 form with its roster (四).</summary>
[GenerateSerializer, Immutable, Alias("gongshu.ApplicationForm"), NotPersonal]
public sealed record ApplicationForm
{
    [Id(0)] public required Programme Programme { get; init; }
    /// <summary>USCC, normalised.</summary>
    [Id(1)] public required string Applicant { get; init; }
    [Id(2)] public required Contact Contact { get; init; }
    /// <summary>Null: the enterprise's own account.</summary>
    [Id(3)] public BankAccount? Bank { get; init; }
    [Id(4)] public string? TrainingPlan { get; init; }
    [Id(5)] public string? Competition { get; init; }
    [Id(6)] public string? MasterStudio { get; init; }
    /// <summary>Null: not compared.</summary>
    [Id(7)] public Money? RequestedAmount { get; init; }
    [Id(8)] public bool AcceptPartial { get; init; }
    /// <summary>Empty for a master studio.</summary>
    [Id(9)] public RosterLine[] Lines { get; init; } = [];
    [Id(10)] public DocumentGiven[] Documents { get; init; } = [];
    /// <summary>Entered at the counter for a paper received earlier (a handler only).</summary>
    [Id(11)] public PaperReceived? ReceivedOnPaper { get; init; }
}

[GenerateSerializer, Immutable, Alias("gongshu.Contact"), Personal]
public sealed record Contact([property: Id(0)] string Name, [property: Id(1)] string? Phone);

[GenerateSerializer, Immutable, Alias("gongshu.BankAccount"), Personal]
public sealed record BankAccount([property: Id(0)] string BankName, [property: Id(1)] string AccountName, [property: Id(2)] string AccountNumber);

[GenerateSerializer, Immutable, Alias("gongshu.PaperReceived"), NotPersonal]
public sealed record PaperReceived([property: Id(0)] DateOnly On, [property: Id(1)] string Register);

/// <summary>A paper of section 四: uploaded, or handed in at the counter.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.DocumentGiven"), NotPersonal]
public sealed record DocumentGiven([property: Id(0)] DocumentKind Kind, [property: Id(1)] string? Attachment, [property: Id(2)] bool OnPaper);

/// <summary>名册行: one worker's row.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.RosterLine"), NotPersonal]
public sealed record RosterLine
{
    [Id(0)] public required int Line { get; init; }
    [Id(1)] public required Person Worker { get; init; }
    [Id(2)] public Certificate? Certificate { get; init; }
    [Id(3)] public Employment? Employment { get; init; }
    [Id(4)] public Internship? Internship { get; init; }
    [Id(5)] public Award? Award { get; init; }
    [Id(6)] public bool SignedByWorker { get; init; }
}

/// <param name="IdNumber">GB 11643, normalised to 18 characters.</param>
[GenerateSerializer, Immutable, Alias("gongshu.Person"), Personal]
public sealed record Person(
    [property: Id(0)] string Name, [property: Id(1)] string IdNumber, [property: Id(2)] string? Phone, [property: Id(3), NotPersonal] bool Migrant);

/// <param name="Number">As given; normalised only for its pseudonym.</param>
[GenerateSerializer, Immutable, Alias("gongshu.Certificate"), NotPersonal]
public sealed record Certificate(
    [property: Id(0), Personal] string Number, [property: Id(1)] Occupation Occupation, [property: Id(2)] SkillLevel Level,
    [property: Id(3)] DateOnly IssuedOn, [property: Id(4)] string? DeclaredBy);

[GenerateSerializer, Immutable, Alias("gongshu.Occupation"), NotPersonal]
public sealed record Occupation([property: Id(0)] string Code, [property: Id(1)] string Name);

[GenerateSerializer, Immutable, Alias("gongshu.Employment"), NotPersonal]
public sealed record Employment(
    [property: Id(0)] DateOnly ContractFrom, [property: Id(1)] DateOnly? ContractTo,
    [property: Id(2)] bool SocialInsuranceInHangzhou, [property: Id(3)] string? Position);

[GenerateSerializer, Immutable, Alias("gongshu.Internship"), NotPersonal]
public sealed record Internship(
    [property: Id(0)] string Base, [property: Id(1)] DateOnly From, [property: Id(2)] DateOnly To, [property: Id(3)] Education Education,
    [property: Id(4)] DateOnly ContractFrom, [property: Id(5)] DateOnly? ContractTo, [property: Id(6)] bool SocialInsurance);

[GenerateSerializer, Immutable, Alias("gongshu.Award"), NotPersonal]
public sealed record Award(
    [property: Id(0)] int Edition, [property: Id(1)] DateOnly AnnouncedOn, [property: Id(2)] AwardKind Kind,
    [property: Id(3)] string? Team, [property: Id(4)] string Occupation);

/// <summary>PUT /enterprises: what is null stays as it was.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.EnterpriseForm"), NotPersonal]
public sealed record EnterpriseForm
{
    [Id(0)] public required string Name { get; init; }
    [Id(1)] public EnterpriseKind[]? Kinds { get; init; }
    [Id(2)] public bool? InDistrict { get; init; }
    [Id(3)] public NamedPerson? LegalRepresentative { get; init; }
    [Id(4)] public Contact? Contact { get; init; }
    [Id(5)] public BankAccount? Bank { get; init; }
}

[GenerateSerializer, Immutable, Alias("gongshu.NamedPerson"), Personal]
public sealed record NamedPerson([property: Id(0)] string Name);

[GenerateSerializer, Immutable, Alias("gongshu.TrainingPlanForm"), NotPersonal]
public sealed record TrainingPlanForm
{
    [Id(0)] public required string Applicant { get; init; }
    [Id(1)] public required string Title { get; init; }
    [Id(2)] public required Occupation Occupation { get; init; }
    [Id(3)] public required SkillLevel Level { get; init; }
    [Id(4)] public required DateOnly ClassStartsOn { get; init; }
    [Id(5)] public required DateOnly ClassEndsOn { get; init; }
    [Id(6)] public required Lesson[] Timetable { get; init; }
    [Id(7)] public required Trainee[] Trainees { get; init; }
    [Id(8)] public PaperReceived? ReceivedOnPaper { get; init; }
}

/// <param name="From">Time of day, <c>HH:mm</c>.</param>
[GenerateSerializer, Immutable, Alias("gongshu.Lesson"), NotPersonal]
public sealed record Lesson([property: Id(0)] DateOnly On, [property: Id(1)] TimeOnly From, [property: Id(2)] TimeOnly To, [property: Id(3)] string Subject);

/// <summary>Somebody on the list: by name and number, or, of who stands on it already, by reference alone; then both texts are empty.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.Trainee"), Personal]
public sealed record Trainee([property: Id(0)] string Name, [property: Id(1)] string IdNumber)
{
    [Id(2), NotPersonal] public string? WorkerRef { get; init; }
}

[GenerateSerializer, Immutable, Alias("gongshu.MasterStudioForm"), NotPersonal]
public sealed record MasterStudioForm(
    [property: Id(0)] string Name, [property: Id(1)] NamedPerson Leader, [property: Id(2)] string Host, [property: Id(3)] StudioLevel Level,
    [property: Id(4)] DateOnly RecognisedOn, [property: Id(5)] OfficialDocument Document);

[GenerateSerializer, Immutable, Alias("gongshu.CompetitionForm"), NotPersonal]
public sealed record CompetitionForm(
    [property: Id(0)] string Name, [property: Id(1)] int Year, [property: Id(2)] CompetitionClass Class, [property: Id(3)] string Organiser,
    [property: Id(4)] OfficialDocument Document);

[GenerateSerializer, Immutable, Alias("gongshu.OfficialDocument"), NotPersonal]
public sealed record OfficialDocument([property: Id(0)] string Title, [property: Id(1)] string Number);

[GenerateSerializer, Immutable, Alias("gongshu.CalendarForm"), NotPersonal]
public sealed record CalendarForm([property: Id(0)] DateOnly[] WeekdaysOff, [property: Id(1)] DateOnly[] WeekendDaysWorked, [property: Id(2)] string Source);

/// <summary>POST …/decisions.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.DecisionForm"), NotPersonal]
public sealed record DecisionForm
{
    [Id(0)] public required Stage Stage { get; init; }
    [Id(1)] public required DecisionOutcome Outcome { get; init; }
    [Id(2)] public string? Comment { get; init; }
    [Id(3)] public DocumentKind[] PapersSeen { get; init; } = [];
    [Id(4)] public LineDecision[] Lines { get; init; } = [];
}

[GenerateSerializer, Alias("gongshu.DecisionOutcome")]
public enum DecisionOutcome
{
    Pass = 1, Return = 2, Reject = 3,
    /// <summary>Not to be asked for: the entry by which an officer took his own decision back.</summary>
    Reversal = 4,
}

[GenerateSerializer, Alias("gongshu.LineOutcome")]
public enum LineOutcome { Reject = 1 }

[GenerateSerializer, Alias("gongshu.LineReason")]
public enum LineReason { PostDoesNotFit = 1, MaterialsNotGenuine = 2, Other = 3 }

/// <param name="Benefit">Null: all benefits of the line.</param>
[GenerateSerializer, Immutable, Alias("gongshu.LineDecision"), NotPersonal]
public sealed record LineDecision(
    [property: Id(0)] int Line, [property: Id(1)] Benefit? Benefit, [property: Id(2)] LineOutcome Outcome,
    [property: Id(3)] LineReason? Reason, [property: Id(4)] string? Comment);

[GenerateSerializer, Alias("gongshu.AppealOutcome")]
public enum AppealOutcome { Uphold = 1, Overturn = 2 }

/// <param name="Benefit">Null: every paid benefit of the line.</param>
[GenerateSerializer, Immutable, Alias("gongshu.ClawbackLine"), NotPersonal]
public sealed record ClawbackLine([property: Id(0)] int Line, [property: Id(1)] Benefit? Benefit);

/// <summary>What the bank says of one line of a batch.</summary>
/// <param name="Code">The bank's reason; null for a payment.</param>
/// <param name="PaidOn">The day of the payment; null when there was none.</param>
[GenerateSerializer, Immutable, Alias("gongshu.BankResult"), NotPersonal]
public sealed record BankResult([property: Id(0)] int BatchLine, [property: Id(1)] PaymentOutcome Outcome, [property: Id(2)] string? Code, [property: Id(3)] DateOnly? PaidOn);

/// <summary>What a bank's file states besides its answers: checked against the batch, never stored.</summary>
/// <param name="Lines">By position of the result.</param>
/// <param name="Total">The sum of the lines that it names; null: it states none.</param>
/// <param name="TotalRow">The row of the sum; 0 without one.</param>
[GenerateSerializer, Immutable, Alias("gongshu.BankStatement"), NotPersonal]
public sealed record BankStatement([property: Id(0)] BankStated[] Lines, [property: Id(1)] Money? Total, [property: Id(2)] int TotalRow);

/// <param name="Row">Of the file, as the spreadsheet counts. The rest is null where the file has no such column.</param>
[GenerateSerializer, Immutable, Alias("gongshu.BankStated"), NotPersonal]
public sealed record BankStated(
    [property: Id(0)] int Row, [property: Id(1)] string? BatchId, [property: Id(2)] string? CaseNumber, [property: Id(3)] Money? Amount,
    [property: Id(4)] string? BatchHash);

/// <summary><c>Returned</c> (退票): sent back after it was paid.</summary>
[GenerateSerializer, Alias("gongshu.PaymentOutcome")]
public enum PaymentOutcome { Paid = 1, Failed = 2, Returned = 3 }
