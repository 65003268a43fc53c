using Gongshu.Policy;
using Orleans.Concurrency;

namespace Gongshu.Grains.Interfaces;

/// <summary>
/// A guardian: it keeps its own claim history and says yes or no to holds, one turn at a time. What is committed in the ledger has happened;
/// what is only here has not. Keys: <see cref="SubjectId.Value"/>.
/// </summary>
public interface IClaimSubject : IGrainWithStringKey
{
    /// <summary>
    /// Asks for a hold on keys of this subject. A subject that has not loaded its history answers <see cref="HoldAnswer.Cold"/> and grants nothing:
    /// the asker loads all cold subjects in one batch and calls again with each one's history. Safe to repeat: a hold that is already this
    /// holder's is granted again.
    /// </summary>
    Task<HoldAnswer> TryHold(HoldRequest request);

    /// <summary>The holder's case is committed: its claims join the history, the hold ends. Repeating changes nothing.</summary>
    [OneWay]
    Task Confirm(string holder, HeldClaim[] claims);

    /// <summary>The holder gave up: the hold ends. Repeating changes nothing.</summary>
    [OneWay]
    Task Release(string holder);

    /// <summary>Forgets everything in memory; the next call starts from the ledger.</summary>
    [OneWay]
    Task Forget();

    /// <summary>Claims whose status changed in the ledger (approved, released, …). Repeating changes nothing.</summary>
    [OneWay]
    Task Apply(ClaimMove[] moves);
}

/// <summary>All keys of one benefit of one line move to a status. Only rows that stand at <paramref name="From"/> move: a correction leaves
/// released rows beside live ones at the same case, line and benefit.</summary>
/// <param name="From">The status before; never <see cref="ClaimStatus.Released"/>: what comes back from there is told by <see cref="IClaimSubject.Forget"/>.</param>
[GenerateSerializer, Immutable, Alias("gongshu.ClaimMove"), NotPersonal]
public sealed record ClaimMove(
    [property: Id(0)] CaseNumber Case, [property: Id(1)] int Line, [property: Id(2)] Benefit Benefit, [property: Id(6)] ClaimStatus From,
    [property: Id(3)] ClaimStatus Status, [property: Id(4)] bool Live, [property: Id(5)] DateTimeOffset At);

/// <param name="Holder">The operation that asks; not a case number, so that refused ones burn none.</param>
/// <param name="History">Given when the subject answered Cold before: its rows, read after that answer.</param>
[GenerateSerializer, Immutable, Alias("gongshu.HoldRequest"), NotPersonal]
public sealed record HoldRequest([property: Id(0)] string Holder, [property: Id(1)] string[] Keys, [property: Id(2)] HeldClaim[]? History)
{
    /// <summary>The case that is corrected: its own live claims are no conflict, it may hold their keys again. Null: a first submission.</summary>
    [Id(3)] public CaseNumber? For { get; init; }
}

[GenerateSerializer, Alias("gongshu.HoldVerdict")]
public enum HoldVerdict { Granted = 1, Conflict = 2, ForeignHold = 3, Cold = 4 }

/// <param name="Conflicts">Committed live claims on the keys asked for; complete when not empty.</param>
[GenerateSerializer, Immutable, Alias("gongshu.HoldAnswer"), NotPersonal]
public sealed record HoldAnswer([property: Id(0)] HoldVerdict Verdict, [property: Id(1)] HeldClaim[] Conflicts)
{
    public static readonly HoldAnswer Granted = new(HoldVerdict.Granted, []);
    public static readonly HoldAnswer ForeignHold = new(HoldVerdict.ForeignHold, []);
    public static readonly HoldAnswer Cold = new(HoldVerdict.Cold, []);
}

/// <summary>One claim row as its subject remembers it: small, since there are millions of them in memory.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.HeldClaim"), NotPersonal]
public readonly record struct HeldClaim
{
    [Id(1)] public required ClaimedCase Of { get; init; }
    [Id(2)] public required int Line { get; init; }
    [Id(3)] public required Benefit Benefit { get; init; }
    [Id(4)] public required ClaimStatus Status { get; init; }
    [Id(5)] public required bool Live { get; init; }
    /// <summary>Key, amount and what else a history shows, of all rows that the subject has in the case.</summary>
    [Id(8), Personal] public required byte[] Packed { get; init; }
    /// <summary>Where this row begins in <see cref="Packed"/>.</summary>
    [Id(9)] public required int At { get; init; }

    public CaseNumber Case => Of.Number;
    public string Applicant => Of.Applicant.Uscc;
    public DateTimeOffset SubmittedAt => Of.SubmittedAt;
}

/// <summary>What all claims of one case have in common: one object for all of them.</summary>
/// <param name="DecidedAt">As it was read of the ledger, as <paramref name="PaidAt"/> is; null for a case that was submitted since.</param>
[GenerateSerializer, Immutable, Alias("gongshu.ClaimedCase"), NotPersonal]
public sealed record ClaimedCase(
    [property: Id(0)] CaseNumber Number, [property: Id(1)] Organisation Applicant, [property: Id(2)] Programme Programme, [property: Id(3)] string Policy,
    [property: Id(4)] DateTimeOffset SubmittedAt, [property: Id(5)] DateTimeOffset? DecidedAt, [property: Id(6)] DateTimeOffset? PaidAt);

public interface IWorkerGrain : IClaimSubject
{
    /// <summary>The history, newest first; a portal sees its own organisation's entries (none: an empty history). Staff get <c>not-found</c> when nothing is known of the person.</summary>
    Task<Answer<ClaimHistoryView>> History(HistoryQuery query, Actor actor);
    /// <summary>What is used up and what is open under the policy in force today. A portal without a claim for the person is told nothing; staff get <c>not-found</c> when nothing is known.</summary>
    Task<Answer<EntitlementsView>> Entitlements(Actor actor);
}

/// <param name="Cursor">Opaque; null for the first page.</param>
[GenerateSerializer, Immutable, Alias("gongshu.HistoryQuery"), NotPersonal]
public sealed record HistoryQuery(
    [property: Id(0)] Programme? Programme, [property: Id(1)] ClaimStatus? Status, [property: Id(2)] int? Year, [property: Id(3)] WindowId? Window,
    [property: Id(4)] string? Cursor, [property: Id(5)] int Limit);

/// <summary>An organisation: profile (grain state) and claim history. Key <c>ent-{uscc}</c>.</summary>
public interface IEnterpriseGrain : IClaimSubject
{
    /// <summary>Null: not registered, or not to be seen by this caller. A portal sees its own only.</summary>
    Task<EnterpriseView?> Get(Actor actor);
    /// <summary>Durable on return. Repeating writes the same again under a new version.</summary>
    Task<Answer<EnterpriseView>> Put(EnterpriseForm form, Actor actor, int? ifMatch);
    /// <summary>What the rules and the payment need; never leaves the cluster.</summary>
    Task<EnterpriseProfile?> Profile();
    /// <summary>A case carried an account: becomes the first confirmed one, or is proposed as pending when it differs. Repeating changes nothing.</summary>
    Task ProposeBank(BankAccount bank, Actor by, CaseNumber source);
    /// <summary>A finance person who did not propose it confirms or refuses the pending account. Durable on return; safe to repeat under the same operation.</summary>
    Task<Answer<EnterpriseView>> ConfirmBank(RuleOnAccount command);
    Task<Answer<ClaimHistoryView>> History(HistoryQuery query, Actor actor);
}

/// <param name="Confirm">False: refused, which demands a comment.</param>
/// <param name="Operation">Null: the caller gave no <c>Idempotency-Key</c>.</param>
[GenerateSerializer, Immutable, Alias("gongshu.RuleOnAccount"), NotPersonal]
public sealed record RuleOnAccount(
    [property: Id(0)] bool Confirm, [property: Id(1)] string? Comment, [property: Id(2)] int? IfMatch, [property: Id(3)] OperationKey? Operation,
    [property: Id(4)] Actor Actor);

[GenerateSerializer, Immutable, Alias("gongshu.EnterpriseProfile"), NotPersonal]
public sealed record EnterpriseProfile(
    [property: Id(0)] string Uscc, [property: Id(1)] string Name, [property: Id(2)] EnterpriseKind[] Kinds, [property: Id(3)] bool InDistrict,
    [property: Id(4), Personal] BankAccount? Bank, [property: Id(5), Personal] BankAccount? PendingBank);

/// <summary>Key <c>std-{id}</c>.</summary>
public interface IMasterStudioGrain : IClaimSubject
{
    Task<MasterStudioView?> Get();
    Task<Answer<MasterStudioView>> Put(MasterStudioForm form, Actor actor, int? ifMatch);
    Task<Answer<ClaimHistoryView>> History(HistoryQuery query, Actor actor);
}

/// <summary>Key <c>cmp-{id}</c>.</summary>
public interface ICompetitionGrain : IClaimSubject
{
    Task<CompetitionView?> Get();
    Task<Answer<CompetitionView>> Put(CompetitionForm form, Actor actor, int? ifMatch);
    Task<Answer<ClaimHistoryView>> History(HistoryQuery query, Actor actor);
}

/// <summary>Key <c>pln-{id}</c>.</summary>
public interface ITrainingPlanGrain : IGrainWithStringKey
{
    Task<TrainingPlanView?> Get(Actor actor);
    Task<Answer<TrainingPlanView>> Put(TrainingPlanForm form, Actor actor, int? ifMatch);
    Task<TrainingPlanFacts?> Facts();
    /// <summary>The person as the list has them, in full; null: not on it. Never leaves the cluster but for a reason that is audited.</summary>
    Task<Trainee?> Trainee(string workerRef);
}

[GenerateSerializer, Immutable, Alias("gongshu.TrainingPlanFacts"), NotPersonal]
public sealed record TrainingPlanFacts(
    [property: Id(0)] string Applicant, [property: Id(1)] string OccupationCode, [property: Id(2)] SkillLevel Level, [property: Id(3)] DateOnly ClassStartsOn,
    [property: Id(4)] Dictionary<string, DateOnly> FiledOn);

/// <summary>The working days, one grain with all years that are known. Key <c>cal-working-days</c>.</summary>
public interface ICalendarGrain : IGrainWithStringKey
{
    Task<CalendarView?> Get(int year);
    Task<Answer<CalendarView>> Put(int year, CalendarForm form, Actor actor, int? ifMatch);
    /// <summary>All years, for the rules.</summary>
    Task<CalendarView[]> All();
}
