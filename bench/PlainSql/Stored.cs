using Gongshu.Policy;

namespace Gongshu.PlainSql;

// The bodies of events, member for member as the product stores them, so that its verify command reads what this program wrote.

internal sealed record CaseSubmitted(
    Application Form, WindowId Window, string Policy, string ApplicantName, DateOnly Day, DateTimeOffset ReceivedAt, Officer By, bool AtCounter,
    StoredLine[] Lines, DateOnly? DueOn, Registers Registers);

internal sealed record StoredLine(int Line, string? WorkerRef, string? MaskedId, string? Certificate, StoredBenefit[] Benefits);

internal sealed record StoredBenefit(Benefit Benefit, Verdict Verdict, Money Amount, string Clause, StoredKey[] Keys, StoredReason[] Reasons);

internal sealed record StoredKey(string Subject, string Key);

internal sealed record StoredReason(string Code, string Zh, string En);

internal sealed record Registers(RegisteredApplicant Applicant);

internal sealed record RegisteredApplicant(EnterpriseKind[] Kinds, bool InDistrict);

internal sealed record DecisionMade(
    Stage Stage, int Round, string Outcome, string? Comment, Officer By, DateTimeOffset At, string[] Lines, DocumentKind[] PapersSeen, string Statement, DateOnly? DueOn);

internal sealed record AuditBody(string? Subject, PrecheckEntry Entry);

internal sealed record PrecheckEntry
{
    [System.Text.Json.Serialization.JsonPropertyName("applicant")]
    public required string Applicant { get; init; }
    public required string Programme { get; init; }
    public required string ReceivedOnPaper { get; init; }
    public required string Workers { get; init; }
}
