using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Registries;
using Gongshu.Grains.Subjects;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Lists;

/// <summary>Numbers and names in full, for who gives a reason; each reading is an audit event before it is an answer.</summary>
public sealed partial class CaseListGrain
{
    /// <inheritdoc/>
    public async Task<Answer<UnmaskedView>> Unmask(UnmaskWorker command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!command.Actor.Has(PersonReaders)) return ProblemCode.Forbidden;
        if (string.IsNullOrWhiteSpace(command.Reason)) return Refusal.Invalid(new InputFault("/reason", "required", "须说明查看理由。"));
        var persons = await references.Current();
        var (isKnown, person) = await NewestOf(persons.Of(command.WorkerRef), persons);
        if (!isKnown) return ProblemCode.NotFound;

        await Audit(new AuditEntry(
            "worker.unmasked", command.Actor.Id, clock.Now, command.WorkerRef, RegistryJson.Write(new UnmaskedFor(command.Fields, command.Reason))));
        return Granted.Of(new UnmaskedView(
            command.WorkerRef, Asked(PersonField.IdNumber, person?.IdNumber), Asked(PersonField.Phone, person?.Phone), Asked(PersonField.Name, person?.Name)));

        string? Asked(PersonField field, string? value) => command.Fields.Contains(field) ? value : null;
    }

    /// <summary>The person as the newest case names them, or a training plan when no case does. Known without a person: a correction took the line out.</summary>
    private async Task<(bool IsKnown, Person? Person)> NewestOf(string workerRef, References persons)
    {
        var isKnown = false;
        var filter = new CaseFilter(Worker: SubjectId.Worker(workerRef), Token: pseudonyms.NameToken(workerRef));
        for (string? after = null; ;)
        {
            var page = await StorageFaults.Translate(() => ledger.ListCasesAsync(filter, new PageRequest(after, CasesLookedAt), CancellationToken.None));
            isKnown |= page.Items.Length > 0;
            var streams = await StorageFaults.Translate(() =>
                ledger.LoadStreamsAsync([.. page.Items.Select(row => row.Case.Number.ToString())], CancellationToken.None));
            foreach (var row in page.Items)
            {
                if (CaseState.Fold(null, streams[row.Case.Number.ToString()]) is { } state && NamedIn(state, workerRef, persons) is { } person) return (true, person);
            }

            after = page.Next;
            if (after is null) break;
        }

        foreach (var plan in await StorageFaults.Translate(() => ledger.Directory.PlansOfPersonAsync(workerRef, CancellationToken.None)))
        {
            if (await GrainFactory.GetGrain<ITrainingPlanGrain>(GrainKeys.TrainingPlan(plan)).Trainee(workerRef) is { } trainee)
                return (true, new Person(trainee.Name, trainee.IdNumber, null, false));
        }

        return (isKnown, null);
    }

    private static Person? NamedIn(CaseState state, string workerRef, References persons)
    {
        var named = Array.Find(state.Lines, line => line.WorkerRef is { } reference && persons.Of(reference) == workerRef);
        // By its number: lines that name nobody may be missing from the form.
        return named is null ? null : Array.Find(state.Form.Lines, line => line.Line == named.Line)?.Worker;
    }

    private sealed record UnmaskedFor(PersonField[] Fields, string Reason);
}
