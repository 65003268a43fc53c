using System.Globalization;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>追回: what was paid and should not have been is recorded as clawed back, and what came back of it. Finance only; nothing is edited.</summary>
internal static class ClawbackRules
{
    public static Judgement ClawBack(CaseState state, ClawBackPayment command, DateTimeOffset at)
    {
        var actor = command.Actor;
        if (!actor.Has(Roles.Finance)) return ProblemCode.Forbidden;
        if (Stale.Unless(command.IfMatch, state) is { } stale) return stale;
        var hit = Array.ConvertAll(command.Lines, line => Array.FindAll(state.Claims, claim => claim.Line == line.Line && (line.Benefit ?? claim.Benefit) == claim.Benefit));
        var paid = Array.ConvertAll(hit, claims => Array.Exists(claims, claim => claim.Status == ClaimStatus.Paid));
        if (hit.Length > 0 && hit.Zip(paid).Any(pair => !pair.Second && Array.Exists(pair.First, claim => claim.Status == ClaimStatus.ClawedBack)))
            return new Refusal { Code = ProblemCode.AlreadyClawedBack, CaseStatus = state.Status, Detail = "该项补贴已经追回。" };
        if (!CaseTransitions.Allows(state.Status, CaseAct.ClawsBack) || !Array.Exists(state.Claims, claim => claim.Status == ClaimStatus.Paid))
            return new Refusal { Code = ProblemCode.IllegalTransition, CaseStatus = state.Status, Detail = "只能追回已拨付的补贴。" };
        var faults = Enumerable.Range(0, paid.Length).Where(i => !paid[i])
            .Select(i => new InputFault(string.Create(CultureInfo.InvariantCulture, $"/lines/{i}"), "unknown-value", "名册中没有这一行，或其补贴未拨付。")).ToArray();
        if (faults.Length > 0) return Refusal.Invalid(faults);
        return new CaseStep(
            CaseEvents.ClawedBack, new CaseClawedBack([.. command.Lines.Distinct()], command.Reason, command.Release, new(actor.Id, actor.Name), at), at);
    }

    public static Judgement Repay(CaseState state, RecordRepayment command, DateTimeOffset at)
    {
        var actor = command.Actor;
        if (!actor.Has(Roles.Finance)) return ProblemCode.Forbidden;
        if (Stale.Unless(command.IfMatch, state) is { } stale) return stale;
        var money = state.Money;
        if (!CaseTransitions.Allows(state.Status, CaseAct.RecordsRepayment) || money.ClawedBack == Money.Zero)
            return new Refusal { Code = ProblemCode.IllegalTransition, CaseStatus = state.Status, Detail = "该案件没有追回款项。" };
        var faults = new List<InputFault>();
        if (command.Amount > money.ClawedBack - money.Repaid) faults.Add(new("/amount", "out-of-range", "超过尚未退回的金额。"));
        if (command.PaidOn > PolicyTime.DayOf(at)) faults.Add(new("/paidOn", "out-of-range", "退款日期不得晚于今天。"));
        if (faults.Count > 0) return Refusal.Invalid([.. faults]);
        return new CaseStep(
            CaseEvents.Repaid, new RepaymentRecorded(command.Amount, command.PaidOn, command.Reference, new(actor.Id, actor.Name), at), at);
    }
}
