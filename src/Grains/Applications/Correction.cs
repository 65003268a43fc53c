using System.Globalization;
using System.Security.Cryptography;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Submission;
using Gongshu.Grains.Subjects;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>
/// 补正: the corrected form is judged like a submission, by the day and the policy of the first one, and held for what it claims anew. What stays as it
/// was keeps its claims; all else is released and claimed in one transaction.
/// </summary>
internal sealed class Correction(IGrainFactory grains, SubmissionServices services, FactGathering facts, References persons)
{
    public async Task<Judgement> Judge(CaseState state, ResubmitCase command, Deadlines deadlines)
    {
        if (May(state, command) is { } refusal) return refusal;
        var prepared = await facts.Prepare(command.Form, command.Actor, command.ReceivedAt, state);
        if (Shape(state, prepared) is { } invalid) return invalid;
        if (!await IsWindowOpen(state, command.ReceivedAt) && Added(state, prepared) is { } added) return added;
        if (Refusals.First(prepared) is { } refused) return await Complete(state, prepared, refused);
        var left = new HashSet<(int, Benefit)>();
        while (true)
        {
            var holds = new Holds(grains, services, HolderOf(state), prepared.Keys, state.Number);
            var conflicts = await holds.Take();
            if (conflicts is null) return Refusals.Busy;
            if (conflicts.Length == 0) return Step(state, command, prepared, deadlines) with { Holds = holds };
            var taken = Array.ConvertAll(conflicts, c => new TakenKey(new(c.Subject, c.Claim.Key), c.Claim.Case, c.Claim.Applicant, c.Claim.SubmittedAt));
            if (!command.Form.AcceptPartial) return await Duplicate(prepared, taken);
            left.UnionWith(Duplicates.Benefits(prepared, taken.Select(t => t.Key)));
            var partial = prepared.WithoutDuplicates(left);
            if (!partial.Eligible.Any()) return await Duplicate(prepared, taken);
            prepared = partial;
        }
    }

    private static Refusal? May(CaseState state, ResubmitCase command)
    {
        var actor = command.Actor;
        if (!actor.Has(Roles.Handler) && !actor.Owns(state.Form.Applicant)) return new() { Code = ProblemCode.Forbidden };
        if (Stale.Unless(command.IfMatch, state) is { } stale) return stale;
        if (!CaseTransitions.Allows(state.Status, CaseAct.Resubmits))
            return new() { Code = ProblemCode.IllegalTransition, CaseStatus = state.Status, Detail = "只有退回补正的案件可以重新提交。" };
        return actor.IsStaff && Array.Exists(state.Decisions, decision => decision.By.Id == actor.Id)
            ? new() { Code = ProblemCode.SeparationOfDuties, Detail = "审核过该案件的人不能录入补正。" }
            : null;
    }

    /// <summary>The case stays what it is: the applicant, the programme and the day on which the paper came do not change.</summary>
    private static Refusal? Shape(CaseState state, PreparedApplication prepared)
    {
        var faults = new List<InputFault>();
        if (prepared.Form.Programme != state.Form.Programme) faults.Add(new("/programme", "unknown-value", "补正不得变更举措。"));
        if (prepared.Form.Applicant != state.Form.Applicant) faults.Add(new("/applicant", "unknown-value", "补正不得变更申请单位。"));
        if (prepared.Form.ReceivedOnPaper is { } paper && paper != state.Submitted.Form.ReceivedOnPaper)
            faults.Add(new("/receivedOnPaper", "out-of-range", "首次收件日期不得变更。"));
        // The paper's day was judged when it was entered.
        return faults.Count > 0 ? Refusal.Invalid([.. faults]) : InputFaults.Of(prepared with { Form = prepared.Form with { ReceivedOnPaper = null } });
    }

    private async Task<bool> IsWindowOpen(CaseState state, DateTimeOffset at) =>
        (await grains.GetGrain<IIntakeGrain>(GrainKeys.Intake).At(at)).Open?.Window == state.Submitted.Window;

    private Refusal? Added(CaseState state, PreparedApplication prepared)
    {
        var named = state.Workers.Select(persons.Of).ToHashSet();
        var faults = Enumerable.Range(0, prepared.People.Length).Where(i => !named.Contains(prepared.People[i].WorkerRef))
            .Select(i => new InputFault(string.Create(CultureInfo.InvariantCulture, $"/lines/{i}/worker/idNumber"), "out-of-range", "受理期已结束，不得增加人员。")).ToArray();
        return faults.Length == 0 ? null : new() { Code = ProblemCode.LineAddedAfterWindow, Detail = "受理期结束后只能更正或减少名册行。", Errors = faults };
    }

    /// <summary>A certificate of another worker is a reason too, unless this very case gave it to that worker.</summary>
    private async Task<Refusal> Complete(CaseState state, PreparedApplication prepared, Refusal refusal)
    {
        if (refusal.Code is not (ProblemCode.NotEligible or ProblemCode.AmountMismatch)) return refusal;
        var own = state.Lines.Where(line => line.Certificate is not null).Select(line => line.Certificate!).ToHashSet();
        var certificates = prepared.Facts.Lines.Where(line => line.Certificate is not null).Select(line => line.Certificate!.Number).Distinct().Where(number => !own.Contains(number)).ToArray();
        if (certificates.Length == 0) return refusal;
        return Refusals.First(prepared.WithOwners(await services.Ledger.LoadCertificateOwnersAsync(certificates, CancellationToken.None)))!;
    }

    private static string HolderOf(CaseState state) => $"{state.Number}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";

    private async Task<Refusal> Duplicate(PreparedApplication prepared, TakenKey[] taken)
    {
        var rows = await services.Ledger.FindCasesAsync([.. taken.Select(t => t.Case).Distinct()], CancellationToken.None);
        return Duplicates.Refuse(await Duplicates.Views(services.Ledger, prepared, taken, rows));
    }

    private CaseStep Step(CaseState state, ResubmitCase command, PreparedApplication prepared, Deadlines deadlines)
    {
        var actor = command.Actor;
        var lines = SubmissionCommand.Lines(prepared);
        var kept = state.KeptBy(prepared.Form, lines);
        var fact = new CaseResubmitted
        {
            Form = prepared.Form,
            ApplicantName = prepared.Applicant!.Name,
            Lines = lines,
            By = new(actor.Id, actor.Name),
            AtCounter = actor.IsStaff,
            At = command.ReceivedAt,
            DueOn = deadlines.OfStage(command.ReceivedAt),
            Registers = StoredRegisters.Of(prepared.Facts),
        };
        return new CaseStep(CaseEvents.Resubmitted, fact, command.ReceivedAt)
        {
            Decision = actor.IsStaff ? new(state.Number, 0, null, actor.Id) : null,
            NewClaims = [.. SubmissionCommand.Claims(prepared, state.Number).Where(claim => !kept.Contains((claim.Line, claim.Benefit)))],
            PersonTokens = SubmissionCommand.Tokens(prepared, state.Number, services.Pseudonyms),
            Traces = SubmissionCommand.Traces(prepared, state.Number, services.Pseudonyms),
        };
    }
}
