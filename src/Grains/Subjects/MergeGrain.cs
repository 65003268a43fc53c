using System.Security.Cryptography;
using System.Text.Json;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Registries;
using Gongshu.Grains.Storage;
using Gongshu.Grains.Submission;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Subjects;

/// <summary>Two references of one person: asked by a handler, done by a leader. The stream <c>merge-{workerRef}</c> has both steps.</summary>
public sealed class MergeGrain(SubmissionServices services, PersonReferences references, IPolicyClock clock) : Grain, IMergeGrain
{
    private const string Asked = "worker.mergeAsked", Merged = "worker.merged";
    private const int MostAttempts = 8;
    private static readonly TimeSpan SettleAtMost = TimeSpan.FromSeconds(10);

    private string WorkerRef => this.GetPrimaryKeyString()[GrainKeys.MergePrefix.Length..];

    private string Stream => $"merge-{WorkerRef}";

    /// <inheritdoc/>
    public async Task<Answer<MergeView>> Merge(MergeWorkers command)
    {
        ArgumentNullException.ThrowIfNull(command);
        try
        {
            for (var attempt = 1; attempt <= MostAttempts; attempt++)
            {
                if (await Replayed(command.Operation) is { } replay) return replay;
                if (await Refused(command) is { } refused) return refused;
                if (await Try(command) is { } answer) return answer;
            }
        }
        catch (LedgerUnavailableException fault)
        {
            throw new StorageUnavailableException(fault.Message);
        }
        throw new StorageConflictException("Others kept changing these references; nothing was written.");
    }

    /// <inheritdoc/>
    public async Task<Answer<MergeView>> Get()
    {
        var events = await StorageFaults.Translate(() => services.Ledger.LoadEventsAsync(Stream, 0, CancellationToken.None));
        if (Array.FindLast(events, happened => happened.Type == Asked) is not { } asked) return ProblemCode.NotFound;
        var isDone = events[^1].Type == Merged;
        var (step, last) = (StepOf(asked), StepOf(events[^1]));
        return Granted.Of(new MergeView(isDone ? MergeStatus.Done : MergeStatus.Asked, WorkerRef, step.Into, last.SharedKeys)
        {
            Reason = step.Reason,
            Document = step.Document,
            AskedBy = step.By,
            AskedAt = PolicyTime.Of(asked.At),
        });
    }

    private static Step StepOf(StoredEvent happened) => JsonSerializer.Deserialize<Step>(happened.Body, RegistryJson.Options)!;

    /// <summary>What does not depend on who asked before.</summary>
    private async Task<Refusal?> Refused(MergeWorkers command)
    {
        if (!command.Actor.Has(Roles.Handler | Roles.Leader)) return new() { Code = ProblemCode.Forbidden };
        if (command.Into == WorkerRef) return Refusal.Invalid(new InputFault("/into", "out-of-range", "不能并入自身。"));
        SubjectId[] both = [SubjectId.Worker(WorkerRef), SubjectId.Worker(command.Into)];
        var histories = await services.Ledger.LoadHistoriesAsync(both, CancellationToken.None);
        var known = new KnownPersons(services.Ledger, services.Pseudonyms);
        if (histories[0] is { Entries.Length: 0, MovedTo: null } && !await known.IsNamedAsync(WorkerRef)) return new() { Code = ProblemCode.NotFound };
        if (histories[1] is { Entries.Length: 0, MovedTo: null } && !await known.IsNamedAsync(command.Into))
            return Refusal.Invalid(new InputFault("/into", "unknown-value", "没有此人员。"));
        return Array.Exists(histories, history => history.MovedTo is not null)
            ? new() { Code = ProblemCode.IllegalTransition, Detail = "其中一个编号已经并入另一个编号。" }
            : null;
    }

    /// <returns>Null: somebody else wrote first, judge anew.</returns>
    private async Task<Answer<MergeView>?> Try(MergeWorkers command)
    {
        var actor = command.Actor;
        var events = await services.Ledger.LoadEventsAsync(Stream, 0, CancellationToken.None);
        var asked = events is [.., { Type: Asked } last] ? StepOf(last) : null;
        var isAsked = asked?.Into == command.Into;
        if (isAsked && actor.Has(Roles.Leader) && asked!.By.Id == actor.Id)
            return new Refusal { Code = ProblemCode.SeparationOfDuties, Detail = "提出合并的人不能批准合并。" };
        if (isAsked && actor.Has(Roles.Leader)) return await Write(command, events, MergeStatus.Done);
        if (!actor.Has(Roles.Handler)) return new Refusal { Code = ProblemCode.IllegalTransition, Detail = "合并须先由经办人提出。" };
        return isAsked ? Granted.Of(await View(command, MergeStatus.Asked)) : await Write(command, events, MergeStatus.Asked);
    }

    private async Task<Answer<MergeView>?> Write(MergeWorkers command, StoredEvent[] events, MergeStatus status)
    {
        var (actor, at) = (command.Actor, clock.Now);
        var (alias, into) = (SubjectId.Worker(WorkerRef), SubjectId.Worker(command.Into));
        var view = await View(command, status);
        var body = RegistryJson.Write(new Step(command.Into, command.Reason, command.Document, new(actor.Id, actor.Name), view.SharedKeys));
        var written = NewEvent.After(
            events is [.., var last] ? last.Hash : EventChain.Genesis, Stream, events.Length + 1, status == MergeStatus.Done ? Merged : Asked, actor.Id, at, body);
        // Without a client's key a made-up one still lets an unknown outcome be settled.
        var request = command.Operation?.Request ?? RandomNumberGenerator.GetBytes(32);
        var operation = new OperationWrite(
            new(command.Operation?.Hex ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))), Stream, written.Version, SHA256.HashData(request), request,
            RegistryJson.Write(view), at);
        var outcome = await services.Commits.CommitAsync(
            new LedgerCommand { Operation = operation, Events = [written], Merge = status == MergeStatus.Done ? new(alias, into, at) : null }, CancellationToken.None);
        if (outcome is Unknown)
            outcome = await services.Ledger.AbandonAsync(operation, SettleAtMost, CancellationToken.None) switch
            {
                DidHappen => new Committed(0),
                NeverHappened => throw new StorageUnavailableException("The commit did not happen."),
                _ => throw new OutcomeUnknownException("Whether the commit happened could not be learnt in time."),
            };
        if (outcome is not Committed) return null;
        if (status == MergeStatus.Done)
        {
            references.Forget();
            foreach (var subject in (SubjectId[])[alias, into]) await services.News.Forget(subject);
        }
        return Granted.Of(view);
    }

    private async Task<MergeView> View(MergeWorkers command, MergeStatus status) => new(
        status, WorkerRef, command.Into,
        await services.Ledger.SharedLiveKeysAsync(SubjectId.Worker(WorkerRef), SubjectId.Worker(command.Into), CancellationToken.None));

    private async Task<Answer<MergeView>?> Replayed(OperationKey? operation)
    {
        if (operation is null || await services.Ledger.FindOperationAsync(new(operation.Hex), CancellationToken.None) is not { Abandoned: false } record) return null;
        return record.RequestHash.AsSpan().SequenceEqual(SHA256.HashData(operation.Request))
            ? Granted.Of(JsonSerializer.Deserialize<MergeView>(record.Answer, RegistryJson.Options)!, replayed: true)
            : IdempotencyKeys.Reused(record.Request!, operation.Request);
    }

    private sealed record Step(string Into, string Reason, string Document, Officer By, string[] SharedKeys);
}
