using Gongshu.Grains.Applications;
using Gongshu.Grains.Desk;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;
using static Gongshu.Grains.Tests.ApplicationsSamples;

namespace Gongshu.Grains.Tests;

/// <summary>Which deadline is told of on which day, and each once.</summary>
public sealed class DeskDueNoticesTests
{
    private static readonly DateOnly Tuesday = new(2018, 3, 20);

    [Theory]
    [InlineData("2018-03-14", 0)]
    [InlineData("2018-03-15", 1)]
    [InlineData("2018-03-20", 1)]
    [InlineData("2018-03-21", 0)]
    public void A_correction_is_told_of_from_three_working_days_before_its_last_day_on(string today, int expected)
    {
        var returned = Fold(Submitted(), Decision(Stage.Handler, DecisionOutcome.Return) with { DueOn = Tuesday });
        var notices = Notices(returned, today);
        Assert.Equal(expected, notices.Length);
        Assert.All(notices, notice => Assert.Equal(("case.correctionDue", 1, Tuesday, CaseStatus.Returned, 2), (notice.Type(), notice.Round, notice.DueOn, notice.Status, notice.Version)));
    }

    [Theory]
    [InlineData("2018-03-20", 0)]
    [InlineData("2018-03-21", 1)]
    [InlineData("2019-01-02", 1)]
    public void A_stage_is_overdue_from_the_day_after_its_last_day_on(string today, int expected)
    {
        var recommended = Fold(Submitted(), Decision(Stage.Handler) with { DueOn = Tuesday });
        var notices = Notices(recommended, today);
        Assert.Equal(expected, notices.Length);
        Assert.All(notices, notice => Assert.Equal(("case.overdue", Stage.Approver), (notice.Type(), notice.Stage)));
    }

    [Fact]
    public void An_open_appeal_is_overdue_and_a_decided_one_is_not()
    {
        var by = new Officer("portal-1", "测试申报");
        var (first, second) = (new AppealFiled(1, [1], "理由", by, At.AddDays(5), Tuesday), new AppealFiled(2, [2], "理由", by, At.AddDays(5), Tuesday.AddDays(3)));
        var rejected = Decision(Stage.Handler, DecisionOutcome.Reject);
        var both = Fold(Submitted(), rejected, first, second);
        Assert.Equal([(1, "case.overdue")], Notices(both, "2018-03-21").Select(notice => (notice.Appeal!.Value, notice.Type())));
        Assert.Equal([1, 2], Notices(both, "2018-03-24").Select(notice => notice.Appeal!.Value));
        var decided = Fold(Submitted(), rejected, first, second, new AppealDecided(1, AppealOutcome.Uphold, "维持", new("u-9", "测试负责人"), At.AddDays(6)));
        Assert.Equal([2], Notices(decided, "2018-03-24").Select(notice => notice.Appeal!.Value));
    }

    [Fact]
    public void Nothing_is_due_of_a_case_without_a_day()
    {
        Assert.Empty(Notices(Fold(Submitted()), "2018-12-31"));
        Assert.Empty(Notices(Fold(Submitted(), new CaseWithdrawn("撤回", new("portal-1", "测试申报"), At)), "2018-12-31"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void The_day_up_to_which_the_queue_is_read_leaves_no_reminder_out_and_takes_none_too_early(int workingDays)
    {
        var deadlines = new Deadlines(Calendar, ApplicationsSamples.Policy.Administrative with { CorrectionDueWorkingDays = workingDays });
        for (var today = new DateOnly(2018, 1, 15); today < new DateOnly(2018, 11, 30); today = today.AddDays(1))
        {
            var before = DeadlinesGrain.RemindedBefore(today, Calendar, workingDays);
            for (var dueOn = today; dueOn < today.AddDays(25); dueOn = dueOn.AddDays(1))
                if (Calendar.IsWorkingDay(dueOn).Value) Assert.Equal(today >= deadlines.CorrectionReminderFrom(dueOn), dueOn < before);
        }
    }

    [Fact]
    public void Where_the_calendar_ends_every_correction_is_looked_at() =>
        Assert.Equal(DateOnly.MaxValue, DeadlinesGrain.RemindedBefore(new DateOnly(2018, 3, 5), WorkingDayCalendar.Empty, 3));

    [Fact]
    public void What_is_folded_is_known_and_another_day_of_the_same_stage_is_not()
    {
        var notice = new DueNotice(1, Stage.Handler, null, Tuesday, CaseStatus.Submitted, 1);
        var (log, written) = DueLog.Fold(Number, []).Then(notice, "system", At);
        Assert.Equal(("GS-2018Q1-000007.due", 1, "case.overdue"), (written.Stream, written.Version, written.Type));
        Assert.Equal("""{"round":1,"stage":"handler","dueOn":"2018-03-20","status":"submitted","version":1}""", System.Text.Encoding.UTF8.GetString(written.Body));
        var folded = DueLog.Fold(Number, [Stored(written)]);
        Assert.Equal(notice, Assert.Single(folded.Notices));
        Assert.True(folded.Tells(notice with { Version = 3 }));
        Assert.False(folded.Tells(notice with { DueOn = Tuesday.AddDays(1) }));
        Assert.False(folded.Tells(notice with { Round = 2 }));
        Assert.Equal(Number, DueLog.CaseOf(written.Stream));
        Assert.Null(DueLog.CaseOf("2018Q1.due"));
        Assert.Null(DueLog.CaseOf(Number.ToString()));
        var (_, again) = log.Then(notice, "system", At);
        Assert.Throws<InvalidOperationException>(() => DueLog.Fold(Number, [Stored(written), Stored(again)]));
    }

    [Fact]
    public void A_changed_type_or_predecessor_is_found()
    {
        var (_, written) = DueLog.Fold(Number, []).Then(new(1, null, null, Tuesday, CaseStatus.Returned, 2), "system", At);
        Assert.Throws<InvalidOperationException>(() => DueLog.Fold(Number, [Stored(written) with { Type = "case.overdue" }]));
        Assert.Throws<InvalidOperationException>(() => DueLog.Fold(Number, [Stored(written) with { PreviousHash = new byte[] { 1 } }]));
    }

    private static DueNotice[] Notices(CaseState state, string today) =>
        [.. DueNotices.Of(CaseViews.Of(state, Actor.System), ApplicationsSamples.Deadlines, DateOnly.Parse(today))];

    private static StoredEvent Stored(NewEvent written) =>
        new(1, written.Stream, written.Version, written.Type, written.Actor, written.At, written.Salt, written.Body, written.PreviousHash, written.Hash);
}
