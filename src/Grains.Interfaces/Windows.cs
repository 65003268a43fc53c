using Gongshu.Policy;

namespace Gongshu.Grains.Interfaces;

/// <summary>
/// One intake window. Its state is a function of calendar, policy, overrides and clock; a reminder only notices that the answer changed and
/// does what follows (open, close, settle), each once. Key <c>win-2018Q1</c>.
/// </summary>
public interface IIntakeWindowGrain : IGrainWithStringKey
{
    /// <summary>Brings the window up to date with the calendar; idempotent. Also what the reminder does.</summary>
    Task<WindowView> Attend();
    Task<WindowView> Get();
    /// <summary>Whether an application received at this instant falls inside; the days that hold, overrides included.</summary>
    Task<WindowDays> Days();
    Task<Answer<WindowView>> Override(OverrideWindow command);
    Task<Answer<SettlementView>> Settle(SettleWindow command);
    /// <summary>Seals what became payable since the window was settled; called by the next window's settlement.</summary>
    Task SealLeftovers();
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
    Task AttendAll();
    Task<WindowView[]> Year(int year);
    /// <summary>The open one, else the next.</summary>
    Task<WindowView> Current();
    /// <summary>The window that takes applications at this instant, or null with the next window's days.</summary>
    Task<IntakeAt> At(DateTimeOffset instant);
}

/// <param name="Open">Null: closed; then <paramref name="Next"/> says when the next opens.</param>
[GenerateSerializer, Immutable, Alias("gongshu.IntakeAt"), NotPersonal]
public sealed record IntakeAt([property: Id(0)] WindowDays? Open, [property: Id(1)] WindowDays Next);

/// <summary>One payment batch. Key <c>bat-B-2018Q1-1</c>.</summary>
public interface IBatchGrain : IGrainWithStringKey
{
    Task<BatchView?> Get();
    /// <summary>The second signature, by a finance person who neither sealed it nor took a stage in a case of it.</summary>
    Task<Answer<BatchView>> Release(OperationKey? operation, Actor actor, int? ifMatch);
    /// <summary>The payment file's lines; an audit event. Refused before the release.</summary>
    Task<Answer<PaymentLine[]>> PaymentFile(Actor actor);
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
    Task<Answer<DateTimeOffset>> Move(DateTimeOffset to);
}
