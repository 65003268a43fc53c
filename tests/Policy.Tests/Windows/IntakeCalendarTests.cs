using CsCheck;

namespace Gongshu.Policy.Tests.Windows;

/// <summary>Applications are taken in the last month of each quarter, unless a leader moved the days (五).</summary>
public sealed class IntakeCalendarTests
{
    private static readonly PolicySet Set = PolicySet.Load(Vectors.FilePath("policies")).ContentOrThrow("policies");

    private readonly IntakeCalendar _calendar = IntakeCalendar.Of(Set);

    [Theory]
    [InlineData("2018Q1", "2018-03-01", "2018-03-31")]
    [InlineData("2018Q2", "2018-06-01", "2018-06-30")]
    [InlineData("2018Q3", "2018-09-01", "2018-09-30")]
    [InlineData("2018Q4", "2018-12-01", "2018-12-31")]
    [InlineData("2031Q1", "2031-03-01", "2031-03-31")]
    public void A_window_is_the_last_month_of_its_quarter(string window, string opensOn, string closesOn) =>
        Assert.Equal(new IntakeDays(WindowId.Parse(window), Vectors.Day(opensOn), Vectors.Day(closesOn)), _calendar.Days(WindowId.Parse(window)));

    [Fact]
    public void There_is_no_window_before_the_policy()
    {
        Assert.Null(_calendar.Days(new WindowId(2017, 4)));
        Assert.Null(_calendar.OpenOn(new DateOnly(2017, 12, 15)));
        Assert.Equal(new WindowId(2018, 1), _calendar.NextAfter(new DateOnly(2017, 12, 15))!.Value.Window);
        Assert.Null(_calendar.Days(default));
    }

    [Theory]
    [InlineData("2018-02-28T23:59:59.9999999+08:00", false)]
    [InlineData("2018-03-01T00:00:00+08:00", true)]
    [InlineData("2018-02-28T16:00:00Z", true)]
    [InlineData("2018-03-31T23:59:59.9999999+08:00", true)]
    [InlineData("2018-04-01T00:00:00+08:00", false)]
    [InlineData("2018-03-31T16:00:00Z", false)]
    public void Takes_a_claim_at_the_opening_instant_and_refuses_one_at_the_closing_instant(string instant, bool open)
    {
        var at = DateTimeOffset.Parse(instant);

        Assert.Equal(open, _calendar.Days(new WindowId(2018, 1))!.Value.Contains(at));
        Assert.Equal(open, _calendar.OpenOn(PolicyTime.DayOf(at)) is not null);
    }

    [Theory]
    [InlineData("2018-02-28", IntakeStatus.Scheduled)]
    [InlineData("2018-03-01", IntakeStatus.Open)]
    [InlineData("2018-03-31", IntakeStatus.Open)]
    [InlineData("2018-04-01", IntakeStatus.Closed)]
    public void Knows_where_a_window_stands(string day, IntakeStatus status) =>
        Assert.Equal(status, _calendar.Days(new WindowId(2018, 1))!.Value.StatusOn(Vectors.Day(day)));

    [Theory]
    [InlineData("2018-02-28", "2018Q1", "2018Q1")]
    [InlineData("2018-03-01", "2018Q1", "2018Q2")]
    [InlineData("2018-04-01", "2018Q2", "2018Q2")]
    [InlineData("2018-12-31", "2018Q4", "2019Q1")]
    public void The_current_window_is_the_open_one_else_the_next(string day, string current, string next)
    {
        Assert.Equal(WindowId.Parse(current), _calendar.Current(Vectors.Day(day))!.Value.Window);
        Assert.Equal(WindowId.Parse(next), _calendar.NextAfter(Vectors.Day(day))!.Value.Window);
    }

    [Fact]
    public void A_leader_may_move_the_days_of_one_window()
    {
        var moved = _calendar
            .With(new IntakeOverride(new WindowId(2018, 1), null, new DateOnly(2018, 4, 10)))
            .With(new IntakeOverride(new WindowId(2018, 2), new DateOnly(2018, 5, 25), null));

        Assert.Equal(new IntakeDays(new WindowId(2018, 1), new(2018, 3, 1), new(2018, 4, 10)), moved.OpenOn(new DateOnly(2018, 4, 10)));
        Assert.Null(moved.OpenOn(new DateOnly(2018, 4, 11)));
        Assert.Equal(new DateOnly(2018, 5, 25), moved.NextAfter(new DateOnly(2018, 4, 11))!.Value.OpensOn);
        Assert.Null(_calendar.OpenOn(new DateOnly(2018, 4, 10)));
        Assert.Null(moved.With(new IntakeOverride(new WindowId(2018, 1), null, null)).OpenOn(new DateOnly(2018, 4, 10)));
    }

    [Fact]
    public void Notices_a_window_that_was_moved_into_another()
    {
        var moved = _calendar.With(new IntakeOverride(new WindowId(2018, 1), null, new DateOnly(2018, 6, 1)));

        Assert.Equal(new WindowId(2018, 2), moved.OverlapOf(new WindowId(2018, 1))!.Value.Window);
        Assert.Equal(new WindowId(2018, 1), moved.OverlapOf(new WindowId(2018, 2))!.Value.Window);
        Assert.Null(_calendar.With(new IntakeOverride(new WindowId(2018, 1), null, new DateOnly(2018, 5, 31))).OverlapOf(new WindowId(2018, 1)));
    }

    [Fact]
    public void A_window_keeps_the_policy_in_force_on_its_first_day()
    {
        var first = Policies.Gongshu with { ValidTo = new DateOnly(2019, 3, 15) };
        var second = Policies.Gongshu with { Id = "gongshu-2019", ValidFrom = new DateOnly(2019, 3, 16), WindowMonths = [2, 5, 8, 11] };
        var set = PolicySet.Of([second, first]).ContentOrThrow("both");
        var calendar = IntakeCalendar.Of(set);

        Assert.Equal("gongshu-2018", set.Of(new WindowId(2019, 1))!.Id);
        Assert.Equal("gongshu-2019", set.Of(new WindowId(2019, 2))!.Id);
        Assert.Equal(new DateOnly(2019, 5, 31), calendar.Days(new WindowId(2019, 2))!.Value.ClosesOn);
        Assert.Equal("gongshu-2018", set.InForceOn(new DateOnly(2019, 3, 15))!.Id);
        Assert.Equal("gongshu-2019", set.InForceOn(new DateOnly(2019, 3, 16))!.Id);
        Assert.Null(set.InForceOn(new DateOnly(2017, 12, 31)));
        Assert.Equal(first, set.Find("gongshu-2018"));
    }

    [Fact]
    public void Refuses_two_policies_in_force_at_once_or_of_one_id()
    {
        Assert.Equal(["/validity", "/id"], PolicySet.Of([Policies.Gongshu, Policies.Gongshu]).Faults.Select(fault => fault.Pointer));
        Assert.False(PolicySet.Of([]).IsValid);
    }

    [Fact]
    public void No_day_lies_in_two_windows_and_every_window_is_the_next_one_once() =>
        Gen.Int[0, 5000].Sample(n =>
        {
            var day = new DateOnly(2018, 1, 1).AddDays(n);
            var open = Enumerable.Range(0, 8).Select(i => new WindowId(day.Year - 1 + i / 4, i % 4 + 1)).Count(window => _calendar.Days(window) is { } days && days.Contains(day));
            Assert.Equal(open, _calendar.OpenOn(day) is null ? 0 : 1);
            Assert.True(_calendar.NextAfter(day)!.Value.OpensOn > day);
            Assert.Equal(_calendar.NextAfter(day)!.Value.Window, WindowId.OfDay(_calendar.NextAfter(day)!.Value.OpensOn));
        });
}
