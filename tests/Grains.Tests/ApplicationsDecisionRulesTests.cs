using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;
using static Gongshu.Grains.Tests.ApplicationsSamples;

namespace Gongshu.Grains.Tests;

/// <summary>What an officer may decide, one refusal at a time and in their order.</summary>
public sealed class ApplicationsDecisionRulesTests
{
    private static readonly DecisionForm Pass = new() { Stage = Stage.Handler, Outcome = DecisionOutcome.Pass, PapersSeen = Papers };

    [Fact]
    public void A_handlers_pass_states_what_was_examined()
    {
        var (type, fact, refusal) = Judge(Fold(Submitted()), Pass);
        Assert.Null(refusal);
        Assert.Equal((CaseEvents.Decided, "材料真实、条件符合、人岗相适"), (type, fact!.Statement));
        Assert.Equal(Papers.Order(), fact.PapersSeen);
    }

    [Fact]
    public void Only_a_handlers_pass_carries_the_statement()
    {
        var returned = Judge(Fold(Submitted()), Pass with { Outcome = DecisionOutcome.Return, Comment = "缺页" });
        Assert.Equal((CaseEvents.Returned, null), (returned.Type, returned.Fact!.Statement));
        var approver = Judge(Fold(Submitted(), Decision(Stage.Handler)), Pass with { Stage = Stage.Approver }, "u-2", Roles.Approver);
        Assert.Equal((CaseEvents.Decided, null), (approver.Type, approver.Fact!.Statement));
    }

    [Fact]
    public void Refuses_in_the_order_of_the_contract()
    {
        // Everything is wrong at first, and each step puts one thing right.
        var state = Fold(Submitted(atCounter: true), Decision(Stage.Handler));
        var form = new DecisionForm { Stage = Stage.Handler, Outcome = DecisionOutcome.Reject };
        Assert.Equal(ProblemCode.Forbidden, Judge(state, form, "u-counter", Roles.Approver, ifMatch: 9).Refusal?.Code);
        Assert.Equal(ProblemCode.StaleVersion, Judge(state, form, "u-counter", ifMatch: 9).Refusal?.Code);
        var illegal = Judge(state, form, "u-counter").Refusal;
        Assert.Equal((ProblemCode.IllegalTransition, CaseStatus.Recommended), (illegal?.Code, illegal?.CaseStatus));
        state = Fold(Submitted(atCounter: true));
        Assert.Equal(ProblemCode.SeparationOfDuties, Judge(state, form, "u-counter").Refusal?.Code);
        Assert.Equal(ProblemCode.InvalidRequest, Judge(state, form).Refusal?.Code);
        Assert.Equal(ProblemCode.PapersNotConfirmed, Judge(state, form with { Outcome = DecisionOutcome.Pass }).Refusal?.Code);
        Assert.Null(Judge(state, Pass).Refusal);
    }

    [Theory]
    [InlineData("u-1", ProblemCode.SeparationOfDuties)]
    [InlineData("u-2", null)]
    public void One_person_takes_one_stage_whatever_roles_they_have(string person, ProblemCode? expected)
    {
        var state = Fold(Submitted(), Decision(Stage.Handler, by: "u-1"));
        Assert.Equal(expected, Judge(state, Pass with { Stage = Stage.Approver }, person, Roles.Handler | Roles.Approver).Refusal?.Code);
    }

    [Theory]
    [InlineData(DecisionOutcome.Return, null)]
    [InlineData(DecisionOutcome.Reject, null)]
    [InlineData(DecisionOutcome.Reject, "  ")]
    public void A_no_demands_its_reason(DecisionOutcome outcome, string? comment)
    {
        var refusal = Judge(Fold(Submitted()), Pass with { Outcome = outcome, Comment = comment }).Refusal;
        Assert.Equal(("/comment", "required"), (Assert.Single(refusal!.Errors!).Pointer, refusal.Errors![0].Code));
    }

    [Fact]
    public void A_pass_that_rejects_every_line_is_a_rejection()
    {
        var every = Pass with { Lines = [Reject(1), Reject(2)], PapersSeen = [] };
        Assert.Equal("/comment", Assert.Single(Judge(Fold(Submitted()), every).Refusal!.Errors!).Pointer);
        var (type, fact, refusal) = Judge(Fold(Submitted()), every with { Comment = "岗位不符" });
        Assert.Null(refusal);
        Assert.Equal((CaseEvents.Rejected, DecisionOutcome.Reject, null), (type, fact!.Outcome, fact.Statement));
        Assert.Equal(CaseStatus.Rejected, Fold(Submitted(), fact).Status);
    }

    [Fact]
    public void The_last_line_left_after_an_earlier_stage_is_every_line()
    {
        var state = Fold(Submitted(), Decision(Stage.Handler, lines: Reject(2)));
        var (type, _, _) = Judge(state, Pass with { Stage = Stage.Approver, Lines = [Reject(1)], Comment = "不符" }, "u-2", Roles.Approver);
        Assert.Equal(CaseEvents.Rejected, type);
    }

    [Theory]
    [InlineData(3, null)] // no such line
    [InlineData(1, Benefit.Training)] // not claimed
    public void A_line_that_is_not_claimed_cannot_be_rejected(int line, Benefit? benefit)
    {
        var refusal = Judge(Fold(Submitted()), Pass with { Lines = [Reject(line, benefit)] }).Refusal;
        Assert.Equal(("/lines/0/line", "unknown-value"), (Assert.Single(refusal!.Errors!).Pointer, refusal.Errors![0].Code));
    }

    [Fact]
    public void A_rejection_of_the_whole_lists_no_lines() =>
        Assert.Equal("/lines", Assert.Single(Judge(Fold(Submitted()),
            Pass with { Outcome = DecisionOutcome.Reject, Comment = "不符", Lines = [Reject(1)] }).Refusal!.Errors!).Pointer);

    [Fact]
    public void Each_paper_not_seen_is_named()
    {
        var refusal = Judge(Fold(Submitted()), Pass with { PapersSeen = Papers[..4] }).Refusal;
        Assert.Equal(ProblemCode.PapersNotConfirmed, refusal?.Code);
        Assert.Equal([DocumentKind.AssessmentInvoice, DocumentKind.BenefitRoster], refusal!.Missing!.Select(missing => missing.Kind));
    }

    [Fact]
    public void Papers_seen_by_an_earlier_stage_stay_seen() =>
        Assert.Null(Judge(Fold(Submitted(), Decision(Stage.Handler)), Pass with { Stage = Stage.Approver, PapersSeen = [] }, "u-2", Roles.Approver).Refusal);

    [Fact]
    public void The_leader_passes_only_with_annex_1()
    {
        CaseEvent[] decided = [Decision(Stage.Handler), Decision(Stage.Approver, by: "u-2")];
        var leader = Pass with { Stage = Stage.Leader };
        var without = Judge(Fold([Submitted(), .. decided]), leader, "u-3", Roles.Leader).Refusal;
        Assert.Equal((ProblemCode.IncompleteDocuments, DocumentKind.ApplicationForm), (without?.Code, Assert.Single(without!.Missing!).Kind));
        var onPaper = Fold([Submitted(more: DocumentKind.ApplicationForm), .. decided]);
        Assert.Equal(ProblemCode.PapersNotConfirmed, Judge(onPaper, leader, "u-3", Roles.Leader).Refusal?.Code);
        var (type, _, refusal) = Judge(onPaper, leader with { PapersSeen = [DocumentKind.ApplicationForm] }, "u-3", Roles.Leader);
        Assert.Null(refusal);
        Assert.Equal(CaseEvents.Approved, type);
    }

    [Fact]
    public void Returning_and_rejecting_ask_for_no_papers() =>
        Assert.Null(Judge(Fold(Submitted()), Pass with { Outcome = DecisionOutcome.Return, Comment = "缺页", PapersSeen = [] }).Refusal);

    private static (string Type, DecisionMade? Fact, Refusal? Refusal) Judge(
        CaseState state, DecisionForm form, string person = "u-9", Roles roles = Roles.Handler, int? ifMatch = null) =>
        DecisionRules.Judge(
            state, new DecideCase(form, ifMatch ?? state.Version, null, new Actor(person, "测试经办", roles, null)), ApplicationsSamples.Policy, ApplicationsSamples.Deadlines, At) switch
        {
            { Refusal: { } refusal } => ("", null, refusal),
            var judgement => (judgement.Step!.Type, (DecisionMade)judgement.Step.Fact, null),
        };
}
