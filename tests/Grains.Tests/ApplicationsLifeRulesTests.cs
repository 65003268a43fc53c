using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;
using static Gongshu.Grains.Tests.ApplicationsSamples;

namespace Gongshu.Grains.Tests;

/// <summary>Every command in every status: refused with <c>illegal-transition</c> exactly where the table does not have its act.</summary>
public sealed class ApplicationsLifeRulesTests
{
    private static readonly Officer Portal = new("portal-1", "测试申报"), Other = new("u-8", "测试另一人");
    private static readonly Actor Applicant = new(Portal.Id, Portal.Name, Roles.Portal, "*"), Staff = new("u-7", "测试人员", Roles.Staff, null);
    private static readonly DateTimeOffset Later = At.AddDays(20);

    private static readonly CaseEvent[] Approved = [Submitted(), Decision(Stage.Handler, lines: Reject(2)), Decision(Stage.Approver, by: "u-2"), Decision(Stage.Leader, by: "u-3")];
    private static readonly CaseEvent[] Scheduled = [.. Approved, new CaseScheduled("B-2018Q1-1", Later)];
    private static readonly CaseEvent[] Paid = [.. Scheduled, new CasePaid("B-2018Q1-1", 1, new DateOnly(2018, 4, 9), Later)];

    /// <summary>A case of two lines in each status; from the approval on its second line is rejected.</summary>
    private static readonly Dictionary<CaseStatus, CaseEvent[]> Cases = new()
    {
        [CaseStatus.Submitted] = [Submitted()],
        [CaseStatus.Recommended] = [Submitted(), Decision(Stage.Handler)],
        [CaseStatus.Endorsed] = [Submitted(), Decision(Stage.Handler), Decision(Stage.Approver, by: "u-2")],
        [CaseStatus.Approved] = Approved,
        [CaseStatus.Scheduled] = Scheduled,
        [CaseStatus.Paid] = Paid,
        [CaseStatus.Returned] = [Submitted(), Decision(Stage.Handler, DecisionOutcome.Return)],
        [CaseStatus.Withdrawn] = [Submitted(), new CaseWithdrawn("误报", Portal, Later)],
        [CaseStatus.Rejected] = [Submitted(), Decision(Stage.Handler, DecisionOutcome.Reject)],
        [CaseStatus.Lapsed] = [Submitted(), Decision(Stage.Handler, DecisionOutcome.Return), new CaseLapsed(new DateOnly(2018, 3, 20), Later)],
        [CaseStatus.PaymentFailed] = [.. Scheduled, new CasePaymentFailed("B-2018Q1-1", 1, "account-closed", false, Later)],
        [CaseStatus.ClawedBack] = [.. Paid, new CaseClawedBack([new ClawbackLine(1, null)], "多付", false, Other, Later)],
    };

    public static TheoryData<CaseStatus> Statuses => [.. Enum.GetValues<CaseStatus>()];

    [Theory]
    [MemberData(nameof(Statuses))]
    public void A_command_is_an_illegal_transition_exactly_where_the_table_says(CaseStatus status)
    {
        var state = Fold(Cases[status]);
        Assert.Equal(status, state.Status);
        Check(CaseAct.Assigns, AssignmentRules.Assign(state, new(Other, null, null, Staff), Later));
        Check(CaseAct.Appeals, AppealRules.File(state, new([2], "申诉", null, null, Applicant), ApplicationsSamples.Deadlines, Later));
        Check(CaseAct.Stops, StopRules.Stop(state, new([1], "核查", null, null, Staff), null, Later));
        Check(CaseAct.ClawsBack, ClawbackRules.ClawBack(state, new([new ClawbackLine(1, null)], "多付", false, null, null, Staff), Later), alsoRefused: state.Money.Paid == Money.Zero);
        Check(CaseAct.RecordsRepayment, ClawbackRules.Repay(state, new(Money.Yuan(1), new DateOnly(2018, 3, 20), "HK-1", null, null, Staff), Later),
            alsoRefused: state.Money.ClawedBack == Money.Zero);
        Check(CaseAct.ReleasesStop, StopRules.Release(state, new([1], "已核", null, null, Staff), Later), alsoRefused: true);

        void Check(CaseAct act, Judgement judgement, bool alsoRefused = false)
        {
            var refused = judgement.Refusal?.Code is ProblemCode.IllegalTransition or ProblemCode.AlreadyClawedBack;
            Assert.True(refused == (alsoRefused || !CaseTransitions.Allows(status, act)), $"{act} in {status}: {judgement.Refusal?.Code.ToString() ?? "taken"}");
            if (judgement.Refusal is { Code: ProblemCode.IllegalTransition } refusal) Assert.Equal(status, refusal.CaseStatus);
        }
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public void An_event_that_the_table_does_not_have_is_not_folded(CaseStatus status)
    {
        (CaseAct Act, CaseEvent Fact)[] facts =
        [
            (CaseAct.Lapses, new CaseLapsed(new DateOnly(2018, 3, 20), Later)), (CaseAct.Withdraws, new CaseWithdrawn("误报", Portal, Later)),
            (CaseAct.Schedules, new CaseScheduled("B-2018Q1-2", Later)), (CaseAct.HandlerPasses, Decision(Stage.Handler)), (CaseAct.LeaderPasses, Decision(Stage.Leader)),
        ];
        foreach (var (_, fact) in facts.Where(fact => !CaseTransitions.Allows(status, fact.Act)))
            Assert.Throws<InvalidOperationException>(() => Fold([.. Cases[status], fact]));
    }

    [Theory]
    [InlineData("2018-05-07", true)]
    [InlineData("2018-05-08", false)]
    public void An_appeal_is_in_time_on_its_last_day_and_not_a_day_later(string on, bool inTime)
    {
        // The leader decided on 2018-03-08; sixty days later is 2018-05-07.
        var state = Fold(Approved);
        Assert.Equal(new DateOnly(2018, 5, 7), AppealRules.Until(state, ApplicationsSamples.Deadlines));
        var at = PolicyTime.Noon(DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(inTime ? (ProblemCode?)null : ProblemCode.AppealOutOfTime, AppealRules.File(state, new([2], "申诉", null, null, Applicant), ApplicationsSamples.Deadlines, at).Refusal?.Code);
    }

    [Fact]
    public void A_return_is_due_ten_working_days_later_and_a_stage_after_five()
    {
        Assert.Equal(new DateOnly(2018, 3, 19), ApplicationsSamples.Deadlines.OfCorrection(At));
        Assert.Equal(new DateOnly(2018, 3, 12), ApplicationsSamples.Deadlines.OfStage(At));
        Assert.Null(new Deadlines(WorkingDayCalendar.Empty, ApplicationsSamples.Policy.Administrative).OfStage(At));
    }

    [Fact]
    public void A_case_that_lapses_the_day_after_its_last_day_has_no_claim_left()
    {
        var returned = Fold(Submitted(), Decision(Stage.Handler, DecisionOutcome.Return) with { DueOn = new DateOnly(2018, 3, 19) });
        Assert.False(returned.IsOverdueForCorrection(new DateOnly(2018, 3, 19)));
        Assert.True(returned.IsOverdueForCorrection(new DateOnly(2018, 3, 20)));
        Assert.All(Fold(Cases[CaseStatus.Lapsed]).Claims, claim => Assert.False(claim.Live));
    }
}
