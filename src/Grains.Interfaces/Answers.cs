using System.Text.Json.Serialization;
using Gongshu.Policy;

namespace Gongshu.Grains.Interfaces;

/// <summary>Either the value, or a refusal: a business "no" is returned, never thrown.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.Answer`1"), NotPersonal]
public sealed record Answer<T>
{
    [Id(0)] public T? Value { get; init; }
    [Id(1)] public Refusal? Refusal { get; init; }
    /// <summary>True when this is the stored answer of an earlier call with the same <c>Idempotency-Key</c>.</summary>
    [Id(2)] public bool Replayed { get; init; }
    /// <summary>True when something was created by this call.</summary>
    [Id(3)] public bool Created { get; init; }

    public static implicit operator Answer<T>(Refusal refusal) => new() { Refusal = refusal };
    public static implicit operator Answer<T>(ProblemCode code) => new() { Refusal = new Refusal { Code = code } };
}

/// <summary>Makes granted answers.</summary>
public static class Granted
{
    public static Answer<T> Of<T>(T value, bool created = false, bool replayed = false) => new() { Value = value, Created = created, Replayed = replayed };
}

/// <summary>Every code of an error answer; on the wire in kebab case. One exhaustive switch in the API gives each its status and titles.</summary>
[GenerateSerializer, Alias("gongshu.ProblemCode")]
public enum ProblemCode
{
    MalformedRequest = 1, InvalidRequest, IdempotencyKeyRequired, IdempotencyKeyReused, RequestInProgress,
    Unauthenticated, Forbidden, NotYourOrganisation, SeparationOfDuties, NotFound, MethodNotAllowed, IllegalTransition, StaleVersion,
    TooLarge, UnsupportedMediaType, IfMatchRequired, TooManyRequests, Unavailable, OutcomeUnknown, InternalError, NotAcceptable,
    WindowClosed, IncompleteDocuments, NotEligible, AmountMismatch, DuplicateClaim, PapersNotConfirmed,
    CalendarYearUnknown, ClassHasBegun, AlreadyRegistered,
    WindowSettled, WindowOverlap, WindowNotClosed, CasesUndecided, NotReleased, AlreadyReleased, ClockMovesForwardOnly,
    LineAddedAfterWindow, AppealOutOfTime, AlreadyClawedBack, ResultMismatch, ReportWithoutData,
    UnknownTreeSize, ProofNotReady,
    UnreadableFile,
    PaperNotIssued, FileTypeMismatch, UnsafeFile, InfectedFile,
    FeedPositionAhead, WebhookAddressRefused, WebhookRedirects, TooManyWebhooks,
    FileNotScanned,
}

/// <summary>A refusal with whatever its code carries on the wire; members that its code does not carry are null.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.Refusal"), NotPersonal]
public sealed record Refusal
{
    [Id(0)] public required ProblemCode Code { get; init; }
    /// <summary>Chinese; never a person's name, number or account.</summary>
    [Id(1)] public string? Detail { get; init; }
    [Id(2)] public InputFault[]? Errors { get; init; }
    [Id(3)] public CaseStatus? CaseStatus { get; init; }
    /// <summary>window-closed.</summary>
    [Id(4)] public DateOnly? NextOpensOn { get; init; }
    [Id(5)] public DateOnly? NextClosesOn { get; init; }
    /// <summary>incomplete-documents, papers-not-confirmed.</summary>
    [Id(6)] public MissingPaper[]? Missing { get; init; }
    /// <summary>not-eligible.</summary>
    [Id(7)] public ReasonView[]? Reasons { get; init; }
    [Id(8)] public LineView[]? Lines { get; init; }
    /// <summary>amount-mismatch.</summary>
    [Id(9)] public Money? RequestedAmount { get; init; }
    [Id(10)] public Money? ComputedAmount { get; init; }
    [Id(11)] public LineAmount[]? LineAmounts { get; init; }
    /// <summary>duplicate-claim.</summary>
    [Id(12)] public ConflictView[]? Conflicts { get; init; }
    /// <summary>cases-undecided.</summary>
    [Id(13)] public CaseNumber[]? Cases { get; init; }
    /// <summary>idempotency-key-reused: the first member that differs.</summary>
    [Id(14)] public string? Pointer { get; init; }
    [Id(15)] public int? RetryAfterSeconds { get; init; }
    /// <summary>already-registered: the id that holds the name.</summary>
    [Id(16)] public string? RegisteredAs { get; init; }

    public static Refusal Invalid(params InputFault[] errors) => new() { Code = ProblemCode.InvalidRequest, Errors = errors };
}

/// <summary>One fault of the input: JSON pointer, code of the contract, detail without the value.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.InputFault"), NotPersonal]
public sealed record InputFault([property: Id(0)] string Pointer, [property: Id(1)] string Code, [property: Id(2)] string Detail);

[GenerateSerializer, Immutable, Alias("gongshu.MissingPaper"), NotPersonal]
public sealed record MissingPaper([property: Id(0)] DocumentKind Kind, [property: Id(1)] string Clause);

[GenerateSerializer, Immutable, Alias("gongshu.LineAmount"), NotPersonal]
public sealed record LineAmount([property: Id(0)] int Line, [property: Id(1)] Money Amount);

/// <summary>A duplicate: which key of which benefit, and the committed case that stands on it.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.Conflict"), NotPersonal]
public sealed record ConflictView(
    [property: Id(0)] int Line, [property: Id(1)] Benefit Benefit, [property: Id(2)] string EntitlementKey, [property: Id(3)] HolderView HeldBy);

/// <summary>To a portal, another organisation's <see cref="CaseNumber"/> and <see cref="SubmittedOn"/> are null.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.Holder"), NotPersonal]
public sealed record HolderView(
    [property: Id(0)] CaseNumber? CaseNumber, [property: Id(1)] CaseStatus Status, [property: Id(2)] DateOnly? SubmittedOn, [property: Id(3)] bool SameApplicant)
{
    /// <summary>Where a payment of paper years comes from; null: it was applied for here, or is another organisation's and a portal asks: then left out.</summary>
    [Id(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public Provenance? Imported { get; init; }
}
