using System.Globalization;

namespace Gongshu.Policy;

/// <summary>Reads a calendar of working days, <c>policies/working-days-cn.json</c>.</summary>
public static class CalendarFile
{
    /// <summary>The calendar in the file, or every fault of it.</summary>
    public static Loaded<WorkingDayCalendar> Load(string path)
    {
        using var stream = File.OpenRead(path);
        return Load(stream);
    }

    /// <summary>The calendar in the stream, or every fault of it.</summary>
    public static Loaded<WorkingDayCalendar> Load(Stream stream)
    {
        var faults = new List<PolicyFault>();
        var calendar = WorkingDayCalendar.Empty;
        using (var root = FileObject.Root(stream, faults))
        {
            if (root is not null)
                calendar = ReadYears(root, calendar, faults);
        }

        return new Loaded<WorkingDayCalendar>(calendar, faults);
    }

    private static WorkingDayCalendar ReadYears(FileObject root, WorkingDayCalendar calendar, List<PolicyFault> faults)
    {
        root.Text("region");
        root.Text("meaning");
        root.Text("source");
        using var years = root.Object("years");
        foreach (var name in years.Names())
        {
            using var year = years.Object(name);
            var before = faults.Count;
            var weekdaysOff = year.Days("weekdaysOff");
            var weekendDaysWorked = year.Days("weekendDaysWorked");
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1900 or > 9999)
                years.Fault(name, "is not a year from 1900 to 9999");
            else if (faults.Count > before)
                continue;
            else if (CalendarYear.TryCreate(number, weekdaysOff, weekendDaysWorked, out var created, out var wrong))
                calendar = calendar.WithYear(created);
            else
                faults.AddRange(wrong.Select(fault => fault with { Pointer = $"/years/{name}{fault.Pointer}" }));
        }

        return calendar;
    }
}
