using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Registries;

/// <summary>The years of the working-day calendar that were changed here; all others stand in the data file.</summary>
[GenerateSerializer, Immutable, Alias("gongshu.state.Calendar"), NotPersonal]
public sealed record CalendarRecord([property: Id(0)] Dictionary<int, CalendarView> Years);

/// <summary>What a change of the calendar may do, and how the file and the changes make one calendar. Pure.</summary>
public static class CalendarRules
{
    // What the answer names as source of a year that nobody changed; the file says it at length.
    private const string FileSource = "国务院办公厅关于部分节假日安排的通知（policies/working-days-cn.json）";
    private const int FirstYear = 1900, LastYear = 9999;

    /// <summary>The year as it is in force, or null when it has no data. A year of the file has version 1.</summary>
    public static CalendarView? Year(WorkingDayCalendar file, CalendarRecord? changes, int year)
    {
        ArgumentNullException.ThrowIfNull(file);
        return changes?.Years.GetValueOrDefault(year)
            ?? (file[year] is { } known ? new CalendarView(year, [.. known.WeekdaysOff], [.. known.WeekendDaysWorked], FileSource, Version: 1) : null);
    }

    /// <summary>All years in force, ascending.</summary>
    public static CalendarView[] All(WorkingDayCalendar file, CalendarRecord? changes)
    {
        ArgumentNullException.ThrowIfNull(file);
        return [.. file.Years.Select(year => year.Year).Union(changes?.Years.Keys.ToArray() ?? []).Order().Select(year => Year(file, changes, year)!)];
    }

    /// <summary>
    /// The year after a <c>PUT</c> by an admin. Days before <paramref name="today"/> keep what they were in a year that was known:
    /// deadlines were counted with them. A year without data may be given whole.
    /// </summary>
    public static Answer<CalendarView> Put(
        WorkingDayCalendar file, CalendarRecord? changes, int year, CalendarForm form, Actor actor, int? ifMatch, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.Has(Roles.Admin)) return ProblemCode.Forbidden;
        if (year is < FirstYear or > LastYear) return Refusal.Invalid(new InputFault("", "out-of-range", $"年份须在{FirstYear}至{LastYear}之间。"));
        if (!CalendarYear.TryCreate(year, form.WeekdaysOff, form.WeekendDaysWorked, out var next, out var faults))
            return Refusal.Invalid([.. faults.Select(fault => new InputFault(fault.Pointer, "out-of-range", fault.Message))]);

        var current = Year(file, changes, year);
        if (ifMatch is not null && ifMatch != current?.Version) return ProblemCode.StaleVersion;
        if (current is not null && PassedDays(current, form, today) is { Length: > 0 } passed) return Refusal.Invalid(passed);
        return Granted.Of(
            new CalendarView(year, [.. next.WeekdaysOff], [.. next.WeekendDaysWorked], form.Source, (current?.Version ?? 0) + 1),
            created: current is null);
    }

    /// <summary>The calendar of the rules from what the calendar grain answers.</summary>
    /// <exception cref="InvalidOperationException">A year contradicts itself, which no <c>PUT</c> and no file lets in.</exception>
    public static WorkingDayCalendar Of(IEnumerable<CalendarView> years)
    {
        ArgumentNullException.ThrowIfNull(years);
        var calendar = WorkingDayCalendar.Empty;
        foreach (var year in years)
        {
            if (!CalendarYear.TryCreate(year.Year, year.WeekdaysOff, year.WeekendDaysWorked, out var known, out var faults))
                throw new InvalidOperationException($"The calendar of {year.Year} is not valid: {faults[0]}");
            calendar = calendar.WithYear(known);
        }

        return calendar;
    }

    private static InputFault[] PassedDays(CalendarView current, CalendarForm form, DateOnly today) =>
    [
        .. PassedDays("/weekdaysOff", current.WeekdaysOff, form.WeekdaysOff, today),
        .. PassedDays("/weekendDaysWorked", current.WeekendDaysWorked, form.WeekendDaysWorked, today),
    ];

    private static IEnumerable<InputFault> PassedDays(string pointer, DateOnly[] before, DateOnly[] after, DateOnly today)
    {
        for (var i = 0; i < after.Length; i++)
        {
            if (after[i] < today && !before.Contains(after[i]))
                yield return new InputFault($"{pointer}/{i}", "out-of-range", $"{after[i]:yyyy-MM-dd}已过，不得更改。");
        }

        foreach (var day in before)
        {
            if (day < today && !after.Contains(day))
                yield return new InputFault(pointer, "out-of-range", $"{day:yyyy-MM-dd}已过，不得更改。");
        }
    }
}
