namespace Gongshu.Policy;

/// <summary>The policy's time zone, Asia/Shanghai: +08:00 all year (no daylight saving since 1991), so no zone data is needed.</summary>
public static class PolicyTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The same instant, written with +08:00.</summary>
    public static DateTimeOffset Of(DateTimeOffset instant) => instant.ToOffset(Offset);

    /// <summary>The day in Asia/Shanghai that an instant lies on.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(Of(instant).DateTime);

    /// <summary>00:00 of a day.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);

    /// <summary>12:00 of a day: for a day whose hour is not known.</summary>
    public static DateTimeOffset Noon(DateOnly day) => new(day.ToDateTime(new TimeOnly(12, 0)), Offset);
}
