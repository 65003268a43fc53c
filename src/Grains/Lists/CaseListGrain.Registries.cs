using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;

namespace Gongshu.Grains.Lists;

/// <summary>The registries: the directory says which, newest registered first, and each owner shows itself. An id whose first change has not come into force is left out.</summary>
public sealed partial class CaseListGrain
{
    /// <inheritdoc/>
    public Task<Answer<PageOf<EnterpriseView>>> Enterprises(RegistryQuery query, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(actor);
        return ListPages.TryNarrow(actor, query.Owner, out var owner)
            ? Registered(DirectoryKind.Enterprise, owner, query, id => GrainFactory.GetGrain<IEnterpriseGrain>(GrainKeys.Enterprise(id)).Get(actor))
            : Task.FromResult(ListPages.Nothing<EnterpriseView>());
    }

    /// <inheritdoc/>
    public Task<Answer<PageOf<TrainingPlanView>>> TrainingPlans(RegistryQuery query, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(actor);
        return ListPages.TryNarrow(actor, query.Owner, out var owner)
            ? Registered(DirectoryKind.TrainingPlan, owner, query, id => GrainFactory.GetGrain<ITrainingPlanGrain>(GrainKeys.TrainingPlan(id)).Get(actor))
            : Task.FromResult(ListPages.Nothing<TrainingPlanView>());
    }

    /// <inheritdoc/>
    public Task<Answer<PageOf<MasterStudioView>>> MasterStudios(RegistryQuery query, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Registered(DirectoryKind.MasterStudio, query.Owner, query, id => GrainFactory.GetGrain<IMasterStudioGrain>(GrainKeys.MasterStudio(id)).Get());
    }

    /// <inheritdoc/>
    public Task<Answer<PageOf<CompetitionView>>> Competitions(RegistryQuery query, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Registered(DirectoryKind.Competition, query.Owner, query, id => GrainFactory.GetGrain<ICompetitionGrain>(GrainKeys.Competition(id)).Get());
    }

    private Task<Answer<PageOf<TView>>> Registered<TView>(DirectoryKind kind, string? owner, RegistryQuery query, Func<string, Task<TView?>> ask)
        where TView : class => ListPages.PageAsync(
        ListCursor.Of("registered", $"{kind}", owner, query.Text), query.Cursor, query.Limit,
        page => ledger.Directory.ListAsync(kind, owner, query.Text, page, CancellationToken.None),
        ids => ListPages.AskAsync(ids, ask));
}
