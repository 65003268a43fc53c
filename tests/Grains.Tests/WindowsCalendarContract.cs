using Gongshu.Grains.Interfaces;
using Gongshu.Policy;
using Gongshu.Testing;

namespace Gongshu.Grains.Tests;

public sealed class WindowsCalendarOnSqliteTests : WindowsCalendarContract
{
    internal override Task<WindowsStore> StoreAsync() => WindowsStore.OnSqliteAsync();
}

public sealed class WindowsCalendarOnPostgreSqlTests : WindowsCalendarContract
{
    internal override Task<WindowsStore> StoreAsync() => WindowsStore.OnPostgreSqlAsync();
}

/// <summary>What opens and closes when, on either database.</summary>
public abstract class WindowsCalendarContract
{
    private const string March5 = "2018-03-05T09:00:00+08:00";

    internal abstract Task<WindowsStore> StoreAsync();

    [Theory]
    [InlineData("2018-02-28T23:59:59.999+08:00", false)]
    [InlineData("2018-03-01T00:00:00+08:00", true)]
    [InlineData("2018-02-28T15:59:59.999Z", false)]
    [InlineData("2018-02-28T16:00:00Z", true)]
    [InlineData("2018-03-31T23:59:59.999+08:00", true)]
    [InlineData("2018-04-01T00:00:00+08:00", false)]
    [InlineData("2018-03-31T16:00:00Z", false)]
    public Task Applications_are_taken_from_the_first_instant_to_the_last(string instant, bool open) => OnHostAsync(March5, async host =>
    {
        var at = await host.Intake.At(DateTimeOffset.Parse(instant));
        Assert.Equal(open ? "2018Q1" : null, at.Open?.Window.ToString());
        Assert.Equal(DateTimeOffset.Parse(instant) < DateTimeOffset.Parse("2018-03-01T00:00:00+08:00") ? "2018Q1" : "2018Q2", at.Next?.Window.ToString());
    });

    [Fact]
    public Task A_window_opens_closes_and_settles_by_itself_each_once() => OnHostAsync("2018-02-20T09:00:00+08:00", async host =>
    {
        Assert.Equal(WindowStatus.Scheduled, (await host.ViewAsync("2018Q1")).Status);
        await host.MoveToAsync("2018-02-28T23:59:59+08:00");
        Assert.Empty(await host.EventsAsync("2018Q1"));
        await host.MoveToAsync("2018-03-01T00:00:00+08:00");
        Assert.Equal(WindowStatus.Open, (await host.ViewAsync("2018Q1")).Status);
        Assert.Equal(["window.opened"], await host.EventsAsync("2018Q1"));
        await host.MoveToAsync("2018-04-01T00:00:05+08:00");
        Assert.Equal(WindowStatus.Settled, (await host.ViewAsync("2018Q1")).Status);
        await host.Window("2018Q1").Attend();
        await host.Intake.AttendAll();
        Assert.Equal(["window.opened", "window.closed", "window.settled"], await host.EventsAsync("2018Q1"));
    });

    [Fact]
    public Task A_jump_over_a_year_leaves_no_window_out() => OnHostAsync("2018-01-10T09:00:00+08:00", async host =>
    {
        await host.MoveToAsync("2019-07-05T00:00:00+08:00");
        foreach (var window in (string[])["2018Q1", "2018Q2", "2018Q3", "2018Q4", "2019Q1", "2019Q2"])
        {
            Assert.Equal(["window.opened", "window.closed", "window.settled"], await host.EventsAsync(window));
            Assert.Equal(WindowStatus.Settled, (await host.ViewAsync(window)).Status);
        }
        Assert.Equal("2019Q3", (await host.Intake.Current())?.Window.ToString());
        Assert.Equal(4, (await host.Intake.Year(2018)).Length);
        Assert.Empty(await host.Intake.Year(2017));
    });

    [Fact]
    public async Task A_window_that_should_have_opened_while_the_program_was_off_opens_at_start_and_once()
    {
        await using var store = await StoreAsync();
        await using (var before = await WindowsHost.StartAsync(store, "2018-02-20T09:00:00+08:00"))
        {
            Assert.Empty(await before.EventsAsync("2018Q1"));
        }
        for (var start = 1; start <= 2; start++)
        {
            await using var after = await WindowsHost.StartAsync(store, "2018-03-02T09:00:00+08:00");
            Assert.Equal(["window.opened"], await after.EventsAsync("2018Q1"));
            Assert.Equal(WindowStatus.Open, (await after.ViewAsync("2018Q1")).Status);
        }
    }

    [Fact]
    public async Task The_reminder_alone_opens_a_window()
    {
        await using var store = await StoreAsync();
        await using var host = await WindowsHost.StartAsync(store, "2018-02-28T23:59:57+08:00", attendEvery: TimeSpan.FromSeconds(1));
        await Poll.UntilAsync(async () => await host.EventsAsync("2018Q1") is ["window.opened"], TimeSpan.FromSeconds(60), "the reminder");
    }

    [Fact]
    public Task A_quarter_without_a_policy_has_no_window() => OnHostAsync(March5, async host =>
    {
        Assert.Null(await host.Window("2017Q4").Get());
        Assert.Null(await host.Window("2017Q4").Attend());
        Assert.Equal(ProblemCode.NotFound, (await host.SettleAsync("2017Q4")).Refusal?.Code);
        Assert.Equal(ProblemCode.NotFound, (await host.OverrideAsync("2017Q4", null, "2018-03-20")).Refusal?.Code);
    });

    [Fact]
    public Task A_leader_moves_the_days_and_submissions_follow_at_once() => OnHostAsync(March5, async host =>
    {
        var answer = await host.OverrideAsync("2018Q1", null, "2018-03-20");
        Assert.True(answer.Created);
        Assert.Equal(new DateOnly(2018, 3, 20), answer.Value!.ClosesOn);
        var moved = Assert.Single(answer.Value.Overrides);
        Assert.Equal(("春节假期顺延", "u-leader"), (moved.Reason, moved.By.Id));
        Assert.Null((await host.Intake.At(DateTimeOffset.Parse("2018-03-21T00:00:00+08:00"))).Open);
        Assert.NotNull((await host.Intake.At(DateTimeOffset.Parse("2018-03-20T23:59:59+08:00"))).Open);

        await host.MoveToAsync("2018-03-21T00:00:01+08:00");
        Assert.Equal(["window.opened", "window.overridden", "window.closed", "window.settled"], await host.EventsAsync("2018Q1"));
    });

    [Fact]
    public Task Only_a_leader_moves_days() => OnHostAsync(March5, async host =>
    {
        foreach (var actor in (Actor[])[WindowsHost.Handler, WindowsHost.Finance, Actor.System])
            Assert.Equal(ProblemCode.Forbidden, (await host.OverrideAsync("2018Q2", "2018-06-02", null, actor)).Refusal?.Code);
    });

    [Fact]
    public Task A_version_that_has_passed_is_refused() => OnHostAsync(March5, async host =>
    {
        var version = (await host.ViewAsync("2018Q2")).Version;
        var first = await host.OverrideAsync("2018Q2", "2018-06-04", null, ifMatch: version);
        Assert.Equal(version + 1, first.Value!.Version);
        Assert.Equal(ProblemCode.StaleVersion, (await host.OverrideAsync("2018Q2", "2018-06-05", null, ifMatch: version)).Refusal?.Code);
        Assert.Equal(new DateOnly(2018, 6, 4), (await host.ViewAsync("2018Q2")).OpensOn);
    });

    [Fact]
    public Task A_later_last_day_reopens_a_closed_unsettled_window() => OnHostAsync(March5, async host =>
    {
        var undecided = await host.AddAsync("2018Q1", WindowsCases.Organisation(1), CaseStatus.Endorsed, 500);
        await host.MoveToAsync("2018-04-03T10:00:00+08:00");
        Assert.Equal(WindowStatus.Closed, (await host.ViewAsync("2018Q1")).Status);

        Assert.Null((await host.OverrideAsync("2018Q1", null, "2018-04-10")).Refusal);
        Assert.Equal(WindowStatus.Open, (await host.ViewAsync("2018Q1")).Status);
        Assert.Equal("2018Q1", (await host.Intake.At(DateTimeOffset.Parse("2018-04-10T23:59:59+08:00"))).Open?.Window.ToString());
        Assert.Equal(["window.opened", "window.closed", "window.overridden", "window.opened"], await host.EventsAsync("2018Q1"));

        await host.BecomeAsync(undecided, CaseStatus.Rejected);
        await host.MoveToAsync("2018-04-11T00:00:00+08:00");
        Assert.Equal(
            ["window.opened", "window.closed", "window.overridden", "window.opened", "window.closed", "window.settled"], await host.EventsAsync("2018Q1"));
    });

    [Fact]
    public Task A_settled_window_is_not_moved() => OnHostAsync(March5, async host =>
    {
        await host.MoveToAsync("2018-04-01T00:00:05+08:00");
        Assert.Equal(ProblemCode.WindowSettled, (await host.OverrideAsync("2018Q1", null, "2018-04-10")).Refusal?.Code);
    });

    [Fact]
    public Task The_same_key_gives_the_first_answer_again_and_another_body_is_told_where_it_differs() => OnHostAsync(March5, async host =>
    {
        var key = WindowsHost.Operation("k-1", """{"closesOn":"2018-06-20","reason":"a"}""");
        var first = await host.OverrideAsync("2018Q2", null, "2018-06-20", operation: key);
        await host.OverrideAsync("2018Q2", null, "2018-06-25");
        var again = await host.OverrideAsync("2018Q2", null, "2018-06-20", operation: key);
        Assert.True(again.Replayed);
        Assert.Equal((first.Value!.Version, first.Value.ClosesOn), (again.Value!.Version, again.Value.ClosesOn));
        Assert.Equal(new DateOnly(2018, 6, 25), (await host.ViewAsync("2018Q2")).ClosesOn);

        var other = WindowsHost.Operation("k-1", """{"closesOn":"2018-06-21","reason":"a"}""");
        var reused = (await host.OverrideAsync("2018Q2", null, "2018-06-21", operation: other)).Refusal;
        Assert.Equal((ProblemCode.IdempotencyKeyReused, "/closesOn"), (reused?.Code, reused?.Pointer));
    });

    [Fact]
    public Task Of_two_moves_that_overlap_only_together_one_is_refused() => OnHostAsync(March5, async host =>
    {
        var answers = await Task.WhenAll(
            host.OverrideAsync("2018Q1", null, "2018-05-10"),
            host.OverrideAsync("2018Q2", "2018-05-05", null));
        Assert.Single(answers, answer => answer.Refusal is null);
        Assert.Single(answers, answer => answer.Refusal?.Code == ProblemCode.WindowOverlap);
    });

    [Fact]
    public Task Days_survive_a_restart() => OnStoreAsync(async store =>
    {
        await using (var host = await WindowsHost.StartAsync(store, March5))
        {
            await host.OverrideAsync("2018Q1", null, "2018-03-20");
        }
        await using var again = await WindowsHost.StartAsync(store);
        Assert.Equal(new DateOnly(2018, 3, 20), (await again.ViewAsync("2018Q1")).ClosesOn);
        Assert.Null((await again.Intake.At(DateTimeOffset.Parse("2018-03-21T00:00:00+08:00"))).Open);
    });

    [Fact]
    public Task Totals_count_cases_and_money_by_status() => OnHostAsync(March5, async host =>
    {
        var organisation = WindowsCases.Organisation(1);
        await host.AddAsync("2018Q1", organisation, CaseStatus.Submitted, 500);
        await host.AddAsync("2018Q1", organisation, CaseStatus.Submitted, 1000);
        await host.ApprovedAsync("2018Q1", organisation, 1500);
        var totals = (await host.ViewAsync("2018Q1")).Totals;
        Assert.Equal((3, Money.Yuan(3000)), (totals.Cases, totals.Amount));
        Assert.Equal(new StatusTotalView(2, Money.Yuan(1500)), totals.ByStatus["submitted"]);
    });

    private async Task OnStoreAsync(Func<WindowsStore, Task> test)
    {
        await using var store = await StoreAsync();
        await test(store);
    }

    private Task OnHostAsync(string startAt, Func<WindowsHost, Task> test) => OnStoreAsync(async store =>
    {
        await using var host = await WindowsHost.StartAsync(store, startAt);
        await test(host);
    });
}
