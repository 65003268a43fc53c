using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Gongshu.Policy;

/// <summary>The holidays and make-up days of one year, as the State Council's yearly notice announces them.</summary>
public sealed class CalendarYear
{
    // cumulative[n]: working days among the first n days of the year.
    private readonly short[] _cumulative;

    private CalendarYear(int year, ImmutableArray<DateOnly> weekdaysOff, ImmutableArray<DateOnly> weekendDaysWorked)
    {
        Year = year;
        WeekdaysOff = weekdaysOff;
        WeekendDaysWorked = weekendDaysWorked;
        _cumulative = Count(year, [.. weekdaysOff, .. weekendDaysWorked]);
    }

    /// <summary>The year, 1 to 9999.</summary>
    public int Year { get; }

    /// <summary>Mondays to Fridays on which nobody works, ascending.</summary>
    public ImmutableArray<DateOnly> WeekdaysOff { get; }

    /// <summary>Saturdays and Sundays that are worked, ascending.</summary>
    public ImmutableArray<DateOnly> WeekendDaysWorked { get; }

    /// <summary>Working days of the whole year.</summary>
    public int WorkingDays => _cumulative[^1];

    /// <summary>
    /// A year from its exceptions. The faults say which list and place is wrong, as JSON pointers below the year
    /// (<c>/weekdaysOff/3</c>): a day of another year, on the wrong side of the weekend, or named twice.
    /// </summary>
    public static bool TryCreate(
        int year,
        IReadOnlyList<DateOnly> weekdaysOff,
        IReadOnlyList<DateOnly> weekendDaysWorked,
        [NotNullWhen(true)] out CalendarYear? calendarYear,
        out ImmutableArray<PolicyFault> faults)
    {
        ArgumentNullException.ThrowIfNull(weekdaysOff);
        ArgumentNullException.ThrowIfNull(weekendDaysWorked);
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9999);

        var found = ImmutableArray.CreateBuilder<PolicyFault>();
        Check(year, weekdaysOff, "/weekdaysOff", weekend: false, found);
        Check(year, weekendDaysWorked, "/weekendDaysWorked", weekend: true, found);
        faults = found.ToImmutable();
        calendarYear = faults.IsEmpty ? new CalendarYear(year, [.. weekdaysOff.Order()], [.. weekendDaysWorked.Order()]) : null;
        return calendarYear is not null;
    }

    internal bool IsWorkingDay(DateOnly day) => _cumulative[day.DayOfYear] != _cumulative[day.DayOfYear - 1];

    /// <summary>Working days among the days of the year up to and including this one.</summary>
    internal int WorkingDaysUpTo(DateOnly day) => _cumulative[day.DayOfYear];

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static void Check(int year, IReadOnlyList<DateOnly> days, string pointer, bool weekend, ImmutableArray<PolicyFault>.Builder faults)
    {
        var seen = new HashSet<DateOnly>();
        for (var i = 0; i < days.Count; i++)
        {
            var fault = days[i].Year != year ? "is not a day of the year"
                : IsWeekend(days[i]) != weekend ? weekend ? "is no Saturday or Sunday" : "is a Saturday or Sunday"
                : seen.Add(days[i]) ? null : "is listed twice";
            if (fault is not null)
                faults.Add(new PolicyFault($"{pointer}/{i}", fault));
        }
    }

    private static short[] Count(int year, HashSet<DateOnly> exceptions)
    {
        var first = new DateOnly(year, 1, 1);
        var counts = new short[(DateTime.IsLeapYear(year) ? 366 : 365) + 1];
        for (var n = 1; n < counts.Length; n++)
        {
            var day = first.AddDays(n - 1);
            var works = IsWeekend(day) == exceptions.Contains(day);
            counts[n] = (short)(counts[n - 1] + (works ? 1 : 0));
        }

        return counts;
    }
}
