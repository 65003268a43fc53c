using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Submission;
using Gongshu.Policy;

namespace Gongshu.Grains.Subjects;

/// <summary>One person, by pseudonym. Key <c>wk1-…</c>.</summary>
public sealed class WorkerGrain(SubjectServices services, Pseudonymiser pseudonyms, PolicyBook policies, PersonReferences references) : ClaimSubjectGrain(services), IWorkerGrain
{
    /// <inheritdoc/>
    public async Task<Answer<ClaimHistoryView>> History(HistoryQuery query, Actor actor) =>
        await Elsewhere() is { } person ? await person.History(query, actor) : await HistoryOf(query, actor, IsNamedSomewhere);

    /// <inheritdoc/>
    public async Task<Answer<EntitlementsView>> Entitlements(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (await Elsewhere() is { } person) return await person.Entitlements(actor);
        var rows = await Rows();
        var policy = policies.For(WindowId.OfDay(Services.Clock.Today));
        if (rows.Count == 0 && actor.IsStaff && !await IsNamedSomewhere()) return ProblemCode.NotFound;
        return Granted.Of(PersonEntitlements.Of(Subject.PublicId, rows, policy, actor));
    }

    /// <summary>The grain of the reference that this one was merged into; null: the person goes by this one.</summary>
    private async Task<IWorkerGrain?> Elsewhere()
    {
        var into = (await references.Current()).Of(Subject);
        return into == Subject ? null : GrainFactory.GetGrain<IWorkerGrain>(into.Value);
    }

    private Task<bool> IsNamedSomewhere() => new KnownPersons(Services.Ledger, pseudonyms).IsNamedAsync(Subject.PublicId);
}
