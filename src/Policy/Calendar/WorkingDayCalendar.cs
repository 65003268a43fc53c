using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>
/// The working days of mainland China: weekdays that are not holidays, and weekend days that are worked in exchange. A year without data
/// is never guessed from its weekends; the answer is then <see cref="CalendarAnswer{T}.UnknownYear"/>. Immutable.
/// </summary>
public sealed class WorkingDayCalendar
{
    private readonly ImmutableSortedDictionary<int, CalendarYear> _years;

    private WorkingDayCalendar(ImmutableSortedDictionary<int, CalendarYear> years) => _years = years;

    /// <summary>A calendar that knows no year.</summary>
    public static WorkingDayCalendar Empty { get; } = new(ImmutableSortedDictionary<int, CalendarYear>.Empty);

    /// <summary>The years with data, ascending.</summary>
    public IEnumerable<CalendarYear> Years => _years.Values;

    /// <summary>The data of a year, or null.</summary>
    public CalendarYear? this[int year] => _years.GetValueOrDefault(year);

    /// <summary>This calendar with the year added, or replaced.</summary>
    public WorkingDayCalendar WithYear(CalendarYear year)
    {
        ArgumentNullException.ThrowIfNull(year);
        return new WorkingDayCalendar(_years.SetItem(year.Year, year));
    }

    /// <summary>Whether the day is worked.</summary>
    public CalendarAnswer<bool> IsWorkingDay(DateOnly day) =>
        _years.TryGetValue(day.Year, out var year) ? year.IsWorkingDay(day) : CalendarAnswer<bool>.Unknown(day.Year);

    /// <summary>
    /// Working days after <paramref name="from"/> and before <paramref name="to"/>, neither included; 0 when <paramref name="to"/> is not later.
    /// Every year that has a day in between has to be known.
    /// </summary>
    public CalendarAnswer<int> WorkingDaysStrictlyBetween(DateOnly from, DateOnly to)
    {
        if (to.DayNumber - from.DayNumber < 2)
            return 0;

        DateOnly first = from.AddDays(1), last = to.AddDays(-1);
        var count = 0;
        for (var number = first.Year; number <= last.Year; number++)
        {
            if (!_years.TryGetValue(number, out var year))
                return CalendarAnswer<int>.Unknown(number);
            count += number == last.Year ? year.WorkingDaysUpTo(last) : year.WorkingDays;
            if (number == first.Year)
                count -= year.WorkingDaysUpTo(first) - (year.IsWorkingDay(first) ? 1 : 0);
        }

        return count;
    }

    /// <summary>
    /// The <paramref name="count"/>-th working day after the day, which itself does not count; before it when the count is negative;
    /// the day itself for 0, worked or not.
    /// </summary>
    /// <param name="day">Where the count starts.</param>
    /// <param name="count">−10,000 to 10,000.</param>
    public CalendarAnswer<DateOnly> AddWorkingDays(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs((long)count), 10_000, nameof(count));
        var step = Math.Sign(count);
        for (var left = Math.Abs(count); left > 0;)
        {
            if (day == (step > 0 ? DateOnly.MaxValue : DateOnly.MinValue))
                return CalendarAnswer<DateOnly>.Unknown(day.Year + step);
            day = day.AddDays(step);
            if (!_years.TryGetValue(day.Year, out var year))
                return CalendarAnswer<DateOnly>.Unknown(day.Year);
            if (year.IsWorkingDay(day))
                left--;
        }

        return day;
    }
}
