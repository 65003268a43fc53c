using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Storage;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Submission;

/// <summary>Which of the taken keys payments of paper years hold, and where these come from.</summary>
internal static class ImportedKeys
{
    private static readonly IReadOnlyDictionary<(CaseNumber, ClaimKey), Provenance> None = new Dictionary<(CaseNumber, ClaimKey), Provenance>();

    /// <summary>Costs a round trip only where such a case is among them: paid, and by its row never decided here.</summary>
    public static async Task<IReadOnlyDictionary<(CaseNumber Case, ClaimKey Key), Provenance>> AmongAsync(ILedger ledger, IReadOnlyCollection<CaseRow> rows)
    {
        string[] streams = [.. rows.Where(row => row.Case is { DecidedAt: null, PaidAt: not null }).Select(row => row.Case.Number.ToString())];
        if (streams.Length == 0) return None;
        var keys = new Dictionary<(CaseNumber, ClaimKey), Provenance>();
        foreach (var (_, events) in await StorageFaults.Translate(() => ledger.LoadStreamsAsync(streams, CancellationToken.None)))
        {
            if (CaseState.Fold(null, events) is not { Imported: { } imported } state) continue;
            var places = imported.Rows.ToDictionary(row => (row.Line, row.Benefit), row => new Provenance(row.Source, imported.FileSha256, row.Row));
            foreach (var claim in state.Claims)
                foreach (var key in claim.Keys) keys[(state.Number, new(new(key.Subject), key.Key))] = places[(claim.Line, claim.Benefit)];
        }

        return keys;
    }
}
