using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Subjects;
using Gongshu.Ledger;
using Gongshu.Policy;
using Orleans.Concurrency;

namespace Gongshu.Grains.Submission;

/// <summary>
/// One of 64 places of its silo where submissions run that came in there (docs/decisions/0082-submissions-run-where-they-come-in.md): twins under one
/// <c>Idempotency-Key</c> meet here, and those that came in elsewhere at their subjects. It holds no claim state, so it may be reentrant: many submissions wait
/// here for subjects and for the ledger at once.
/// </summary>
[Reentrant, StatelessWorker(1)]
public sealed class SubmissionGrain(FactGathering facts, SubmissionServices services, PersonReferences references) : Grain, ISubmissionGrain
{
    // One merge is rare; that each attempt meets another one is not to be expected.
    private const int MostAttempts = 4;

    private readonly HashSet<string> _running = [];

    /// <inheritdoc/>
    public async Task<Answer<CaseView>> Submit(SubmitApplication command)
    {
        if (!_running.Add(command.Operation.Hex))
            return new Refusal { Code = ProblemCode.RequestInProgress, Detail = "同一请求正在处理。", RetryAfterSeconds = 1 };
        try
        {
            return await Attempt(command);
        }
        catch (LedgerUnavailableException fault)
        {
            throw new StorageUnavailableException(fault.Message);
        }
        finally
        {
            _running.Remove(command.Operation.Hex);
        }
    }

    private async Task<Answer<CaseView>> Attempt(SubmitApplication command)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var prepared = await facts.Prepare(command.Form, command.Actor, command.ReceivedAt);
                return await new SubmissionAttempt(GrainFactory, services, command, prepared).Run();
            }
            catch (PersonsMovedException) when (attempt < MostAttempts)
            {
                references.Forget();
            }
        }
    }

    /// <inheritdoc/>
    public async Task<Answer<PrecheckView>> Precheck(ApplicationForm form, Actor actor, DateTimeOffset receivedAt)
    {
        try
        {
            var prepared = await facts.Prepare(form, actor, receivedAt);
            return InputFaults.Of(prepared) is { } invalid ? invalid : Granted.Of(await new Precheck(services).Run(prepared));
        }
        catch (LedgerUnavailableException fault)
        {
            throw new StorageUnavailableException(fault.Message);
        }
    }
}

/// <summary>What submissions need beside the registries.</summary>
/// <param name="Refusals">Looks up what a refusal has to know, together with the others that are refused just now.</param>
/// <param name="Histories">Loads the histories of cold subjects, together with those that other submissions ask for just now.</param>
/// <param name="Slots">The subjects that this silo answers for.</param>
/// <param name="Desks">Where the subjects of other silos are asked.</param>
public sealed record SubmissionServices(
    ILedger Ledger, CommitQueue Commits, RefusalQueue Refusals, HistoryQueue Histories, Pseudonymiser Pseudonyms, TimeProvider MachineTime, SubjectSlots Slots, SubjectDesks Desks, SubjectNews News, Guards Guards);
