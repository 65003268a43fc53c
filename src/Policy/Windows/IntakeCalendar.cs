using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>
/// When applications are taken: a function of the policies and the overrides, without a clock. Immutable.
/// </summary>
public sealed class IntakeCalendar
{
    // How many quarters are looked through for the next window: more than any gap between two policies that one could wait for.
    private const int QuartersAhead = 40;

    private readonly PolicySet _policies;
    private readonly ImmutableSortedDictionary<WindowId, IntakeOverride> _overrides;

    private IntakeCalendar(PolicySet policies, ImmutableSortedDictionary<WindowId, IntakeOverride> overrides)
    {
        _policies = policies;
        _overrides = overrides;
    }

    /// <summary>The windows as the policies have them.</summary>
    public static IntakeCalendar Of(PolicySet policies) => new(policies, ImmutableSortedDictionary<WindowId, IntakeOverride>.Empty);

    /// <summary>This calendar with the days of one window moved; a later override replaces an earlier one of the same window.</summary>
    public IntakeCalendar With(IntakeOverride moved) => new(_policies, _overrides.SetItem(moved.Window, moved));

    /// <summary>The days of a window, overrides included; null when no policy is in force on its first day.</summary>
    public IntakeDays? Days(WindowId window)
    {
        if (_policies.DaysByPolicy(window) is not { } days)
            return null;
        if (!_overrides.TryGetValue(window, out var moved))
            return days;
        return new IntakeDays(window, moved.OpensOn ?? days.OpensOn, moved.ClosesOn ?? days.ClosesOn);
    }

    /// <summary>The window that takes applications on a day; null when none is open.</summary>
    public IntakeDays? OpenOn(DateOnly day)
    {
        foreach (var window in Candidates(day, quartersAhead: 1))
        {
            if (Days(window) is { } days && days.Contains(day))
                return days;
        }

        return null;
    }

    /// <summary>The window that opens next after a day; null when no policy says that there will be one.</summary>
    public IntakeDays? NextAfter(DateOnly day)
    {
        IntakeDays? next = null;
        foreach (var window in Candidates(day, QuartersAhead))
        {
            if (Days(window) is { } days && days.OpensOn > day && (next is null || days.OpensOn < next.Value.OpensOn))
                next = days;
        }

        return next;
    }

    /// <summary>The open window, else the next.</summary>
    public IntakeDays? Current(DateOnly day) => OpenOn(day) ?? NextAfter(day);

    /// <summary>Another window that shares a day with this one; null when none does.</summary>
    public IntakeDays? OverlapOf(WindowId window)
    {
        if (Days(window) is not { } days)
            return null;
        var others = Enumerable.Concat(_overrides.Keys, Quarters(WindowId.OfDay(days.OpensOn).Previous, WindowId.OfDay(days.ClosesOn).Next));
        foreach (var other in others)
        {
            if (other != window && Days(other) is { } otherDays && otherDays.Overlaps(days))
                return otherDays;
        }

        return null;
    }

    // Windows lie in their quarters unless an override moved them.
    private IEnumerable<WindowId> Candidates(DateOnly day, int quartersAhead)
    {
        var first = WindowId.OfDay(day);
        var last = first;
        for (var i = 0; i < quartersAhead; i++)
            last = last.Next;
        return _overrides.Keys.Concat(Quarters(first, last));
    }

    private static IEnumerable<WindowId> Quarters(WindowId first, WindowId last)
    {
        for (var window = first; window <= last; window = window.Next)
            yield return window;
    }
}
