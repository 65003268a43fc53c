using Gongshu.Policy;

namespace Gongshu.Grains.Interfaces;

/// <summary>Why a case stands as it does: the rules of its policy, judged again on the facts of then. A read; a stateless worker with key 0.</summary>
public interface IExplanationGrain : IGrainWithIntegerKey
{
    /// <summary>Not found: no such case, or not to be seen by this caller. An unreadable cursor is refused.</summary>
    Task<Answer<ExplanationView>> Of(ExplanationQuery query, Actor actor);
}

/// <param name="Line">Only the line of this number; null: all, a page at a time.</param>
/// <param name="English">Whether titles and details are in English; the words of the policy are Chinese.</param>
[GenerateSerializer, Immutable, Alias("gongshu.ExplanationQuery"), NotPersonal]
public sealed record ExplanationQuery(
    [property: Id(0)] CaseNumber CaseNumber, [property: Id(1)] int? Line, [property: Id(2)] string? Cursor, [property: Id(3)] int Limit, [property: Id(4)] bool English);

/// <summary>Of when the facts of the registers are.</summary>
[GenerateSerializer, Alias("gongshu.RegistersAsOf")]
public enum RegistersAsOf
{
    Submission = 1,
    /// <summary>The case was stored before the registers' facts were kept with it.</summary>
    Today = 2,
}

[GenerateSerializer, Immutable, Alias("gongshu.Explanation"), NotPersonal]
public sealed record ExplanationView
{
    [Id(0)] public required CaseNumber CaseNumber { get; init; }
    [Id(1)] public required int Version { get; init; }
    [Id(2)] public required CaseStatus Status { get; init; }
    [Id(3)] public required WindowId Window { get; init; }
    [Id(4)] public required string Policy { get; init; }
    [Id(5)] public required string PolicyTitle { get; init; }
    [Id(6)] public required Programme Programme { get; init; }
    [Id(7)] public required string Title { get; init; }
    [Id(8)] public required string Clause { get; init; }
    /// <summary>The words of the policy.</summary>
    [Id(9)] public required string Text { get; init; }
    /// <summary>The policy day that the facts were judged by.</summary>
    [Id(10)] public required DateOnly JudgedOn { get; init; }
    [Id(11)] public required RegistersAsOf RegistersAsOf { get; init; }
    /// <summary>Whether judging again came to what was stored, for every line of this answer.</summary>
    [Id(12)] public required bool Agrees { get; init; }
    [Id(13)] public required Money Amount { get; init; }
    [Id(14)] public required ExplainedFact[] Facts { get; init; }
    /// <summary>In the order of the policy; the steps of each benefit name them by code.</summary>
    [Id(15)] public required ExplainedRule[] Rules { get; init; }
    [Id(16)] public required ExplainedReading[] Readings { get; init; }
    [Id(17)] public required ExplainedPaper[] Papers { get; init; }
    /// <summary>About the whole case, oldest first; what was decided of single lines stands with them.</summary>
    [Id(18)] public required ExplainedDecision[] Decisions { get; init; }
    [Id(19)] public required ExplainedLine[] Lines { get; init; }
    [Id(20)] public string? NextCursor { get; init; }
}

/// <param name="Value">A day, a code, an organisation, a pseudonym; null: not given.</param>
/// <param name="Source">Where it comes from, e.g. <c>application</c>, <c>trainingPlan</c>, <c>calendar</c>.</param>
[GenerateSerializer, Immutable, Alias("gongshu.ExplainedFact"), NotPersonal]
public sealed record ExplainedFact([property: Id(0)] string Fact, [property: Id(1)] string? Value, [property: Id(2)] string Source);

[GenerateSerializer, Immutable, Alias("gongshu.ExplainedRule"), NotPersonal]
public sealed record ExplainedRule(
    [property: Id(0)] string Code, [property: Id(1)] string Title, [property: Id(2)] RuleScope Scope, [property: Id(3)] string Clause, [property: Id(4)] string Text,
    [property: Id(5)] string[] Facts);

[GenerateSerializer, Immutable, Alias("gongshu.ExplainedReading"), NotPersonal]
public sealed record ExplainedReading(
    [property: Id(0)] string Reading, [property: Id(1)] string Value, [property: Id(2)] string[] Alternatives, [property: Id(3)] string Question,
    [property: Id(4)] string Clause, [property: Id(5)] string Text);

[GenerateSerializer, Alias("gongshu.PaperGiven")]
public enum PaperGiven { Attachment = 1, OnPaper = 2, Missing = 3 }

/// <param name="Seen">An officer confirmed the paper.</param>
[GenerateSerializer, Immutable, Alias("gongshu.ExplainedPaper"), NotPersonal]
public sealed record ExplainedPaper(
    [property: Id(0)] DocumentKind Kind, [property: Id(1)] DocumentDue Due, [property: Id(2)] PaperGiven Given, [property: Id(3)] bool Seen,
    [property: Id(4)] string Clause, [property: Id(5)] string Text);

/// <param name="Reason">Of a rejected line: why, by code; null: none was given.</param>
/// <param name="Stands">False: the officer took it back.</param>
[GenerateSerializer, Immutable, Alias("gongshu.ExplainedDecision"), NotPersonal]
public sealed record ExplainedDecision(
    [property: Id(0)] Stage Stage, [property: Id(1)] int Round, [property: Id(2)] DecisionOutcome Outcome, [property: Id(3)] string? Reason,
    [property: Id(4)] string? ReasonTitle, [property: Id(5)] string? Clause, [property: Id(6)] string? Comment, [property: Id(7)] DateTimeOffset At,
    [property: Id(8)] bool Stands);

[GenerateSerializer, Immutable, Alias("gongshu.ExplainedLine"), NotPersonal]
public sealed record ExplainedLine
{
    [Id(0)] public required int Line { get; init; }
    [Id(1)] public string? WorkerRef { get; init; }
    [Id(2), Personal] public string? MaskedId { get; init; }
    [Id(3)] public required bool Agrees { get; init; }
    /// <summary>The sum over its benefits, as they were judged.</summary>
    [Id(4)] public required Money Amount { get; init; }
    [Id(5)] public required ExplainedFact[] Facts { get; init; }
    [Id(6)] public required ExplainedBenefit[] Benefits { get; init; }
}

[GenerateSerializer, Immutable, Alias("gongshu.ExplainedBenefit"), NotPersonal]
public sealed record ExplainedBenefit
{
    [Id(0)] public required Benefit Benefit { get; init; }
    [Id(1)] public required string Title { get; init; }
    [Id(2)] public required string Clause { get; init; }
    [Id(3)] public required string Text { get; init; }
    /// <summary>As it was stored.</summary>
    [Id(4)] public required Verdict Verdict { get; init; }
    [Id(5)] public required Money Amount { get; init; }
    /// <summary>What judging again came to; null: the rules know no such benefit of the line.</summary>
    [Id(6)] public Verdict? JudgedAgain { get; init; }
    [Id(7)] public required bool Agrees { get; init; }
    [Id(8)] public required ExplainedStep[] Steps { get; init; }
    /// <summary>Null unless the rules found it eligible.</summary>
    [Id(9)] public ExplainedAmount? Computation { get; init; }
    [Id(10)] public Payee? Payee { get; init; }
    [Id(11)] public Account? Account { get; init; }
    [Id(12)] public required ExplainedKey[] Keys { get; init; }
    [Id(13)] public required ExplainedDecision[] Decisions { get; init; }
    /// <summary>Null: nothing was claimed.</summary>
    [Id(14)] public ExplainedClaim? Claim { get; init; }
    /// <summary>For what was refused, by the rules or an officer.</summary>
    [Id(15)] public ChangeView? Change { get; init; }
}

/// <param name="Because">Of a rule that was not judged: the code that stands for the missing part.</param>
[GenerateSerializer, Immutable, Alias("gongshu.ExplainedStep"), NotPersonal]
public sealed record ExplainedStep([property: Id(0)] string Code, [property: Id(1)] RuleOutcome Outcome, [property: Id(2)] string? Because, [property: Id(3)] string? Detail);

/// <param name="Of">The row of the table that applies; null: there is one for every case.</param>
/// <param name="Less">Taken off, since a lower level was paid before.</param>
[GenerateSerializer, Immutable, Alias("gongshu.ExplainedAmount"), NotPersonal]
public sealed record ExplainedAmount(
    [property: Id(0)] AmountPer Per, [property: Id(1)] string? Of, [property: Id(2)] PossibleAmountView[] Table, [property: Id(3)] Money? Less);

/// <param name="HeldSince">Since when this case's claim guards the key; null: it does not.</param>
[GenerateSerializer, Immutable, Alias("gongshu.ExplainedKey"), NotPersonal]
public sealed record ExplainedKey([property: Id(0)] SubjectKind Subject, [property: Id(1)] string EntitlementKey, [property: Id(2)] DateTimeOffset? HeldSince);

[GenerateSerializer, Alias("gongshu.ClaimPlace")]
public enum ClaimPlace { Waiting = 1, Scheduled = 2, Failed = 3 }

/// <summary>The claim as the case stands now.</summary>
/// <param name="Place">Of an approved claim: where its money is.</param>
[GenerateSerializer, Immutable, Alias("gongshu.ExplainedClaim"), NotPersonal]
public sealed record ExplainedClaim(
    [property: Id(0)] ClaimStatus Status, [property: Id(1)] ClaimPlace? Place, [property: Id(2)] bool Stopped, [property: Id(3)] string? BatchId,
    [property: Id(4)] DateTimeOffset? PaidAt, [property: Id(5)] ExplainedStop[] Stops, [property: Id(6)] ExplainedAppeal[] Appeals);

[GenerateSerializer, Immutable, Alias("gongshu.ExplainedStop"), NotPersonal]
public sealed record ExplainedStop([property: Id(0)] string Reason, [property: Id(1)] DateTimeOffset At, [property: Id(2)] DateTimeOffset? ReleasedAt, [property: Id(3)] string? ReleaseReason);

[GenerateSerializer, Immutable, Alias("gongshu.ExplainedAppeal"), NotPersonal]
public sealed record ExplainedAppeal(
    [property: Id(0)] int Number, [property: Id(1)] string Grounds, [property: Id(2)] DateTimeOffset At, [property: Id(3)] AppealOutcome? Outcome,
    [property: Id(4)] string? Comment, [property: Id(5)] DateTimeOffset? DecidedAt);
