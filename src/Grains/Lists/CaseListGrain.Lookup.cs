using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Registries;
using Gongshu.Grains.Subjects;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Lists;

/// <summary>From an ID number to the worker's reference and name, for those who may ask.</summary>
public sealed partial class CaseListGrain
{
    // The newest cases name a person as they are called now; further back only when these do not.
    private const int CasesLookedAt = 20;

    /// <inheritdoc/>
    public async Task<WorkerView?> Lookup(string idNumber, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.Has(PersonReaders) || !ResidentId.TryParse(idNumber, clock.Today, out var id)) return null;
        var persons = await references.Current();
        var workerRef = persons.Of(pseudonyms.Worker(id));
        var name = await NameInCases(workerRef, persons, actor) ?? await NameInPlans(workerRef, actor) ?? await NameInPlans(pseudonyms.Worker(id), actor);
        await Audit(new AuditEntry("worker.lookedUp", actor.Id, clock.Now, workerRef, RegistryJson.Write(new LookedUp(name is not null))));
        return name is null ? null : new WorkerView(workerRef, id.Masked, name);
    }

    private async Task<string?> NameInCases(string workerRef, References persons, Actor actor)
    {
        var filter = new CaseFilter(Worker: SubjectId.Worker(workerRef), Token: pseudonyms.NameToken(workerRef));
        for (string? after = null; ;)
        {
            var page = await StorageFaults.Translate(() => ledger.ListCasesAsync(filter, new PageRequest(after, CasesLookedAt), CancellationToken.None));
            foreach (var row in page.Items)
            {
                var view = await GrainFactory.GetGrain<IApplicationGrain>(GrainKeys.Case(row.Case.Number)).Get(actor);
                if (view?.Lines?.FirstOrDefault(line => line.WorkerRef is { } named && persons.Of(named) == workerRef)?.Name is { } name) return name;
            }

            if (page.Next is null) return null;
            after = page.Next;
        }
    }

    private async Task<string?> NameInPlans(string workerRef, Actor actor)
    {
        foreach (var plan in await StorageFaults.Translate(() => ledger.Directory.PlansOfPersonAsync(workerRef, CancellationToken.None)))
        {
            var view = await GrainFactory.GetGrain<ITrainingPlanGrain>(GrainKeys.TrainingPlan(plan)).Get(actor);
            if (view?.Trainees.FirstOrDefault(trainee => trainee.WorkerRef == workerRef)?.Name is { } name) return name;
        }

        return null;
    }

    private sealed record LookedUp(bool Found);
}
