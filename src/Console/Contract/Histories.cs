namespace Gongshu.StaffConsole.Contract;

/// <summary><c>GET /workers/{workerRef}/claims</c>; of an enterprise, a studio or a competition the same without a person.</summary>
public sealed record ClaimHistory(string? WorkerRef, string? MaskedId, ClaimTotals Totals, HistoryItem[] Items, string? NextCursor);

public sealed record ClaimTotals(int Live, decimal PaidAmount);

public sealed record HistoryItem(
    string CaseNumber, int Line, string Programme, string Benefit, string Clause, Organisation Applicant, Certificate? Certificate, decimal Amount, string Status,
    DateTimeOffset SubmittedAt, DateTimeOffset? DecidedAt, DateTimeOffset? PaidAt, string Window, bool Live, string? WorkerRef, string? MaskedId, ImportedFrom? Imported);

/// <summary>Where a claim comes from that was paid before the system existed.</summary>
public sealed record ImportedFrom(string Source);

/// <summary><c>GET …/explanation</c>, of one line.</summary>
public sealed record Explanation(
    string CaseNumber, string PolicyTitle, string Title, string Clause, string Text, DateOnly JudgedOn, string RegistersAsOf, bool Agrees, ExplainedFact[] Facts,
    ExplainedRule[] Rules, ExplainedLine[] Lines, string Status, ExplainedDecision[] Decisions);

public sealed record ExplainedFact(string Fact, string? Value, string Source);

public sealed record ExplainedRule(string Code, string Title, string Clause, string Text);

public sealed record ExplainedLine(int Line, string? WorkerRef, string? MaskedId, bool Agrees, decimal Amount, ExplainedFact[] Facts, ExplainedBenefit[] Benefits);

public sealed record ExplainedBenefit(
    string Benefit, string Title, string Clause, string Text, string Verdict, decimal Amount, ExplainedStep[] Steps, ExplainedAmount? Computation,
    ExplainedKey[] Keys, ExplainedDecision[] Decisions);

public sealed record ExplainedStep(string Code, string Outcome, string? Because, string? Detail);

public sealed record ExplainedAmount(string Per, string? Of, PossibleAmount[] Table, decimal? Less);

public sealed record PossibleAmount(string? Of, decimal Amount);

public sealed record ExplainedKey(string Subject, string EntitlementKey, DateTimeOffset? HeldSince);

public sealed record ExplainedDecision(string Stage, int Round, string Outcome, string? Reason, string? ReasonTitle, string? Comment, DateTimeOffset At, bool Stands);
