using Gongshu.Policy;

namespace Gongshu.PlainSql;

// The answers of the contract; what this program never has is written as null or empty, as the contract demands.

public sealed record Officer(string Id, string Name);

public sealed record Organisation(string Uscc, string Name);

public sealed record ReasonAnswer(string Code, string Detail);

public sealed record BenefitAnswer(
    Benefit Benefit, Verdict Verdict, Money Amount, string Clause, string[] EntitlementKeys, ReasonAnswer[] Reasons, ClaimStatus? Status, string? Change);

public sealed record LineAnswer(
    int Line, string? WorkerRef, string? MaskedId, string? Name, BenefitAnswer[] Benefits, Certificate? Certificate, Employment? Employment,
    string? Internship, string? Award, bool Migrant, bool SignedByWorker);

public sealed record DecisionAnswer(
    Stage Stage, int Round, string Outcome, string? Comment, Officer By, DateTimeOffset At, string[] Lines, DocumentKind[] PapersSeen, string? Statement);

public sealed record CaseAnswer
{
    public required CaseNumber CaseNumber { get; init; }
    public required CaseStatus Status { get; init; }
    public required int Version { get; init; }
    public required WindowId Window { get; init; }
    public required string Policy { get; init; }
    public required Programme Programme { get; init; }
    public required Organisation Applicant { get; init; }
    public required Money Amount { get; init; }
    public required string AmountInWords { get; init; }
    public required string Receipt { get; init; }
    public required DateTimeOffset SubmittedAt { get; init; }
    public required LineAnswer[] Lines { get; init; }
    public string? TrainingPlan { get; init; }
    public string? Competition { get; init; }
    public string? MasterStudio { get; init; }
    public required Contact Contact { get; init; }
    public string? Bank { get; init; }
    public required Document[] Documents { get; init; }
    public required Officer SubmittedBy { get; init; }
    public DecisionAnswer[] Decisions { get; init; } = [];
    public DocumentKind[] PapersSeen { get; init; } = [];
    public string? BatchId { get; init; }
    public int Round { get; init; } = 1;
    public string? Signals { get; init; }
    public string? ReceivedOnPaper { get; init; }
    public DateOnly? DueOn { get; init; }
    public string? Assignee { get; init; }
    public string[] Appeals { get; init; } = [];
    public string[] Stops { get; init; } = [];
    public string[] Clawbacks { get; init; } = [];
    public string[] Repayments { get; init; } = [];
    public string? PaidAt { get; init; }
    public string? AppealUntil { get; init; }
}

public sealed record ClaimAnswer(
    CaseNumber CaseNumber, int Line, Programme Programme, Benefit Benefit, string Clause, string[] EntitlementKeys, string EntitlementKey, Organisation Applicant,
    Certificate? Certificate, Money Amount, ClaimStatus Status, DateTimeOffset SubmittedAt, DateTimeOffset? DecidedAt, DateTimeOffset? PaidAt, WindowId Window,
    string Policy, string? WorkerRef, string? MaskedId, bool Live);

public sealed record TotalsAnswer(int Live, Money PaidAmount);

public sealed record HistoryAnswer(string WorkerRef, string? MaskedId, TotalsAnswer Totals, ClaimAnswer[] Items, string? NextCursor);

public sealed record HolderAnswer(CaseNumber? CaseNumber, CaseStatus Status, DateOnly? SubmittedOn, bool SameApplicant);

public sealed record ConflictAnswer(int Line, Benefit Benefit, string EntitlementKey, HolderAnswer HeldBy);

/// <summary>For an eligible application or a duplicate; a refused benefit's smallest change is not searched for.</summary>
public sealed record PrecheckAnswer(
    int WouldBe, string[] Codes, WindowId Window, Money Amount, ReasonAnswer[] Reasons, LineAnswer[] Lines, string[] Missing, ConflictAnswer[] Conflicts,
    DateOnly? NextOpensOn, DateOnly? NextClosesOn, Money? ComputedAmount);

/// <summary>RFC 9457. Complete for duplicate-claim; other codes carry their code and title only, since nothing measures them.</summary>
public sealed record Problem(string Type, string Title, int Status, string Code, string Detail, string TraceId)
{
    public ConflictAnswer[]? Conflicts { get; init; }
    public Fault[]? Errors { get; init; }
}

public sealed record Fault(string Pointer, string Code, string Detail);

/// <summary>A value, or why there is none.</summary>
public sealed record Outcome<T>(T? Value, Problem? Refused, bool Replayed = false)
    where T : class
{
    public static implicit operator Outcome<T>(Problem problem) => new(null, problem);
}

internal static class Problems
{
    public static readonly string DuplicateDetail = "各项补贴费用不得重复享受（五）。";

    public static Problem Duplicate(ConflictAnswer[] conflicts) => Of("duplicate-claim", 409, DuplicateDetail) with { Conflicts = conflicts };

    public static Problem Of(string code, int status, string detail = "") => new("/problems/" + code, code, status, code, detail, "");
}
