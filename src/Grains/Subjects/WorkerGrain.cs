using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Submission;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Subjects;

/// <summary>One person, by pseudonym. Key <c>wk1-…</c>.</summary>
public sealed class WorkerGrain(SubjectServices services, Pseudonymiser pseudonyms, PolicyBook policies) : ClaimSubjectGrain(services), IWorkerGrain
{
    /// <inheritdoc/>
    public Task<Answer<ClaimHistoryView>> History(HistoryQuery query, Actor actor) => HistoryOf(query, actor, IsNamedSomewhere);

    /// <inheritdoc/>
    public async Task<Answer<EntitlementsView>> Entitlements(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var rows = await Rows();
        if (rows.Count == 0 && actor.IsStaff && !await IsNamedSomewhere()) return ProblemCode.NotFound;
        return Granted.Of(PersonEntitlements.Of(Subject.PublicId, rows, policies.For(WindowId.OfDay(Services.Clock.Today)), actor));
    }

    /// <summary>Who has no claim may still be known: from the list of a filed plan, or as one of a case whose claims stand on others.</summary>
    private async Task<bool> IsNamedSomewhere()
    {
        var ledger = Services.Ledger;
        var plans = await StorageFaults.Translate(() => ledger.Directory.PlansOfPersonAsync(Subject.PublicId, CancellationToken.None));
        if (plans.Length > 0) return true;
        var filter = new CaseFilter(Token: pseudonyms.NameToken(Subject.PublicId));
        return (await StorageFaults.Translate(() => ledger.ListCasesAsync(filter, new PageRequest(null, 1), CancellationToken.None))).Items.Length > 0;
    }
}
