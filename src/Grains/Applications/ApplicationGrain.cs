using System.Security.Cryptography;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Storage;
using Gongshu.Grains.Submission;
using Gongshu.Grains.Subjects;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>
/// One case's later life, one command at a time. The state is the fold of the ledger's events; each call first folds what came since (a settlement
/// writes many cases at once, behind their grains), so what is answered is what is committed.
/// </summary>
public sealed class ApplicationGrain(SubmissionServices services, PolicyBook policies, IPolicyClock clock) : Grain, IApplicationGrain
{
    private static readonly TimeSpan SettleAtMost = TimeSpan.FromSeconds(10);
    private CaseState? _state;

    /// <inheritdoc/>
    public async Task<CaseView?> Get(Actor actor) => await Seen(actor) is { } state ? CaseViews.Of(state, actor) : null;

    /// <inheritdoc/>
    public Task<Answer<CaseView>> Decide(DecideCase command) => Run(command.Operation, command.Actor, state =>
    {
        var (type, fact, refusal) = DecisionRules.Judge(state, command, policies.Get(state.Submitted.Policy), clock.Now);
        if (refusal is not null) return refusal;
        return new Step(type, fact!, fact!.At, new(state.Number, state.Round, command.Form.Stage, command.Actor.Id));
    });

    /// <inheritdoc/>
    public Task<Answer<CaseView>> Withdraw(WithdrawCase command) => Run(command.Operation, command.Actor, state =>
    {
        if (command.IfMatch is { } version && version != state.Version) return new Refusal { Code = ProblemCode.StaleVersion, Detail = "案件已被他人更新。" };
        if (!CaseTransitions.MayWithdraw(state.Status))
            return new Refusal { Code = ProblemCode.IllegalTransition, CaseStatus = state.Status, Detail = "审批通过后不得撤回。" };
        var at = clock.Now;
        return new Step(CaseEvents.Withdrawn, new CaseWithdrawn(command.Reason, new(command.Actor.Id, command.Actor.Name), at), at, null);
    });

    /// <inheritdoc/>
    public async Task<AuditEvent[]?> Audit(Actor actor)
    {
        if (await Seen(actor) is not { } state) return null;
        var events = await StorageFaults.Translate(() => services.Ledger.LoadEventsAsync(state.Number.ToString(), 0, CancellationToken.None));
        return Array.ConvertAll(events, AuditEvents.Of);
    }

    /// <summary>What a command would append.</summary>
    private sealed record Step(string Type, CaseEvent Fact, DateTimeOffset At, DecisionWrite? Decision);

    /// <summary>Either a step or a refusal.</summary>
    private sealed record Judgement(Step? Step, Refusal? Refusal)
    {
        public static implicit operator Judgement(Step step) => new(step, null);
        public static implicit operator Judgement(Refusal refusal) => new(null, refusal);
    }

    private async Task<Answer<CaseView>> Run(OperationKey? operation, Actor actor, Func<CaseState, Judgement> judge)
    {
        try
        {
            while (true)
            {
                if (await Seen(actor) is not { } state) return ProblemCode.NotFound;
                var judgement = judge(state);
                if (judgement.Refusal is { } refusal) return await Replayed(operation, actor) ?? refusal;
                if (await Commit(state, judgement.Step!, operation, actor) is { } answer) return answer;
            }
        }
        catch (Exception fault) when (fault is LedgerUnavailableException or OutcomeUnknownException or StorageUnavailableException)
        {
            _state = null;
            DeactivateOnIdle();
            if (fault is LedgerUnavailableException) throw new StorageUnavailableException(fault.Message);
            throw;
        }
    }

    /// <returns>Null: somebody else wrote first, judge anew.</returns>
    private async Task<Answer<CaseView>?> Commit(CaseState state, Step step, OperationKey? operation, Actor actor)
    {
        var (command, next) = CaseCommand.Of(state, step.Type, step.Fact, actor, step.At, operation, step.Decision);
        var outcome = await services.Commits.CommitAsync(command, CancellationToken.None);
        if (outcome is Unknown)
            outcome = await services.Ledger.AbandonAsync(command.Operation!, SettleAtMost, CancellationToken.None) switch
            {
                DidHappen happened => await IsCommitted(next) ? new Committed(0) : new AlreadyCommitted(happened.Record),
                NeverHappened => throw new StorageUnavailableException("The commit did not happen."),
                _ => throw new OutcomeUnknownException("Whether the commit happened could not be learnt in time."),
            };
        switch (outcome)
        {
            case Committed:
                _state = next;
                foreach (var subject in CaseCommand.Moves(state, next)) await Of(subject.Key).Apply([.. subject]);
                return Granted.Of(CaseViews.Of(next, actor));
            case AlreadyCommitted already:
                return await Replay(already.Record, operation!, actor);
            case DutiesNotSeparate:
                return new Refusal { Code = ProblemCode.SeparationOfDuties, Detail = "同一人不得办理同一案件的两个环节。" };
            case StaleVersion:
                return null;
            default:
                throw new StorageConflictException($"A step of a case was answered with {outcome.GetType().Name}.");
        }
    }

    /// <summary>Whether this very event was written; the record may be a twin's, which another silo ran.</summary>
    private async Task<bool> IsCommitted(CaseState next) =>
        await StorageFaults.AfterCommit(() => services.Ledger.LoadEventsAsync(next.Number.ToString(), next.Version - 1, CancellationToken.None))
            is [var written, ..]
        && written.Hash.AsSpan().SequenceEqual(next.HeadHash);

    private async Task<Answer<CaseView>?> Replayed(OperationKey? operation, Actor actor) =>
        operation is not null && await services.Ledger.FindOperationAsync(new(operation.Hex), CancellationToken.None) is { Abandoned: false } record
            ? await Replay(record, operation, actor) : null;

    private async Task<Answer<CaseView>> Replay(OperationRecord record, OperationKey operation, Actor actor)
    {
        if (!record.RequestHash.AsSpan().SequenceEqual(SHA256.HashData(operation.Request)))
            return IdempotencyKeys.Reused(record.Request ?? "{}"u8.ToArray(), operation.Request);
        var events = await StorageFaults.AfterCommit(() => services.Ledger.LoadEventsAsync(record.Stream, 0, CancellationToken.None));
        return Granted.Of(CaseViews.Of(CaseState.Fold(null, events.Take(record.Version))!, actor), replayed: true);
    }

    /// <summary>The committed state as this caller may see it; a stranger's case answers like a missing one.</summary>
    private async Task<CaseState?> Seen(Actor actor)
    {
        var stream = this.GetPrimaryKeyString()["app-".Length..];
        var since = await StorageFaults.Translate(() => services.Ledger.LoadEventsAsync(stream, _state?.Version ?? 0, CancellationToken.None));
        _state = CaseState.Fold(_state, since);
        if (_state is null) DeactivateOnIdle();
        return _state is not null && actor.MaySee(_state.Submitted.Form.Applicant) ? _state : null;
    }

    private IClaimSubject Of(SubjectId subject) => SubjectGrains.Of(GrainFactory, subject);
}
