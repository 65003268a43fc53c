using Gongshu.Policy;

namespace Gongshu.Grains.Interfaces;

/// <summary>An appeal against the rejection of lines; undecided while <see cref="Outcome"/> is null.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.AppealView"), NotPersonal]
public sealed record AppealView(
    [property: Id(0)] int Number, [property: Id(1)] int[] Lines, [property: Id(2)] string Grounds, [property: Id(3)] Officer By, [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] DateOnly? DueOn, [property: Id(6)] AppealOutcome? Outcome, [property: Id(7)] string? Comment, [property: Id(8)] Officer? DecidedBy,
    [property: Id(9)] DateTimeOffset? DecidedAt);

/// <summary>A stop of the payment of lines; in force until all of them were let go on.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.StopView"), NotPersonal]
public sealed record StopView(
    [property: Id(0)] int[] Lines, [property: Id(1)] string Reason, [property: Id(2)] Officer By, [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] Officer? ReleasedBy, [property: Id(5)] DateTimeOffset? ReleasedAt, [property: Id(6)] string? ReleaseReason);

[GenerateSerializer, Immutable, Alias("gongshu.ClawbackView"), NotPersonal]
public sealed record ClawbackView(
    [property: Id(0)] ClawbackLine[] Lines, [property: Id(1)] Money Amount, [property: Id(2)] string Reason, [property: Id(3)] bool Release,
    [property: Id(4)] Officer By, [property: Id(5)] DateTimeOffset At);

[GenerateSerializer, Immutable, Alias("gongshu.RepaymentView"), NotPersonal]
public sealed record RepaymentView(
    [property: Id(0)] Money Amount, [property: Id(1)] DateOnly PaidOn, [property: Id(2)] string Reference, [property: Id(3)] Officer By, [property: Id(4)] DateTimeOffset At);

/// <summary>A case with money to come back, for <c>GET /clawbacks</c>.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.OpenClawback"), NotPersonal]
public sealed record OpenClawback(
    [property: Id(0)] CaseNumber CaseNumber, [property: Id(1)] Organisation Applicant, [property: Id(2)] Programme Programme, [property: Id(3)] CaseStatus Status,
    [property: Id(4)] Money ClawedBack, [property: Id(5)] Money Repaid, [property: Id(6)] Money Outstanding, [property: Id(7)] WindowId Window);

/// <summary><c>GET /batches/{batchId}/reconciliation</c>: in yuan and in lines.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.Reconciliation"), NotPersonal]
public sealed record ReconciliationView(
    [property: Id(0)] StatusSum Total, [property: Id(1)] StatusSum Paid, [property: Id(2)] StatusSum Failed, [property: Id(3)] StatusSum Unanswered);

[GenerateSerializer, Immutable, Alias("gongshu.StatusSum"), NotPersonal]
public sealed record StatusSum([property: Id(0)] Money Amount, [property: Id(1)] int Lines);
