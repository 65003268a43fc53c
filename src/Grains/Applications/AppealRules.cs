using System.Globalization;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>
/// Appeals against the rejection of lines: by the applicant, within the policy's period after the decision (administrative), each line once; decided by
/// a leader who took no part in the case.
/// </summary>
internal static class AppealRules
{
    /// <summary>The last day for an appeal; null: the case is not decided, or nothing of it is rejected.</summary>
    public static DateOnly? Until(CaseState state, Deadlines deadlines) =>
        IsDecided(state.Status) && state.DecidedAt is { } decidedAt && Array.Exists(state.Claims, claim => claim.Rejected is not null) ? deadlines.OfAppeal(decidedAt) : null;

    public static Judgement File(CaseState state, FileAppeal command, Deadlines deadlines, DateTimeOffset at)
    {
        var actor = command.Actor;
        if (!actor.Has(Roles.Handler) && !actor.Owns(state.Form.Applicant)) return ProblemCode.Forbidden;
        if (Stale.Unless(command.IfMatch, state) is { } stale) return stale;
        if (!CaseTransitions.Allows(state.Status, CaseAct.Appeals))
            return new Refusal { Code = ProblemCode.IllegalTransition, CaseStatus = state.Status, Detail = "案件尚未作出决定，或已撤回、失效，不能申诉。" };
        if (Faults(state, command.Lines) is { Length: > 0 } faults) return Refusal.Invalid(faults);
        if (Until(state, deadlines) is { } until && PolicyTime.DayOf(at) > until)
            return new Refusal { Code = ProblemCode.AppealOutOfTime, CaseStatus = state.Status, Detail = $"申诉期限至 {until:yyyy-MM-dd}。" };
        int[] lines = [.. command.Lines.Distinct().Order()];
        return new CaseStep(
            CaseEvents.Appealed, new AppealFiled(state.Appeals.Length + 1, lines, command.Grounds, new(actor.Id, actor.Name), at, deadlines.OfStage(at)), at);
    }

    public static Judgement Decide(CaseState state, DecideAppeal command, DateTimeOffset at)
    {
        var actor = command.Actor;
        if (!actor.Has(Roles.Leader)) return ProblemCode.Forbidden;
        if (Stale.Unless(command.IfMatch, state) is { } stale) return stale;
        if (Array.Find(state.Appeals, appeal => appeal.Number == command.Number) is not { } appeal) return ProblemCode.NotFound;
        if (appeal.Outcome is not null) return new Refusal { Code = ProblemCode.IllegalTransition, CaseStatus = state.Status, Detail = "该申诉已经作出决定。" };
        if (TookPart(state, actor.Id)) return new Refusal { Code = ProblemCode.SeparationOfDuties, Detail = "申诉由未参与该案件的负责人决定。" };
        return new CaseStep(
            CaseEvents.AppealDecided, new AppealDecided(appeal.Number, command.Outcome, command.Comment, new(actor.Id, actor.Name), at), at)
        {
            Decision = new(state.Number, state.Round, Stage: null, actor.Id, OnAppeal: true),
        };
    }

    private static bool IsDecided(CaseStatus status) => CaseTransitions.Allows(status, CaseAct.Appeals);

    /// <summary>Entered, corrected or decided it, or filed the appeal at the counter.</summary>
    private static bool TookPart(CaseState state, string person) =>
        state.EnteredBy.Contains(person)
        || Array.Exists(state.Decisions, decision => decision.By.Id == person)
        || Array.Exists(state.Appeals, appeal => appeal.By.Id == person)
        || Array.Exists(state.Stops, stop => stop.By.Id == person || stop.ReleasedBy?.Id == person);

    private static InputFault[] Faults(CaseState state, int[] lines)
    {
        var faults = new List<InputFault>();
        for (var i = 0; i < lines.Length; i++)
        {
            var rejected = Array.FindAll(state.Claims, claim => claim.Line == lines[i] && claim.Rejected is not null);
            var pointer = string.Create(CultureInfo.InvariantCulture, $"/lines/{i}");
            if (rejected.Length == 0) faults.Add(new(pointer, "unknown-value", "名册中没有这一行，或其补贴未被驳回。"));
            else if (Array.TrueForAll(rejected, claim => claim.Appeal is not null)) faults.Add(new(pointer, "out-of-range", "该行已经申诉过。"));
        }
        return [.. faults];
    }
}
