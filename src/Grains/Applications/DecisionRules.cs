using System.Globalization;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>What an officer may decide: a pure function of the case, the form and the person. Order as in the contract.</summary>
internal static class DecisionRules
{
    /// <summary>What a handler's pass states, section 五.</summary>
    private const string Truth = "材料真实、条件符合、人岗相适";

    /// <summary>The event to append, or why not.</summary>
    public static Judgement Judge(CaseState state, DecideCase command, SubsidyPolicy policy, Deadlines deadlines, DateTimeOffset at)
    {
        var form = command.Form;
        if (Refuse(state, command, policy) is { } refusal) return refusal;
        var outcome = form.Outcome == DecisionOutcome.Pass && LeavesNothing(state, form) ? DecisionOutcome.Reject : form.Outcome;
        var type = outcome switch
        {
            DecisionOutcome.Reject => CaseEvents.Rejected,
            DecisionOutcome.Return => CaseEvents.Returned,
            _ => form.Stage == Stage.Leader ? CaseEvents.Approved : CaseEvents.Decided,
        };
        var fact = new DecisionMade
        {
            Stage = form.Stage,
            Round = state.Round,
            Outcome = outcome,
            Comment = form.Comment,
            By = new(command.Actor.Id, command.Actor.Name),
            At = at,
            Lines = form.Lines,
            PapersSeen = [.. form.PapersSeen.Distinct().Order()],
            Statement = form.Stage == Stage.Handler && outcome == DecisionOutcome.Pass ? Truth : null,
            DueOn = outcome switch
            {
                DecisionOutcome.Return => deadlines.OfCorrection(at),
                DecisionOutcome.Pass when form.Stage != Stage.Leader => deadlines.OfStage(at),
                _ => null,
            },
        };
        return new CaseStep(type, fact, at) { Decision = new(state.Number, state.Round, form.Stage, command.Actor.Id) };
    }

    private static Refusal? Refuse(CaseState state, DecideCase command, SubsidyPolicy policy)
    {
        var form = command.Form;
        if (!command.Actor.Has(RoleOf(form.Stage))) return new() { Code = ProblemCode.Forbidden };
        if (command.IfMatch != state.Version) return new() { Code = ProblemCode.StaleVersion, Detail = "案件已被他人更新。" };
        if (state.Status != CaseTransitions.Before(form.Stage))
            return new() { Code = ProblemCode.IllegalTransition, CaseStatus = state.Status, Detail = "案件不在该环节。" };
        if (TookAnotherPart(state, command.Actor.Id, form.Stage))
            return new() { Code = ProblemCode.SeparationOfDuties, Detail = "同一人不得办理同一案件的两个环节，录入人不得参与审核。" };
        var faults = Faults(state, form);
        if (faults.Length > 0) return Refusal.Invalid(faults);
        return form.Outcome == DecisionOutcome.Pass && !LeavesNothing(state, form) ? Papers(state, form, policy) : null;
    }

    /// <summary>The role that decides at a stage.</summary>
    public static Roles RoleOf(Stage stage) => stage switch
    {
        Stage.Handler => Roles.Handler,
        Stage.Approver => Roles.Approver,
        Stage.Leader => Roles.Leader,
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    /// <summary>One person takes one stage of a case for good, and who entered it at the counter takes none.</summary>
    private static bool TookAnotherPart(CaseState state, string person, Stage stage) =>
        state.EnteredBy.Contains(person)
        || Array.Exists(state.Decisions, decision => decision.By.Id == person && decision.Stage != stage)
        || Array.Exists(state.Appeals, appeal => appeal.DecidedBy?.Id == person);

    private static InputFault[] Faults(CaseState state, DecisionForm form)
    {
        var faults = new List<InputFault>();
        var refuses = form.Outcome != DecisionOutcome.Pass || LeavesNothing(state, form);
        if (refuses && string.IsNullOrWhiteSpace(form.Comment)) faults.Add(new("/comment", "required", "退回或不予通过须说明理由。"));
        if (form.Outcome != DecisionOutcome.Pass && form.Lines.Length > 0 && form.Outcome == DecisionOutcome.Reject)
            faults.Add(new("/lines", "out-of-range", "整件不予通过时不另列名册行。"));
        for (var i = 0; i < form.Lines.Length; i++)
        {
            var line = form.Lines[i];
            if (!Array.Exists(state.Claims, claim => claim.Status == ClaimStatus.Held && Covers(line, claim)))
                faults.Add(new(string.Create(CultureInfo.InvariantCulture, $"/lines/{i}/line"), "unknown-value", "名册中没有这一行，或其补贴已不在申领中。"));
        }
        return [.. faults];
    }

    private static bool Covers(LineDecision line, CaseClaim claim) => line.Line == claim.Line && (line.Benefit is null || line.Benefit == claim.Benefit);

    /// <summary>A pass that rejects every line is a reject.</summary>
    private static bool LeavesNothing(CaseState state, DecisionForm form) =>
        form.Lines.Length > 0 && state.Claims.Where(c => c.Status == ClaimStatus.Held).All(claim => Array.Exists(form.Lines, line => Covers(line, claim)));

    /// <summary>Papers handed in must have been seen by the handler's pass; Annex 1 with its seals by the leader's.</summary>
    private static Refusal? Papers(CaseState state, DecisionForm form, SubsidyPolicy policy)
    {
        var seen = state.PapersSeen.Union(form.PapersSeen).ToHashSet();
        if (!policy.TryGet(state.Form.Programme, out var terms)) throw new InvalidOperationException("The case's programme is not in its policy.");
        var given = state.Form.Documents;
        var unseen = terms.Documents.Where(d => d.At == DocumentDue.Submission && !seen.Contains(d.Kind)
            && !Array.Exists(given, g => g.Kind == d.Kind && g.Attachment is not null));
        var missing = unseen.Select(d => new MissingPaper(d.Kind, d.Citation.Clause)).ToArray();
        if (missing.Length > 0) return new() { Code = ProblemCode.PapersNotConfirmed, Detail = "窗口收取的纸质材料尚未核对。", Missing = missing };
        if (form.Stage != Stage.Leader) return null;
        var late = terms.Documents.Where(d => d.At != DocumentDue.Submission && !seen.Contains(d.Kind)
            && !Array.Exists(given, g => g.Kind == d.Kind && g.Attachment is not null)).ToArray();
        if (late.Length == 0) return null;
        var onPaper = late.All(d => Array.Exists(given, g => g.Kind == d.Kind));
        return new()
        {
            Code = onPaper ? ProblemCode.PapersNotConfirmed : ProblemCode.IncompleteDocuments,
            Detail = "负责人签批前须有加盖公章的申拨审批表（附件1）。",
            Missing = Array.ConvertAll(late, d => new MissingPaper(d.Kind, d.Citation.Clause)),
        };
    }
}
