using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Subjects;

/// <summary>Who has no claim may still be known: from the list of a filed plan, or as one of a case whose claims stand on others.</summary>
internal sealed class KnownPersons(ILedger ledger, Pseudonymiser pseudonyms)
{
    public async Task<bool> IsNamedAsync(string workerRef)
    {
        var plans = await StorageFaults.Translate(() => ledger.Directory.PlansOfPersonAsync(workerRef, CancellationToken.None));
        if (plans.Length > 0) return true;
        var filter = new CaseFilter(Token: pseudonyms.NameToken(workerRef));
        return (await StorageFaults.Translate(() => ledger.ListCasesAsync(filter, new PageRequest(null, 1), CancellationToken.None))).Items.Length > 0;
    }
}
