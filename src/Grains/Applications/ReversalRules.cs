using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>
/// An officer takes back his own decision, by a new entry: until the next stage decided, and as long as nothing else was built upon it. What the
/// decision released guards its keys again, if they are free: the ledger says so.
/// </summary>
internal static class ReversalRules
{
    public static Judgement Judge(CaseState state, ReverseDecision command, Deadlines deadlines, DateTimeOffset at)
    {
        if (!command.Actor.Has(DecisionRules.RoleOf(command.Stage))) return ProblemCode.Forbidden;
        if (Stale.Unless(command.IfMatch, state) is { } stale) return stale;
        var standing = state.StandingDecisions.ToArray();
        var decision = Array.FindLast(standing, d => d.Round == command.Round && d.Stage == command.Stage);
        if (decision is null) return ProblemCode.NotFound;
        if (decision != standing[^1] || !CaseTransitions.Leads(state.Status, ActOf(decision.Outcome), CaseTransitions.Before(decision.Stage)) || IsBuiltUpon(state, decision))
            return new Refusal { Code = ProblemCode.IllegalTransition, CaseStatus = state.Status, Detail = "该意见之后已有新的办理，不能撤回。" };
        if (decision.By.Id != command.Actor.Id) return new Refusal { Code = ProblemCode.SeparationOfDuties, Detail = "只能由作出意见的本人撤回。" };
        var due = deadlines.OfStage(at);
        return new CaseStep(
            CaseEvents.Reversed, new DecisionReversed(decision.Stage, decision.Round, decision.Outcome, command.Reason, new(command.Actor.Id, command.Actor.Name), at, due), at)
        {
            ReversedDecision = new(state.Number, decision.Round, decision.Stage, decision.By.Id),
        };
    }

    private static CaseAct ActOf(DecisionOutcome outcome) => outcome switch
    {
        DecisionOutcome.Pass => CaseAct.ReversesPass,
        DecisionOutcome.Return => CaseAct.ReversesReturn,
        _ => CaseAct.ReversesRejection,
    };

    /// <summary>Corrected since, in a batch, stopped, or appealed against: the status alone does not show it.</summary>
    private static bool IsBuiltUpon(CaseState state, DecisionView decision) =>
        decision.Round != state.Round
        || state.Appeals.Length > 0
        || Array.Exists(state.Claims, claim => claim.Stopped || claim.BatchId is not null);
}

/// <summary>The refusal of a command that saw an older version.</summary>
internal static class Stale
{
    public static Refusal Version { get; } = new() { Code = ProblemCode.StaleVersion, Detail = "案件已被他人更新。" };

    /// <summary>Null: the caller named no version, or the present one.</summary>
    public static Refusal? Unless(int? ifMatch, CaseState state) => ifMatch is { } version && version != state.Version ? Version : null;
}
