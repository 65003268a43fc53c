using Gongshu.Grains.Interfaces;

namespace Gongshu.Grains.Windows;

/// <summary>What a leader may move (五: 原则上), judged by the day: pure functions.</summary>
public static class OverrideRules
{
    /// <summary>The refusal, or null and the days that would hold.</summary>
    public static (Refusal? Refusal, WindowDays Days) Judge(OverrideWindow command, WindowState state, MovedDays all, DateOnly today)
    {
        var now = state.Days;
        var wanted = now with { OpensOn = command.OpensOn ?? now.OpensOn, ClosesOn = command.ClosesOn ?? now.ClosesOn };
        if (state.Settled) return (new Refusal { Code = ProblemCode.WindowSettled, Detail = $"受理期 {state.Window} 已结清，不再调整。" }, now);
        var faults = Faults(command, now, wanted, today).ToArray();
        if (faults.Length > 0) return (Refusal.Invalid(faults), now);
        if (all.WouldOverlap(wanted)) return (new Refusal { Code = ProblemCode.WindowOverlap, Detail = "调整后的日期与另一受理期重叠。" }, now);
        return (null, wanted);
    }

    /// <summary>
    /// Days already passed do not change: the first day can move while it lies ahead, to today at the earliest, and the last day to today at
    /// the earliest. A later last day may reopen a closed window; the days in between stay without applications, since none can be received
    /// in the past.
    /// </summary>
    private static IEnumerable<InputFault> Faults(OverrideWindow command, WindowDays now, WindowDays wanted, DateOnly today)
    {
        const string outOfRange = "out-of-range";
        if (string.IsNullOrWhiteSpace(command.Reason)) yield return new("/reason", "required", "调整须写明理由。");
        if (command.OpensOn is null && command.ClosesOn is null)
        {
            yield return new("/opensOn", "required", "起始日与截止日至少填一项。");
            yield return new("/closesOn", "required", "起始日与截止日至少填一项。");
            yield break;
        }
        if (wanted.OpensOn != now.OpensOn && (now.OpensOn <= today || wanted.OpensOn < today))
            yield return new("/opensOn", outOfRange, "已过的日子不能更改。");
        if (wanted.ClosesOn != now.ClosesOn && wanted.ClosesOn < today)
            yield return new("/closesOn", outOfRange, "已过的日子不能更改。");
        if (wanted.OpensOn > wanted.ClosesOn)
            yield return new(command.ClosesOn is null ? "/opensOn" : "/closesOn", outOfRange, "截止日早于起始日。");
    }
}
