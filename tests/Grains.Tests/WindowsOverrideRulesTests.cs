using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Windows;
using Gongshu.Policy;
using Gongshu.Testing;

namespace Gongshu.Grains.Tests;

/// <summary>Each rule of moving days, judged on 2018-03-10 unless said otherwise: 2018Q1 is open until the 31st, 2018Q2 is June.</summary>
public sealed class WindowsOverrideRulesTests
{
    private static readonly IntakeCalendar Calendar = IntakeCalendar.Of(PolicySet.Load(Checkout.At("policies")).ContentOrThrow("policies"));

    [Theory]
    [InlineData("2018Q1", "2018-03-02", null, "/opensOn")] // it has opened
    [InlineData("2018Q1", "2018-03-12", null, "/opensOn")]
    [InlineData("2018Q1", null, "2018-03-09", "/closesOn")] // yesterday
    [InlineData("2018Q2", "2018-03-09", null, "/opensOn")]
    [InlineData("2018Q2", "2018-06-30", "2018-06-29", "/closesOn")] // ends before it begins
    [InlineData("2018Q2", "2018-07-01", null, "/opensOn")]
    public void Days_that_cannot_be_are_refused_at_their_pointer(string window, string? opensOn, string? closesOn, string pointer)
    {
        var refusal = Judge(window, opensOn, closesOn, "2018-03-10");
        Assert.Equal(ProblemCode.InvalidRequest, refusal?.Code);
        var fault = Assert.Single(refusal!.Errors!);
        Assert.Equal((pointer, "out-of-range"), (fault.Pointer, fault.Code));
    }

    [Theory]
    [InlineData("2018Q1", null, "2018-03-10", "2018-03-10")] // today is the last day
    [InlineData("2018Q1", null, "2018-05-31", "2018-03-10")] // up to the eve of the next window
    [InlineData("2018Q1", "2018-03-01", "2018-04-05", "2018-03-10")] // the first day as it is
    [InlineData("2018Q1", null, "2018-04-10", "2018-04-03")] // reopens
    [InlineData("2018Q1", "2018-03-05", null, "2018-02-28")]
    [InlineData("2018Q2", "2018-04-01", null, "2018-03-10")] // the morrow of the window before
    [InlineData("2018Q2", "2018-05-02", null, "2018-05-02")] // opens today
    public void Days_that_can_be_are_taken(string window, string? opensOn, string? closesOn, string today) => Assert.Null(Judge(window, opensOn, closesOn, today));

    [Theory]
    [InlineData("2018Q1", null, "2018-06-01")]
    [InlineData("2018Q2", "2018-03-31", null)]
    public void Days_of_a_neighbour_are_not_taken(string window, string? opensOn, string? closesOn) =>
        Assert.Equal(ProblemCode.WindowOverlap, Judge(window, opensOn, closesOn, "2018-03-10")?.Code);

    [Fact]
    public void Days_that_a_neighbour_was_moved_to_are_not_taken()
    {
        var (moved, _) = new MovedDays(Calendar).Then(new DaysChanged("2018Q1", null, new DateOnly(2018, 5, 10)), "u", default);
        Assert.Equal(ProblemCode.WindowOverlap, Judge("2018Q2", "2018-05-10", null, "2018-03-10", moved)?.Code);
        Assert.Null(Judge("2018Q2", "2018-05-11", null, "2018-03-10", moved));
    }

    [Fact]
    public void Nothing_to_move_and_no_reason_are_told_together()
    {
        var refusal = Judge("2018Q2", null, null, "2018-03-10", reason: " ");
        Assert.Equal(["/reason", "/opensOn", "/closesOn"], refusal!.Errors!.Select(fault => fault.Pointer));
        Assert.All(refusal.Errors!, fault => Assert.Equal("required", fault.Code));
    }

    private static Refusal? Judge(string window, string? opensOn, string? closesOn, string today, MovedDays? all = null, string reason = "防汛")
    {
        var planned = MovedDays.Shown(Calendar.Days(WindowId.Parse(window)))!;
        var command = new OverrideWindow(Day(opensOn), Day(closesOn), reason, null, WindowsHost.Leader, null);
        return OverrideRules.Judge(command, WindowState.New(planned), all ?? new MovedDays(Calendar), DateOnly.Parse(today)).Refusal;
    }

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.Parse(day);
}
