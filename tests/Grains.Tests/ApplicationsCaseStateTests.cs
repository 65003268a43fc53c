using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;
using static Gongshu.Grains.Tests.ApplicationsSamples;

namespace Gongshu.Grains.Tests;

/// <summary>A case as its events make it.</summary>
public sealed class ApplicationsCaseStateTests
{
    [Fact]
    public void A_submission_holds_its_eligible_benefits()
    {
        var chain = Chain(Submitted());
        var state = CaseState.Fold(null, chain)!;
        Assert.Equal((CaseStatus.Submitted, 1, 1), (state.Status, state.Version, state.Round));
        Assert.Equal(chain[0].Hash, state.Receipt);
        Assert.All(state.Claims, claim => Assert.Equal(ClaimStatus.Held, claim.Status));
        Assert.Equal(Money.Yuan(1500), state.Amount);
        Assert.Null(state.DecidedAt);
    }

    [Fact]
    public void A_benefit_left_out_as_a_duplicate_is_no_claim()
    {
        var submitted = Submitted();
        var left = submitted.Lines[0].Benefits[0] with { Verdict = Verdict.Duplicate, Amount = Money.Zero };
        var state = Fold(submitted with { Lines = [submitted.Lines[0] with { Benefits = [left] }, submitted.Lines[1]] });
        Assert.Equal(2, Assert.Single(state.Claims).Line);
        Assert.Equal(Money.Yuan(1000), state.Amount);
    }

    [Fact]
    public void Three_passes_approve_what_is_held()
    {
        var facts = new CaseEvent[] { Submitted(), Decision(Stage.Handler), Decision(Stage.Approver, by: "u-2"), Decision(Stage.Leader, by: "u-3") };
        CaseStatus[] expected = [CaseStatus.Submitted, CaseStatus.Recommended, CaseStatus.Endorsed, CaseStatus.Approved];
        for (var n = 1; n <= facts.Length; n++) Assert.Equal((expected[n - 1], n), (Fold(facts[..n]).Status, Fold(facts[..n]).Version));
        var state = Fold(facts);
        Assert.All(state.Claims, claim => Assert.Equal(ClaimStatus.Approved, claim.Status));
        Assert.Equal(["u-1", "u-2", "u-3"], state.Decisions.Select(decision => decision.By.Id));
        Assert.Equal(At.AddDays(3), state.DecidedAt);
    }

    [Fact]
    public void A_pass_that_rejects_a_line_releases_that_line_only()
    {
        var state = Fold(Submitted(), Decision(Stage.Handler, lines: Reject(2)));
        Assert.Equal([ClaimStatus.Held, ClaimStatus.Released], state.Claims.Select(claim => claim.Status));
        Assert.Equal(Money.Yuan(500), state.Amount);
        var approved = Fold(Submitted(), Decision(Stage.Handler, lines: Reject(2)), Decision(Stage.Approver), Decision(Stage.Leader));
        Assert.Equal([ClaimStatus.Approved, ClaimStatus.Released], approved.Claims.Select(claim => claim.Status));
    }

    [Fact]
    public void A_rejection_and_a_withdrawal_release_all()
    {
        var rejected = Fold(Submitted(), Decision(Stage.Handler, DecisionOutcome.Reject));
        var withdrawn = Fold(Submitted(), Decision(Stage.Handler), new CaseWithdrawn("误报", new Officer("portal-1", "测试申报"), At.AddDays(5)));
        Assert.Equal((CaseStatus.Rejected, CaseStatus.Withdrawn), (rejected.Status, withdrawn.Status));
        Assert.Equal(At.AddDays(5), withdrawn.StatusSince);
        Assert.All(rejected.Claims.Concat(withdrawn.Claims), claim => Assert.Equal(ClaimStatus.Released, claim.Status));
        Assert.Equal(Money.Zero, withdrawn.Amount);
    }

    [Fact]
    public void A_returned_case_keeps_its_claims()
    {
        var state = Fold(Submitted(), Decision(Stage.Handler, DecisionOutcome.Return));
        Assert.Equal(CaseStatus.Returned, state.Status);
        Assert.All(state.Claims, claim => Assert.Equal(ClaimStatus.Held, claim.Status));
    }

    [Fact]
    public void A_scheduled_case_names_its_batch()
    {
        var state = Fold(
            Submitted(), Decision(Stage.Handler), Decision(Stage.Approver), Decision(Stage.Leader), new CaseScheduled("bat-2018Q1-1", At.AddDays(30)));
        Assert.Equal((CaseStatus.Scheduled, "bat-2018Q1-1", At.AddDays(30)), (state.Status, state.BatchId, state.StatusSince));
        Assert.Equal(Money.Yuan(1500), state.Amount);
    }

    [Fact]
    public void Folding_in_two_steps_is_folding_in_one()
    {
        var chain = Chain(Submitted(), Decision(Stage.Handler), Decision(Stage.Approver));
        var steps = CaseState.Fold(CaseState.Fold(null, chain[..1]), chain[1..])!;
        var whole = CaseState.Fold(null, chain)!;
        Assert.Equal((whole.Status, whole.Version, whole.HeadHash), (steps.Status, steps.Version, steps.HeadHash));
    }

    [Fact]
    public void A_broken_chain_is_refused()
    {
        var chain = Chain(Submitted(), Decision(Stage.Handler), Decision(Stage.Approver));
        Assert.Throws<InvalidOperationException>(() => CaseState.Fold(null, [chain[0], chain[2]])); // a gap
        Assert.Throws<InvalidOperationException>(() => CaseState.Fold(null, [chain[0], chain[1], chain[1]])); // one twice
        Assert.Throws<InvalidOperationException>(() => CaseState.Fold(null, [chain[1]])); // no beginning
        var foreign = chain[1] with { PreviousHash = new byte[EventChain.HashLength] };
        Assert.Throws<InvalidOperationException>(() => CaseState.Fold(null, [chain[0], foreign]));
    }

    [Fact]
    public void A_case_is_submitted_first_and_once()
    {
        Assert.Throws<InvalidOperationException>(() => Fold(Decision(Stage.Handler)));
        Assert.Throws<InvalidOperationException>(() => Fold(Submitted(), Submitted()));
    }

    [Fact]
    public void An_unknown_event_is_refused()
    {
        var chain = Chain(Submitted(), Decision(Stage.Handler));
        Assert.Throws<InvalidOperationException>(() => CaseState.Fold(null, [chain[0], chain[1] with { Type = "case.vanished" }]));
    }

    [Fact]
    public void No_event_is_no_case() => Assert.Null(CaseState.Fold(null, []));
}
