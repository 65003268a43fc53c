using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Windows;

/// <summary>The days of all windows, and what was last answered of them: every submission of a day asks the same. Thread-safe.</summary>
public sealed class IntakeByDay(MovedDays days)
{
    private volatile Told? _last;

    /// <summary>Of the stream of all changes of days.</summary>
    public int Version => days.Version;

    public IntakeAt At(DateTimeOffset instant)
    {
        var day = PolicyTime.DayOf(instant);
        if (_last is { } last && last.Day == day) return last.At;
        var at = days.At(day);
        _last = new(day, at);
        return at;
    }

    private sealed record Told(DateOnly Day, IntakeAt At);
}
