using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>What officers decided, and where a claim stands since: without their names, which the case itself shows.</summary>
internal static class ExplainedDecisions
{
    /// <summary>Every decision on the case, oldest first.</summary>
    public static IEnumerable<ExplainedDecision> OfCase(CaseState state)
    {
        var standing = state.StandingDecisions.ToHashSet(ReferenceEqualityComparer.Instance);
        return state.Decisions.Select(decision => new ExplainedDecision(
            decision.Stage, decision.Round, decision.Outcome, null, null, null, decision.Comment, PolicyTime.Of(decision.At), standing.Contains(decision)));
    }

    /// <summary>The decisions that turned this benefit of the line away.</summary>
    public static IEnumerable<ExplainedDecision> OfLine(CaseState state, int line, Benefit benefit, SubsidyPolicy policy, bool english)
    {
        var standing = state.StandingDecisions.ToHashSet(ReferenceEqualityComparer.Instance);
        return from decision in state.Decisions
               from rejected in decision.Lines
               where rejected.Line == line && (rejected.Benefit ?? benefit) == benefit
               let code = CodeOf(rejected.Reason)
               select new ExplainedDecision(
                   decision.Stage, decision.Round, DecisionOutcome.Reject, code?.Wire() ?? (rejected.Reason is null ? null : "other"),
                   code is { } known ? english ? known.Title().En : known.Title().Zh : rejected.Reason is null ? null : english ? "Another reason" : "其他",
                   code is { } judged ? policy.CitationOf(judged)?.Clause : null, rejected.Comment ?? decision.Comment, PolicyTime.Of(decision.At), standing.Contains(decision));
    }

    /// <summary>The officer's reason by which the claim stays rejected; null: it is not, or no reason of the policy was given.</summary>
    public static RefusalCode? ReasonThatStands(CaseState state, int line, Benefit benefit) =>
        Array.Find(state.Claims, claim => claim.Line == line && claim.Benefit == benefit) is not { Rejected: { } where }
            ? null
            : state.StandingDecisions.Where(decision => decision.Round == where.Round && decision.Stage == where.Stage).SelectMany(decision => decision.Lines)
                .Where(rejected => rejected.Line == line && (rejected.Benefit ?? benefit) == benefit).Select(rejected => CodeOf(rejected.Reason)).FirstOrDefault();

    /// <summary>The claim as the case stands.</summary>
    public static ExplainedClaim Of(CaseState state, CaseClaim claim) => new(
        claim.Status, claim.Status == ClaimStatus.Approved ? (ClaimPlace)claim.Place : null, claim.Stopped, claim.BatchId,
        claim.Status is ClaimStatus.Paid or ClaimStatus.ClawedBack && state.PaidAt is { } paid ? PolicyTime.Of(paid) : null,
        [.. state.Stops.Where(stop => stop.Lines.Contains(claim.Line)).Select(stop => new ExplainedStop(
            stop.Reason, PolicyTime.Of(stop.At), stop.ReleasedAt is { } at ? PolicyTime.Of(at) : null, stop.ReleaseReason))],
        [.. state.Appeals.Where(appeal => appeal.Lines.Contains(claim.Line)).Select(appeal => new ExplainedAppeal(
            appeal.Number, appeal.Grounds, PolicyTime.Of(appeal.At), appeal.Outcome, appeal.Comment, appeal.DecidedAt is { } at ? PolicyTime.Of(at) : null))]);

    private static RefusalCode? CodeOf(LineReason? reason) => reason switch
    {
        LineReason.PostDoesNotFit => RefusalCode.PostDoesNotFit,
        LineReason.MaterialsNotGenuine => RefusalCode.MaterialsNotGenuine,
        _ => null,
    };
}
