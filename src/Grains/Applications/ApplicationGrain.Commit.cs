using System.Security.Cryptography;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Storage;
using Gongshu.Grains.Submission;
using Gongshu.Grains.Subjects;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Applications;

/// <summary>From a command to its answer: judge, commit once, tell the subjects; repeated when somebody else was first.</summary>
public sealed partial class ApplicationGrain
{
    private static readonly TimeSpan SettleAtMost = TimeSpan.FromSeconds(10);

    private Task<Answer<CaseView>> Run(OperationKey? operation, Actor actor, Func<CaseState, Deadlines, Judgement> judge) =>
        Run(operation, actor, (state, deadlines) => Task.FromResult(judge(state, deadlines)));

    private Task<Answer<CaseView>> Run(OperationKey? operation, Actor actor, Func<CaseState, Deadlines, Task<Judgement>> judge) => Guarded(async () =>
    {
        while (true)
        {
            if (await Seen(actor) is not { } state) return ProblemCode.NotFound;
            var deadlines = await DeadlinesOf(state);
            var judgement = await judge(state, deadlines);
            if (judgement.Refusal is { } refusal) return await Replayed(operation, actor) ?? refusal;
            // On a fault the holds stay until their deadline: the subjects then ask the ledger.
            var answer = await Commit(state, judgement.Step!, operation, actor, deadlines);
            if (judgement.Step!.Holds is { } holds) await holds.ReleaseAll();
            if (answer is not null) return answer;
        }
    });

    /// <summary>After any fault of storage the activation goes: what it remembers may no longer be true.</summary>
    private async Task<T> Guarded<T>(Func<Task<T>> turn)
    {
        try
        {
            return await turn();
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
    private async Task<Answer<CaseView>?> Commit(CaseState state, CaseStep step, OperationKey? operation, Actor actor, Deadlines deadlines)
    {
        var (command, next) = CaseCommand.Of(state, step, actor.Id, operation);
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
                await Tell(state, next);
                return Granted.Of(View(next, actor, deadlines), created: step.Fact is AppealFiled);
            case AlreadyCommitted already:
                return await Replay(already.Record, operation!, actor, deadlines);
            case DutiesNotSeparate:
                return new Refusal { Code = ProblemCode.SeparationOfDuties, Detail = "同一人不得办理同一案件的两个环节。" };
            case KeysTaken taken:
                return await Taken(state, next, taken, actor);
            case CertificatesTaken:
                return new Refusal { Code = ProblemCode.NotEligible, Detail = "证书编号已由他人使用。", Reasons = [CaseViews.CertificateOfAnotherWorker] };
            case StaleVersion:
                return null;
            case SubjectMoved:
                references.Forget();
                return null;
            default:
                throw new StorageConflictException($"A step of a case was answered with {outcome.GetType().Name}.");
        }
    }

    /// <summary>Keys that the case let go are claimed by another case: it keeps them, and this one stays as it is.</summary>
    private async Task<Refusal> Taken(CaseState before, CaseState next, KeysTaken taken, Actor actor)
    {
        foreach (var subject in taken.Conflicts.Select(conflict => conflict.Key.Subject).Distinct()) await services.News.Forget(subject);
        var rows = await services.Ledger.FindCasesAsync([.. taken.Conflicts.Select(conflict => conflict.Case).Distinct()], CancellationToken.None);
        return Duplicates.Refuse(Duplicates.Views(next.Claims.Where(claim => claim.Status != ClaimStatus.Released), taken.Conflicts, rows, before.Form.Applicant, actor));
    }

    private async Task Tell(CaseState before, CaseState next)
    {
        var persons = await references.Current();
        foreach (var subject in CaseCommand.Moves(before, next)) await services.News.Apply(persons.Of(subject.Key), [.. subject]);
        foreach (var subject in CaseCommand.Anew(before, next)) await services.News.Forget(persons.Of(subject));
    }

    /// <summary>Whether this very event was written; the record may be a twin's, which another silo ran.</summary>
    private async Task<bool> IsCommitted(CaseState next) =>
        await StorageFaults.AfterCommit(() => services.Ledger.LoadEventsAsync(next.Number.ToString(), next.Version - 1, CancellationToken.None))
            is [var written, ..]
        && written.Hash.AsSpan().SequenceEqual(next.HeadHash);

    private async Task<Answer<CaseView>?> Replayed(OperationKey? operation, Actor actor) =>
        operation is not null && await services.Ledger.FindOperationAsync(new(operation.Hex), CancellationToken.None) is { Abandoned: false } record
            ? await Replay(record, operation, actor, await DeadlinesOf(_state!)) : null;

    private async Task<Answer<CaseView>> Replay(OperationRecord record, OperationKey operation, Actor actor, Deadlines deadlines)
    {
        if (!record.RequestHash.AsSpan().SequenceEqual(SHA256.HashData(operation.Request)))
            return IdempotencyKeys.Reused(record.Request ?? "{}"u8.ToArray(), operation.Request);
        var events = await StorageFaults.AfterCommit(() => services.Ledger.LoadEventsAsync(record.Stream, 0, CancellationToken.None));
        var then = CaseState.Fold(null, events.Take(record.Version))!;
        return Granted.Of(View(then, actor, deadlines), created: events[record.Version - 1].Type == CaseEvents.Appealed, replayed: true);
    }

    /// <summary>The committed state as this caller may see it; a stranger's case answers like a missing one. What is due by the calendar is done first.</summary>
    private async Task<CaseState?> Seen(Actor actor)
    {
        while (true)
        {
            var stream = this.GetPrimaryKeyString()["app-".Length..];
            var since = await StorageFaults.Translate(() => services.Ledger.LoadEventsAsync(stream, _state?.Version ?? 0, CancellationToken.None));
            _state = CaseState.Fold(_state, since);
            if (_state is null)
            {
                DeactivateOnIdle();
                return null;
            }
            if (!_state.IsOverdueForCorrection(PolicyTime.DayOf(clock.Now))) return actor.MaySee(_state.Form.Applicant) ? _state : null;
            var at = clock.Now;
            await Commit(_state, new CaseStep(CaseEvents.Lapsed, new CaseLapsed(_state.DueOn!.Value, at), at), null, Actor.System, await DeadlinesOf(_state));
        }
    }
}
