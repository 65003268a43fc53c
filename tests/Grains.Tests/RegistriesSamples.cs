using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Registries;
using Gongshu.Policy;
using Gongshu.Testing;

namespace Gongshu.Grains.Tests;

/// <summary>Actors, days and a small calendar that the tests of registries and lists share.</summary>
internal static class RegistriesSamples
{
    public const string OwnUscc = "91330105T0000000A1";

    public static Actor Staff(Roles roles, string id = "staff-1") => new(id, "测试经办", roles, Org: null);

    public static Actor Portal(string org, string id = "portal-1") => new(id, "测试申报", Roles.Portal, org);

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    /// <summary>2018 with the exceptions of its first four months, and a plain 2019.</summary>
    public static WorkingDayCalendar Calendar { get; } = CalendarRules.Of(
    [
        new CalendarView(
            2018,
            [.. Days("2018-01-01", "2018-02-15", "2018-02-16", "2018-02-19", "2018-02-20", "2018-02-21", "2018-04-05", "2018-04-06", "2018-04-30")],
            [.. Days("2018-02-11", "2018-02-24", "2018-04-08", "2018-04-28")], "测试", 1),
        new CalendarView(2019, [], [], "测试", 1),
    ]);

    /// <summary>四(一) read as at least seven working days between, as the file of 2018 does.</summary>
    public static FilingRule AtLeastSeven { get; } = new(
        PolicyFile.Load(Path.Combine(Checkout.Root, "policies", "gongshu-2018.json")).ContentOrThrow("gongshu-2018.json"), Calendar);

    public static IEnumerable<DateOnly> Days(params string[] days) => days.Select(Day);
}
