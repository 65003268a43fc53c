using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Registries;
using Gongshu.Policy;
using static Gongshu.Grains.Tests.RegistriesSamples;

namespace Gongshu.Grains.Tests;

public sealed class RegistriesCalendarRulesTests
{
    private static readonly Actor Admin = Staff(Roles.Admin);
    private static readonly DateOnly Today = Day("2018-03-05");

    [Fact]
    public void A_year_of_the_file_has_version_one_and_its_days()
    {
        var year = CalendarRules.Year(Calendar, null, 2018)!;
        Assert.Equal((1, 9), (year.Version, year.WeekdaysOff.Length));
        Assert.Null(CalendarRules.Year(Calendar, null, 2020));
    }

    [Fact]
    public void A_coming_day_may_change_and_the_version_rises()
    {
        var next = Put(2018, With(off: ["2018-05-01"])).Value!;
        Assert.Equal(2, next.Version);
        Assert.Contains(Day("2018-05-01"), next.WeekdaysOff);
    }

    [Fact]
    public void Today_is_not_passed_yet()
    {
        Assert.Null(Put(2018, With(off: ["2018-03-05"])).Refusal);
        Assert.Equal("/weekdaysOff/9", Assert.Single(Put(2018, With(off: ["2018-03-02"])).Refusal!.Errors!).Pointer);
    }

    [Fact]
    public void A_passed_day_that_is_left_out_is_refused_by_its_list()
    {
        var form = With();
        var fault = Assert.Single(Put(2018, form with { WeekendDaysWorked = [.. form.WeekendDaysWorked.Skip(1)] }).Refusal!.Errors!);
        Assert.Equal(("/weekendDaysWorked", "out-of-range"), (fault.Pointer, fault.Code));
    }

    [Fact]
    public void Days_of_another_year_or_the_wrong_side_of_the_weekend_are_refused_all_at_once()
    {
        var answer = Put(2019, new CalendarForm([Day("2018-12-31"), Day("2019-01-05")], [Day("2019-01-04")], "通知"));
        Assert.Equal(["/weekdaysOff/0", "/weekdaysOff/1", "/weekendDaysWorked/0"], answer.Refusal!.Errors!.Select(fault => fault.Pointer));
    }

    [Fact]
    public void A_year_without_data_may_be_given_whole_even_when_it_has_begun()
    {
        var answer = CalendarRules.Put(Calendar, null, 2017, new CalendarForm([Day("2017-01-02")], [], "通知"), Admin, null, Today);
        Assert.True(answer.Created);
        Assert.Equal(1, answer.Value!.Version);
    }

    [Fact]
    public void Only_an_admin_changes_it() =>
        Assert.Equal(ProblemCode.Forbidden, CalendarRules.Put(Calendar, null, 2018, With(), Staff(Roles.Leader | Roles.Handler), null, Today).Refusal!.Code);

    [Fact]
    public void A_stale_version_is_refused() =>
        Assert.Equal(ProblemCode.StaleVersion, CalendarRules.Put(Calendar, null, 2018, With(), Admin, 2, Today).Refusal!.Code);

    [Fact]
    public void A_changed_year_stands_for_the_file_s()
    {
        var changes = new CalendarRecord(new() { [2018] = Put(2018, With(off: ["2018-05-01"])).Value!, [2020] = new(2020, [], [], "通知", 1) });
        var calendar = CalendarRules.Of(CalendarRules.All(Calendar, changes));
        Assert.False(calendar.IsWorkingDay(Day("2018-05-01")).Value);
        Assert.True(Calendar.IsWorkingDay(Day("2018-05-01")).Value);
        Assert.Equal([2018, 2019, 2020], calendar.Years.Select(year => year.Year));
    }

    private static CalendarForm With(params string[] off) =>
        new([.. Calendar[2018]!.WeekdaysOff, .. Days(off)], [.. Calendar[2018]!.WeekendDaysWorked], "通知");

    private static Answer<CalendarView> Put(int year, CalendarForm form) => CalendarRules.Put(Calendar, null, year, form, Admin, null, Today);
}
