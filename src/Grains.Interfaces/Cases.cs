using Gongshu.Policy;

namespace Gongshu.Grains.Interfaces;

/// <summary>The identity of a client's operation, and what it asked, to tell a replay from a reuse of the key.</summary>
/// <param name="Hex">SHA-256 over scope, method, path and <c>Idempotency-Key</c>, in hex.</param>
/// <param name="Request">The canonical request, UTF-8 JSON.</param>
[GenerateSerializer, Immutable, Alias("gongshu.OperationKey"), NotPersonal]
public sealed record OperationKey([property: Id(0)] string Hex, [property: Id(1), Personal] byte[] Request);

/// <summary>
/// Where submissions run: on the silo that took them in, at one of 64 places there, chosen by the operation, so that twins meet
/// (docs/decisions/0082-submissions-run-where-they-come-in.md). Holds no claim state. Keys <c>sub-0</c> … <c>sub-63</c>.
/// </summary>
public interface ISubmissionGrain : IGrainWithStringKey
{
    /// <summary>A roster of 5,000 that waits for foreign holds, on a busy machine; a commit begins within 60 s of the request (I4).</summary>
    const string LongestSubmission = "00:01:30";

    /// <summary>
    /// Judges, holds, commits once. Durable on return of a value. Safe to repeat under the same operation: the first answer again.
    /// Throws <see cref="StorageUnavailableException"/> when nothing was written, <see cref="OutcomeUnknownException"/> when that could not be learnt.
    /// </summary>
    [ResponseTimeout(LongestSubmission)]
    Task<Answer<CaseView>> Submit(SubmitApplication command);

    /// <summary>What a submission would be answered now; no holds, nothing stored but an audit entry. Refused only for faults of the input.</summary>
    Task<Answer<PrecheckView>> Precheck(ApplicationForm form, Actor actor, DateTimeOffset receivedAt);
}

/// <param name="ReceivedAt">The instant (policy clock) at which the complete request was received: the window is judged by it.</param>
[GenerateSerializer, Immutable, Alias("gongshu.SubmitApplication"), NotPersonal]
public sealed record SubmitApplication(
    [property: Id(0)] ApplicationForm Form, [property: Id(1)] OperationKey Operation, [property: Id(2)] Actor Actor, [property: Id(3)] DateTimeOffset ReceivedAt);

/// <summary>One case's later life. Key <c>app-{caseNumber}</c>.</summary>
public interface IApplicationGrain : IGrainWithStringKey
{
    /// <summary>Null: no such case, or not to be seen by this caller.</summary>
    Task<CaseView?> Get(Actor actor);
    /// <summary>Durable on return; safe to repeat under the same operation.</summary>
    Task<Answer<CaseView>> Decide(DecideCase command);
    Task<Answer<CaseView>> Withdraw(WithdrawCase command);
    /// <summary>The corrected form (补正); judged and held like a submission, committed once.</summary>
    [ResponseTimeout(ISubmissionGrain.LongestSubmission)]
    Task<Answer<CaseView>> Resubmit(ResubmitCase command);
    Task<Answer<CaseView>> Reverse(ReverseDecision command);
    Task<Answer<CaseView>> FileAppeal(FileAppeal command);
    Task<Answer<CaseView>> DecideAppeal(DecideAppeal command);
    Task<Answer<CaseView>> Stop(StopPayment command);
    Task<Answer<CaseView>> ReleaseStop(ReleaseStop command);
    Task<Answer<CaseView>> ClawBack(ClawBackPayment command);
    Task<Answer<CaseView>> RecordRepayment(RecordRepayment command);
    Task<Answer<CaseView>> Assign(AssignCase command);
    /// <summary>Does what is due by the calendar: a case that was not corrected in time lapses. Idempotent.</summary>
    Task Attend();
    /// <summary>Every event, the notices of its deadlines among them, oldest first; null: no such case.</summary>
    Task<AuditEvent[]?> Audit(Actor actor);
}

/// <param name="Operation">Null: the caller gave no <c>Idempotency-Key</c>.</param>
[GenerateSerializer, Immutable, Alias("gongshu.DecideCase"), NotPersonal]
public sealed record DecideCase(
    [property: Id(0)] DecisionForm Form, [property: Id(1)] int IfMatch, [property: Id(2)] OperationKey? Operation, [property: Id(3)] Actor Actor);

[GenerateSerializer, Immutable, Alias("gongshu.WithdrawCase"), NotPersonal]
public sealed record WithdrawCase(
    [property: Id(0)] string Reason, [property: Id(1)] int? IfMatch, [property: Id(2)] OperationKey? Operation, [property: Id(3)] Actor Actor);

/// <param name="ReceivedAt">The instant (policy clock) at which the complete request was received.</param>
[GenerateSerializer, Immutable, Alias("gongshu.ResubmitCase"), NotPersonal]
public sealed record ResubmitCase(
    [property: Id(0)] ApplicationForm Form, [property: Id(1)] int IfMatch, [property: Id(2)] OperationKey? Operation, [property: Id(3)] Actor Actor,
    [property: Id(4)] DateTimeOffset ReceivedAt);

[GenerateSerializer, Immutable, Alias("gongshu.ReverseDecision"), NotPersonal]
public sealed record ReverseDecision(
    [property: Id(0)] int Round, [property: Id(1)] Stage Stage, [property: Id(2)] string Reason, [property: Id(3)] int? IfMatch,
    [property: Id(4)] OperationKey? Operation, [property: Id(5)] Actor Actor);

[GenerateSerializer, Immutable, Alias("gongshu.FileAppeal"), NotPersonal]
public sealed record FileAppeal(
    [property: Id(0)] int[] Lines, [property: Id(1)] string Grounds, [property: Id(2)] int? IfMatch, [property: Id(3)] OperationKey? Operation, [property: Id(4)] Actor Actor);

/// <param name="Number">Of the appeal within the case, from 1.</param>
[GenerateSerializer, Immutable, Alias("gongshu.DecideAppeal"), NotPersonal]
public sealed record DecideAppeal(
    [property: Id(0)] int Number, [property: Id(1)] AppealOutcome Outcome, [property: Id(2)] string Comment, [property: Id(3)] int? IfMatch,
    [property: Id(4)] OperationKey? Operation, [property: Id(5)] Actor Actor);

[GenerateSerializer, Immutable, Alias("gongshu.StopPayment"), NotPersonal]
public sealed record StopPayment(
    [property: Id(0)] int[] Lines, [property: Id(1)] string Reason, [property: Id(2)] int? IfMatch, [property: Id(3)] OperationKey? Operation, [property: Id(4)] Actor Actor);

[GenerateSerializer, Immutable, Alias("gongshu.ReleaseStop"), NotPersonal]
public sealed record ReleaseStop(
    [property: Id(0)] int[] Lines, [property: Id(1)] string Reason, [property: Id(2)] int? IfMatch, [property: Id(3)] OperationKey? Operation, [property: Id(4)] Actor Actor);

/// <param name="Release">Whether the keys become free again.</param>
[GenerateSerializer, Immutable, Alias("gongshu.ClawBackPayment"), NotPersonal]
public sealed record ClawBackPayment(
    [property: Id(0)] ClawbackLine[] Lines, [property: Id(1)] string Reason, [property: Id(2)] bool Release, [property: Id(3)] int? IfMatch,
    [property: Id(4)] OperationKey? Operation, [property: Id(5)] Actor Actor);

[GenerateSerializer, Immutable, Alias("gongshu.RecordRepayment"), NotPersonal]
public sealed record RecordRepayment(
    [property: Id(0)] Money Amount, [property: Id(1)] DateOnly PaidOn, [property: Id(2)] string Reference, [property: Id(3)] int? IfMatch,
    [property: Id(4)] OperationKey? Operation, [property: Id(5)] Actor Actor);

/// <param name="To">Null: the case lies on nobody's desk in particular.</param>
[GenerateSerializer, Immutable, Alias("gongshu.AssignCase"), NotPersonal]
public sealed record AssignCase([property: Id(0)] Officer? To, [property: Id(1)] int? IfMatch, [property: Id(2)] OperationKey? Operation, [property: Id(3)] Actor Actor);

/// <summary>Lists over cases, batches, events and registries: reads of the ledger, no state. A stateless worker with key 0.</summary>
public interface ICaseListGrain : IGrainWithIntegerKey
{
    /// <summary>Newest first, with the caller's ownership applied. An unreadable cursor is refused.</summary>
    Task<Answer<PageOf<CaseView>>> Cases(CaseQuery query, Actor actor);
    /// <summary>Cases in which a person stands, by ID number or whole name.</summary>
    Task<Answer<PageOf<CaseView>>> Search(PersonSearch search, Actor actor);
    /// <summary>
    /// Cases in which a person stands, each with the lines that name them and no others, whatever became of those. Five staff roles; not found: nobody
    /// of this reference.
    /// </summary>
    Task<Answer<PageOf<CaseView>>> CasesOf(string workerRef, string? cursor, int limit, Actor actor);
    /// <summary>Null: no claim and no filing of this person. An audit event.</summary>
    Task<WorkerView?> Lookup(string idNumber, Actor actor);
    /// <summary>What the newest case that names the person says, in full. One audit event, durable before the answer; never the values. Repeating is another reading.</summary>
    Task<Answer<UnmaskedView>> Unmask(UnmaskWorker command);
    Task<Answer<PageOf<AuditEvent>>> Events(EventQuery query);
    Task<Answer<PageOf<EnterpriseView>>> Enterprises(RegistryQuery query, Actor actor);
    Task<Answer<PageOf<TrainingPlanView>>> TrainingPlans(RegistryQuery query, Actor actor);
    Task<Answer<PageOf<MasterStudioView>>> MasterStudios(RegistryQuery query, Actor actor);
    Task<Answer<PageOf<CompetitionView>>> Competitions(RegistryQuery query, Actor actor);
    Task<Answer<PageOf<BatchView>>> Batches(WindowId? window, string? cursor, int limit);
    /// <summary>Cases with money clawed back, the newest change first; only those that still owe some when <paramref name="openOnly"/>.</summary>
    Task<Answer<PageOf<OpenClawback>>> Clawbacks(bool openOnly, string? cursor, int limit);
}

[GenerateSerializer, Immutable, Alias("gongshu.CaseQuery"), NotPersonal]
public sealed record CaseQuery(
    [property: Id(0)] CaseStatus? Status, [property: Id(1)] WindowId? Window, [property: Id(2)] Programme? Programme, [property: Id(3)] string? Applicant,
    [property: Id(4)] string? Text, [property: Id(5)] string? Cursor, [property: Id(6)] int Limit);

/// <summary>Exactly one of the two is given.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.PersonSearch"), Personal]
public sealed record PersonSearch([property: Id(0)] string? IdNumber, [property: Id(1)] string? Name, [property: Id(2)] string? Cursor, [property: Id(3)] int Limit);

[GenerateSerializer, Immutable, Alias("gongshu.EventQuery"), NotPersonal]
public sealed record EventQuery(
    [property: Id(0)] string? Actor, [property: Id(1)] string? Type, [property: Id(2)] DateTimeOffset? From, [property: Id(3)] DateTimeOffset? To,
    [property: Id(4)] string? Cursor, [property: Id(5)] int Limit);

[GenerateSerializer, Immutable, Alias("gongshu.RegistryQuery"), NotPersonal]
public sealed record RegistryQuery([property: Id(0)] string? Owner, [property: Id(1)] string? Text, [property: Id(2)] string? Cursor, [property: Id(3)] int Limit);
