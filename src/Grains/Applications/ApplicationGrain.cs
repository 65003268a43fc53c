using Gongshu.Grains.Desk;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Storage;
using Gongshu.Grains.Submission;
using Gongshu.Grains.Subjects;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>
/// One case's later life, one command at a time. The state is the fold of the ledger's events; each call first folds what came since (a settlement
/// writes many cases at once, behind their grains), so what is answered is what is committed. How a step is committed: <c>ApplicationGrain.Commit.cs</c>.
/// </summary>
public sealed partial class ApplicationGrain(SubmissionServices services, FactGathering facts, WorkingDays workingDays, PolicyBook policies, IPolicyClock clock, PersonReferences references)
    : Grain, IApplicationGrain
{
    private CaseState? _state;

    /// <inheritdoc/>
    public async Task<CaseView?> Get(Actor actor) => await Seen(actor) is { } state ? View(state, actor, await DeadlinesOf(state)) : null;

    /// <inheritdoc/>
    public Task<Answer<CaseView>> Decide(DecideCase command) => Run(command.Operation, command.Actor, (state, deadlines) =>
        DecisionRules.Judge(state, command, policies.Get(state.Submitted.Policy), deadlines, clock.Now));

    /// <inheritdoc/>
    public Task<Answer<CaseView>> Reverse(ReverseDecision command) => Run(command.Operation, command.Actor, (state, deadlines) =>
        ReversalRules.Judge(state, command, deadlines, clock.Now));

    /// <inheritdoc/>
    public Task<Answer<CaseView>> Assign(AssignCase command) => Run(command.Operation, command.Actor, (state, _) =>
        AssignmentRules.Assign(state, command, clock.Now));

    /// <inheritdoc/>
    public Task<Answer<CaseView>> Withdraw(WithdrawCase command) => Run(command.Operation, command.Actor, (state, _) =>
    {
        if (!command.Actor.Has(Roles.Handler) && !command.Actor.Owns(state.Form.Applicant)) return ProblemCode.Forbidden;
        if (Stale.Unless(command.IfMatch, state) is { } stale) return stale;
        if (!CaseTransitions.Allows(state.Status, CaseAct.Withdraws))
            return new Refusal { Code = ProblemCode.IllegalTransition, CaseStatus = state.Status, Detail = "审批通过或已办结后不得撤回。" };
        var at = clock.Now;
        return new CaseStep(CaseEvents.Withdrawn, new CaseWithdrawn(command.Reason, new(command.Actor.Id, command.Actor.Name), at), at);
    });

    /// <inheritdoc/>
    public Task<Answer<CaseView>> FileAppeal(FileAppeal command) => Run(command.Operation, command.Actor, (state, deadlines) =>
        AppealRules.File(state, command, deadlines, clock.Now));

    /// <inheritdoc/>
    public Task<Answer<CaseView>> DecideAppeal(DecideAppeal command) => Run(command.Operation, command.Actor, (state, _) =>
        AppealRules.Decide(state, command, clock.Now));

    /// <inheritdoc/>
    public Task<Answer<CaseView>> Stop(StopPayment command) => Run(command.Operation, command.Actor, async (state, _) =>
        StopRules.Stop(state, command, await BatchWith(state, command.Lines), clock.Now));

    /// <inheritdoc/>
    public Task<Answer<CaseView>> ReleaseStop(ReleaseStop command) => Run(command.Operation, command.Actor, (state, _) =>
        StopRules.Release(state, command, clock.Now));

    /// <inheritdoc/>
    public Task<Answer<CaseView>> ClawBack(ClawBackPayment command) => Run(command.Operation, command.Actor, (state, _) =>
        ClawbackRules.ClawBack(state, command, clock.Now));

    /// <inheritdoc/>
    public Task<Answer<CaseView>> RecordRepayment(RecordRepayment command) => Run(command.Operation, command.Actor, (state, _) =>
        ClawbackRules.Repay(state, command, clock.Now));

    /// <inheritdoc/>
    public Task<Answer<CaseView>> Resubmit(ResubmitCase command) => Run(command.Operation, command.Actor, async (state, deadlines) =>
        await new Correction(GrainFactory, services, facts, await references.Current()).Judge(state, command, deadlines));

    /// <inheritdoc/>
    public Task Attend() => Guarded(async () =>
    {
        await Seen(Actor.System);
        return true;
    });

    /// <inheritdoc/>
    public async Task<AuditEvent[]?> Audit(Actor actor)
    {
        if (await Seen(actor) is not { } state) return null;
        string[] both = [state.Number.ToString(), DueLog.StreamOf(state.Number)];
        var streams = await StorageFaults.Translate(() => services.Ledger.LoadStreamsAsync(both, CancellationToken.None));
        return [.. streams.Values.SelectMany(events => events).OrderBy(stored => stored.Sequence).Select(AuditEvents.Of)];
    }

    private static CaseView View(CaseState state, Actor actor, Deadlines deadlines) => CaseViews.Of(state, actor, AppealRules.Until(state, deadlines));

    private async Task<Deadlines> DeadlinesOf(CaseState state) => new(await workingDays.Current(), policies.Get(state.Submitted.Policy).Administrative);

    /// <summary>The batch in which lines of the case are scheduled, with the head of its stream; null: in none.</summary>
    private async Task<(BatchRow, StoredEvent)?> BatchWith(CaseState state, int[] lines)
    {
        if (StopRules.BatchesOf(state, lines) is not [var batchId, ..]) return null;
        var row = await services.Ledger.FindBatchAsync(batchId, CancellationToken.None) ?? throw new InvalidOperationException($"{batchId} is not in the ledger.");
        var events = await services.Ledger.LoadEventsAsync(batchId, row.Version - 1, CancellationToken.None);
        // What somebody wrote in between is a stale version at the commit, and judged anew.
        return (row, events[0]);
    }
}
