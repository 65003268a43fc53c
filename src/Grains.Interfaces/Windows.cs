using Gongshu.Policy;
using Orleans.Concurrency;

namespace Gongshu.Grains.Interfaces;

/// <summary>
/// One intake window. Its state is a function of calendar, policy, overrides and clock; a reminder only notices that the answer changed and
/// does what follows (open, close, settle), each once. Key <c>win-2018Q1</c>.
/// </summary>
public interface IIntakeWindowGrain : IGrainWithStringKey
{
    /// <summary>
    /// Brings the window up to date with the calendar: opens, closes, settles what is due. Idempotent; also what the reminder does. Null: no
    /// policy has this window.
    /// </summary>
    [ResponseTimeout(WindowLimits.Attendance)]
    Task<WindowView?> Attend();
    /// <summary>Null: no policy has this window.</summary>
    [AlwaysInterleave]
    Task<WindowView?> Get();
    /// <summary>The days that hold, overrides included; null: no policy has this window.</summary>
    [AlwaysInterleave]
    Task<WindowDays?> Days();
    /// <summary>Durable on return; safe to repeat under the same operation. A leader only.</summary>
    Task<Answer<WindowView>> Override(OverrideWindow command);
    /// <summary>Durable on return; repeating seals nothing twice: a call with nothing new returns the last batch. Finance, or the reminder.</summary>
    [ResponseTimeout(WindowLimits.Attendance)]
    Task<Answer<SettlementView>> Settle(SettleWindow command);
    /// <summary>Seals what became payable since the window was settled; called by the next window's settlement. Nothing when it is not settled.</summary>
    [ResponseTimeout(WindowLimits.Attendance)]
    Task SealLeftovers();
}

/// <summary>Limits of calls on windows.</summary>
public static class WindowLimits
{
    /// <summary>A settlement of 10,000 cases, or years of windows brought up to date at once, take longer than an ordinary call may.</summary>
    public const string Attendance = "00:05:00";
}

[GenerateSerializer, Immutable, Alias("gongshu.WindowDays"), NotPersonal]
public sealed record WindowDays([property: Id(0)] WindowId Window, [property: Id(1)] DateOnly OpensOn, [property: Id(2)] DateOnly ClosesOn);

[GenerateSerializer, Immutable, Alias("gongshu.OverrideWindow"), NotPersonal]
public sealed record OverrideWindow(
    [property: Id(0)] DateOnly? OpensOn, [property: Id(1)] DateOnly? ClosesOn, [property: Id(2)] string Reason, [property: Id(3)] OperationKey? Operation,
    [property: Id(4)] Actor Actor, [property: Id(5)] int? IfMatch);

[GenerateSerializer, Immutable, Alias("gongshu.SettleWindow"), NotPersonal]
public sealed record SettleWindow([property: Id(0)] bool CarryUndecided, [property: Id(1)] OperationKey? Operation, [property: Id(2)] Actor Actor);

/// <summary>All windows together: which is open, which is next, and bringing every due one up to date in order. Key <c>intake</c>.</summary>
public interface IIntakeGrain : IGrainWithStringKey
{
    /// <summary>Attends every window from the installation's first to the next, oldest first. Called at start and after the clock was moved.</summary>
    [ResponseTimeout(WindowLimits.Attendance)]
    Task AttendAll();
    /// <summary>The windows of a year that a policy has, in order.</summary>
    [AlwaysInterleave]
    Task<WindowView[]> Year(int year);
    /// <summary>Windows that closed and are not settled, oldest first.</summary>
    [AlwaysInterleave]
    Task<WindowView[]> Unsettled();
    /// <summary>The open one, else the next; null: the policy ended.</summary>
    [AlwaysInterleave]
    Task<WindowView?> Current();
    /// <summary>The window that takes applications at this instant, or null with the next window's days. From memory.</summary>
    [AlwaysInterleave]
    Task<IntakeAt> At(DateTimeOffset instant);
    /// <summary>A window's days were changed in the ledger. Touches memory only, and so may come between the steps of another call.</summary>
    /// <param name="version">Of the stream of all changes of days.</param>
    [AlwaysInterleave]
    Task DaysChanged(WindowDays days, int version);
}

/// <param name="Open">Null: closed; then <paramref name="Next"/> says when the next opens.</param>
/// <param name="Next">The first window that opens after that day; null: the policy ended before.</param>
[GenerateSerializer, Immutable, Alias("gongshu.IntakeAt"), NotPersonal]
public sealed record IntakeAt([property: Id(0)] WindowDays? Open, [property: Id(1)] WindowDays? Next);

/// <summary>One payment batch. Key <c>bat-B-2018Q1-1</c>.</summary>
public interface IBatchGrain : IGrainWithStringKey
{
    Task<BatchView?> Get();
    /// <summary>The second signature, by a finance person who neither sealed it nor took a stage in a case of it.</summary>
    Task<Answer<BatchView>> Release(OperationKey? operation, Actor actor, int? ifMatch);
    /// <summary>The bank's return. Durable on return; what is known already changes nothing, and one answer that does not fit refuses them all.</summary>
    /// <param name="statement">What the bank's file states besides; it has to agree with the batch. Null: nothing.</param>
    [ResponseTimeout(WindowLimits.Attendance)]
    Task<Answer<BatchView>> TakeResults(BankResult[] results, OperationKey? operation, Actor actor, int? ifMatch, BankStatement? statement = null);
    /// <summary>What the bank answered so far, in yuan and in lines; null: no such batch.</summary>
    Task<ReconciliationView?> Reconciliation();
    /// <summary>The payment file's lines; an audit event. Refused before the release.</summary>
    Task<Answer<PaymentLine[]>> PaymentFile(Actor actor);
    /// <summary>For each payee the people for whom it is paid, as Annex 2 lists them; an audit event. Refused before the release.</summary>
    [ResponseTimeout(WindowLimits.Attendance)]
    Task<Answer<PayeeList[]>> PayeeLists(Actor actor);
}

/// <summary>Policies in force, for reading. Key 0; a stateless worker.</summary>
public interface IPolicyGrain : IGrainWithIntegerKey
{
    /// <summary>Ids, newest first.</summary>
    Task<string[]> List();
    /// <summary>The file as JSON text, or null.</summary>
    Task<string?> Get(string id);
}

/// <summary>The policy clock of this database (Asia/Shanghai). Key <c>clk-policy</c>.</summary>
public interface IClockGrain : IGrainWithStringKey
{
    /// <summary>Moves the clock forward and does everything due by then; backwards is refused with the present instant.</summary>
    [ResponseTimeout(WindowLimits.Attendance)]
    Task<Answer<DateTimeOffset>> Move(DateTimeOffset to);
}
