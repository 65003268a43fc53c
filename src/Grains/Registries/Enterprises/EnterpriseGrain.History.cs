using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Lists;
using Gongshu.Grains.Subjects;
using Gongshu.Ledger;

namespace Gongshu.Grains.Registries;

/// <summary>All that the organisation applied for: read from the ledger, since its claims stand on other subjects too.</summary>
public sealed partial class EnterpriseGrain
{
    /// <inheritdoc/>
    public async Task<Answer<ClaimHistoryView>> History(HistoryQuery query, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(actor);
        var nothing = new ClaimHistoryView(Uscc, null, new ClaimTotals(0, Policy.Money.Zero), [], null);
        if (!actor.MaySee(Uscc)) return Granted.Of(nothing);
        var cursor = ListCursor.Of("claims", Uscc, $"{query.Programme}", $"{query.Status}", $"{query.Year}", $"{query.Window}");
        if (!cursor.TryTake(query.Cursor, out var after)) return ListCursor.Refused;
        try
        {
            var filter = new ClaimFilter(query.Programme, query.Status, query.Year, query.Window);
            var page = await StorageFaults.Translate(() =>
                Services.Ledger.ListClaimsOfApplicantAsync(Uscc, filter, new PageRequest(after, query.Limit), CancellationToken.None));
            var totals = await StorageFaults.Translate(() => Services.Ledger.ClaimTotalsOfApplicantAsync(Uscc, CancellationToken.None));
            if (page.Items.Length == 0 && actor.IsStaff && await _register.CurrentAsync() is null
                && !await StorageFaults.Translate(() => Services.Ledger.HasCasesAsync(Uscc, CancellationToken.None))) return ProblemCode.NotFound;
            var items = page.Items.Where(entry => entry.Detail is not null).Select(entry => ClaimRows.View(entry, entry.Detail!)).ToArray();
            return Granted.Of(nothing with { Totals = new ClaimTotals(totals.Live, totals.Paid), Items = items, NextCursor = cursor.Give(page.Next) });
        }
        catch (InvalidCursorException)
        {
            return ListCursor.Refused;
        }
    }
}
