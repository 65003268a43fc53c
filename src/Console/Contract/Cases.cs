using System.Text.Json.Serialization;

namespace Gongshu.StaffConsole.Contract;

/// <summary>A case as a list shows it.</summary>
public sealed record CaseItem(
    string CaseNumber, string Status, int Version, string Window, string Programme, Organisation Applicant, decimal Amount, DateTimeOffset SubmittedAt,
    DateOnly? DueOn);

/// <summary><c>GET /applications/{caseNumber}</c>.</summary>
public sealed record CaseFile
{
    public required string CaseNumber { get; init; }
    public required string Status { get; init; }
    public required int Version { get; init; }
    public required string Window { get; init; }
    public required string Policy { get; init; }
    public required string Programme { get; init; }
    public required Organisation Applicant { get; init; }
    public required decimal Amount { get; init; }
    public required string AmountInWords { get; init; }
    public required string Receipt { get; init; }
    public required DateTimeOffset SubmittedAt { get; init; }
    public CaseLine[] Lines { get; init => field = value ?? []; } = [];
    public string? TrainingPlan { get; init; }
    public string? Competition { get; init; }
    public string? MasterStudio { get; init; }
    public Contact? Contact { get; init; }
    public BankAccount? Bank { get; init; }
    public DocumentGiven[] Documents { get; init => field = value ?? []; } = [];
    public Officer? SubmittedBy { get; init; }
    public Decision[] Decisions { get; init => field = value ?? []; } = [];
    public string[] PapersSeen { get; init => field = value ?? []; } = [];
    public string? BatchId { get; init; }
    public int? Round { get; init; }
    public Signal[]? Signals { get; init; }
    public PaperReceived? ReceivedOnPaper { get; init; }
    public DateOnly? DueOn { get; init; }
    public Officer? Assignee { get; init; }
    public DateTimeOffset? PaidAt { get; init; }
    public DateOnly? AppealUntil { get; init; }
    public Appeal[] Appeals { get; init => field = value ?? []; } = [];

    /// <summary>Of a case in the API.</summary>
    public static string Path(string caseNumber) => $"/applications/{Uri.EscapeDataString(caseNumber)}";

    /// <summary>Who decides next; null: nobody.</summary>
    public string? Stage => Status switch { "submitted" => "handler", "recommended" => "approver", "endorsed" => "leader", _ => null };
}

public sealed record Contact(string Name, string? Phone);

public sealed record BankAccount(string BankName, string AccountName, string AccountNumber);

public sealed record DocumentGiven(string Kind, string? Attachment, bool OnPaper);

public sealed record PaperReceived(DateOnly On, string Register);

public sealed record Signal(string Code, string Detail, string? Clause, string[] Cases, int[] Lines);

public sealed record CaseLine(
    int Line, string? WorkerRef, string? MaskedId, string? Name, LineBenefit[] Benefits, Certificate? Certificate, Employment? Employment, Internship? Internship,
    Award? Award, bool Migrant, bool SignedByWorker)
{
    public decimal Amount => Benefits.Sum(benefit => benefit.Amount);
}

public sealed record LineBenefit(string Benefit, string Verdict, decimal Amount, string Clause, Reason[] Reasons, string? Status);

public sealed record Reason(string Code, string Detail);

public sealed record Certificate(string Number, Occupation Occupation, string Level, DateOnly IssuedOn, string? DeclaredBy);

public sealed record Occupation(string Code, string Name);

public sealed record Employment(DateOnly ContractFrom, DateOnly? ContractTo, bool SocialInsuranceInHangzhou, string? Position);

public sealed record Internship(string Base, DateOnly From, DateOnly To, string Education, DateOnly ContractFrom, DateOnly? ContractTo, bool SocialInsurance);

public sealed record Award(int Edition, DateOnly AnnouncedOn, string Kind, string? Team, string Occupation);

public sealed record Decision(
    string Stage, int Round, string Outcome, string? Comment, Officer By, DateTimeOffset At, LineRemark[] Lines, string[] PapersSeen, string? Statement);

/// <summary>What an officer said of one line; in a decision's body the same.</summary>
public sealed record LineRemark(int Line, string? Benefit, string Outcome, string? Reason, string? Comment);

/// <summary>The body of <c>POST …/decisions</c>.</summary>
public sealed record DecisionAsked(string Stage, string? Outcome, string? Comment, string[] PapersSeen, LineRemark[] Lines);

public sealed record ReversalAsked(string Reason);

/// <summary>The body of <c>POST /applications/search</c>: one of the two.</summary>
public sealed record PersonAsked
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? IdNumber { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }
}

/// <summary><c>GET …/audit</c>.</summary>
public sealed record CaseAudit(AuditEvent[] Items);

public sealed record AuditEvent(long Sequence, string Type, string Actor, DateTimeOffset At, int Version, string Hash, string PreviousHash);

/// <summary><c>GET /policies/{id}</c>, a competition and a studio: the document on which a sum rests.</summary>
public sealed record PolicyDocument(PolicyTitle Title);

public sealed record PolicyTitle(string Zh, string En);

public sealed record RegisteredThing(string Name, OfficialDocument Document);

public sealed record OfficialDocument(string Title, string Number);

/// <param name="DueOn">Until when it is to be decided.</param>
/// <param name="Outcome">Null: not decided yet.</param>
public sealed record Appeal(int Number, int[] Lines, string Grounds, Officer By, DateTimeOffset At, DateOnly? DueOn, string? Outcome, string? Comment, Officer? DecidedBy, DateTimeOffset? DecidedAt);

/// <summary>The body of <c>POST …/withdrawal</c>.</summary>
public sealed record WithdrawalAsked(string Reason);

/// <summary>The body of <c>POST …/assignment</c>: to somebody, to nobody, or (neither) to who asks.</summary>
public sealed record AssignmentAsked
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Officer? Assignee { get; init; }

    public bool Release { get; init; }
}

/// <summary>The body of <c>POST …/appeals</c>.</summary>
public sealed record AppealAsked(int[] Lines, string Grounds);

/// <summary>The body of <c>POST …/appeals/{n}/decision</c>.</summary>
public sealed record AppealRuling(string? Outcome, string Comment);
