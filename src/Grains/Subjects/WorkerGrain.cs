using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Subjects;

/// <summary>One person, by pseudonym. Key <c>wk1-…</c>.</summary>
public sealed class WorkerGrain(SubjectServices services, Pseudonymiser pseudonyms) : ClaimSubjectGrain(services), IWorkerGrain
{
    /// <inheritdoc/>
    public Task<Answer<ClaimHistoryView>> History(HistoryQuery query, Actor actor) => HistoryOf(query, actor, IsNamedSomewhere);

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
