using Gongshu.Grains.Applications;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Submission;

/// <summary>A key of this application on which a committed case stands.</summary>
internal sealed record TakenKey(ClaimKey Key, CaseNumber Case, string Applicant, DateTimeOffset SubmittedAt);

/// <summary>From taken keys to the <c>409</c> that names each benefit and its holder.</summary>
internal static class Duplicates
{
    public static IReadOnlySet<(int Line, Benefit Benefit)> Benefits(PreparedApplication prepared, IEnumerable<ClaimKey> taken)
    {
        var keys = taken.ToHashSet();
        return prepared.Eligible.Where(e => Array.Exists(e.Benefit.Keys, keys.Contains)).Select(e => (e.Line.Line, e.Benefit.Benefit)).ToHashSet();
    }

    /// <param name="rows">The case rows of the holders, for their status of this moment.</param>
    public static async Task<ConflictView[]> Views(ILedger ledger, PreparedApplication prepared, IReadOnlyCollection<TakenKey> taken, IReadOnlyCollection<CaseRow> rows)
    {
        var imported = await ImportedKeys.AmongAsync(ledger, rows);
        var byKey = taken.DistinctBy(t => t.Key).ToDictionary(t => t.Key);
        var status = rows.ToDictionary(row => row.Case.Number, row => row.Case.Status);
        var views = new List<ConflictView>();
        foreach (var (line, benefit) in prepared.Eligible)
            foreach (var key in benefit.Keys)
                if (byKey.TryGetValue(key, out var holder))
                    views.Add(new(line.Line, benefit.Benefit, key.Key, Holder(prepared.Actor, prepared.Form.Applicant, holder, status[holder.Case], imported.GetValueOrDefault((holder.Case, key)))));
        return [.. views];
    }

    /// <param name="holders">Keys with the cases that have them, as they stand now.</param>
    public static Task<ConflictView[]> Views(ILedger ledger, PreparedApplication prepared, IReadOnlyDictionary<ClaimKey, CaseRow> holders) => Views(
        ledger, prepared, [.. holders.Select(held => new TakenKey(held.Key, held.Value.Case.Number, held.Value.Case.Applicant, held.Value.Case.SubmittedAt))],
        [.. holders.Values.DistinctBy(row => row.Case.Number)]);

    /// <summary>Of claims that a case had let go and wants back.</summary>
    public static ConflictView[] Views(IEnumerable<CaseClaim> claims, LiveClaim[] taken, CaseRow[] rows, string applicant, Actor actor)
    {
        var status = rows.ToDictionary(row => row.Case.Number, row => row.Case.Status);
        return [.. from claim in claims
                   from key in claim.Keys
                   from holder in taken
                   where holder.Key.Key == key.Key && holder.Key.Subject.Value == key.Subject
                   select new ConflictView(claim.Line, claim.Benefit, key.Key,
                       Holder(actor, applicant, new(holder.Key, holder.Case, holder.Applicant, holder.SubmittedAt), status[holder.Case]))];
    }

    private static HolderView Holder(Actor actor, string applicant, TakenKey holder, CaseStatus status, Provenance? imported = null)
    {
        var shown = actor.MaySee(holder.Applicant);
        return new(shown ? holder.Case : null, status, shown ? PolicyTime.DayOf(holder.SubmittedAt) : null, holder.Applicant == applicant)
        {
            Imported = shown ? imported : null,
        };
    }

    public static Refusal Refuse(ConflictView[] conflicts) => new()
    {
        Code = ProblemCode.DuplicateClaim,
        Detail = "各项补贴费用不得重复享受（五）。",
        Conflicts = conflicts,
    };
}
