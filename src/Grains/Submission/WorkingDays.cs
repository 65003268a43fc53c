using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Submission;

/// <summary>The working-day calendar as the calendar grain keeps it, remembered for a few seconds in each process: it changes once a year.</summary>
public sealed class WorkingDays(IGrainFactory grains, TimeProvider machineTime)
{
    private static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(5);
    private sealed record Remembered(WorkingDayCalendar Calendar, long At);
    private volatile Remembered? _remembered;

    public async ValueTask<WorkingDayCalendar> Current()
    {
        if (_remembered is { } kept && machineTime.GetElapsedTime(kept.At) < KeepFor) return kept.Calendar;
        var at = machineTime.GetTimestamp();
        var calendar = WorkingDayCalendar.Empty;
        foreach (var year in await grains.GetGrain<ICalendarGrain>(GrainKeys.WorkingDays).All())
        {
            if (!CalendarYear.TryCreate(year.Year, year.WeekdaysOff, year.WeekendDaysWorked, out var known, out _))
                throw new InvalidOperationException($"The stored calendar of {year.Year} contradicts itself.");
            calendar = calendar.WithYear(known);
        }
        _remembered = new(calendar, at);
        return calendar;
    }
}
