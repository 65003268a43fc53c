using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>Whose desk an undecided case lies on. A hint, not a right: any officer of the stage may still decide.</summary>
internal static class AssignmentRules
{
    public static Judgement Assign(CaseState state, AssignCase command, DateTimeOffset at)
    {
        var actor = command.Actor;
        if (!actor.Has(Roles.Handler | Roles.Approver | Roles.Leader)) return ProblemCode.Forbidden;
        if (Stale.Unless(command.IfMatch, state) is { } stale) return stale;
        if (!CaseTransitions.Allows(state.Status, CaseAct.Assigns))
            return new Refusal { Code = ProblemCode.IllegalTransition, CaseStatus = state.Status, Detail = "只有尚未审结的案件可以分派。" };
        return new CaseStep(CaseEvents.Assigned, new CaseAssigned(command.To, new(actor.Id, actor.Name), at), at);
    }
}
