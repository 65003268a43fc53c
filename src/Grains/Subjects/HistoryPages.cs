using System.Globalization;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Lists;
using Gongshu.Policy;

namespace Gongshu.Grains.Subjects;

/// <summary>A claim history from a subject's rows: what the caller may see, filtered and paged, newest first.</summary>
internal static class HistoryPages
{
    /// <param name="rows">Oldest first; of one place (case, line and benefit) the released ones in the order of their release, then the live one.</param>
    /// <returns><c>invalid-request</c> for a cursor from elsewhere.</returns>
    public static Answer<ClaimHistoryView> Of(string subject, IReadOnlyList<HeldClaim> rows, HistoryQuery query, Actor actor)
    {
        var cursor = ListCursor.Of("history", subject, $"{query.Programme}", $"{query.Status}", $"{query.Year}", $"{query.Window}");
        Place? after = null;
        if (!cursor.TryTake(query.Cursor, out var text) || (text is not null && (after = Place.Parse(text)) is null)) return ListCursor.Refused;
        var seen = Placed(rows.Where(row => row.View is not null && actor.MaySee(row.Applicant)).Select(row => row.View!)).ToArray();
        var matching = seen.Where(claim => Matches(claim.View, query) && (after is null || Place.Order.Compare(claim.Place, after.Value) > 0)).OrderBy(claim => claim.Place, Place.Order)
            .Take(query.Limit + 1).ToArray();
        var items = matching.Take(query.Limit).ToArray();
        return Granted.Of(new ClaimHistoryView(
            subject, seen.Select(claim => claim.View.MaskedId).LastOrDefault(masked => masked is not null), Totals(seen.Select(claim => claim.View)),
            [.. items.Select(claim => claim.View)], cursor.Give(matching.Length > items.Length ? items[^1].Place.ToString() : null)));
    }

    /// <summary>Live: held, approved, paid, or clawed back without release. Paid: paid less clawed back, as a claim is clawed back whole.</summary>
    private static ClaimTotals Totals(IEnumerable<ClaimView> views)
    {
        var (live, paid) = (0, Money.Zero);
        foreach (var view in views)
        {
            if (view.Live) live++;
            if (view.Status == ClaimStatus.Paid) paid += view.Amount;
        }
        return new(live, paid);
    }

    private static bool Matches(ClaimView view, HistoryQuery query) =>
        (query.Programme is null || view.Programme == query.Programme)
        && (query.Status is null || view.Status == query.Status)
        && (query.Year is null || view.Window.Year == query.Year)
        && (query.Window is null || view.Window == query.Window);

    /// <summary>A corrected case may have claimed several times at one line and benefit: each is an entry of its own.</summary>
    private static IEnumerable<(Place Place, ClaimView View)> Placed(IEnumerable<ClaimView> views)
    {
        var times = new Dictionary<(CaseNumber, int, Benefit), int>();
        foreach (var view in views)
        {
            var key = (view.CaseNumber, view.Line, view.Benefit);
            var nth = times[key] = times.GetValueOrDefault(key) + 1;
            yield return (new(view.SubmittedAt.ToUnixTimeMilliseconds(), view.CaseNumber, view.Line, (int)view.Benefit, nth), view);
        }
    }

    /// <summary>Where an entry stands in the list; stays the same whatever happens to the claim.</summary>
    private readonly record struct Place(long SubmittedAt, CaseNumber Case, int Line, int Benefit, int Nth)
    {
        private const int Parts = 5;

        /// <summary>The newest case first, in it by line, benefit and time.</summary>
        public static readonly Comparer<Place> Order = Comparer<Place>.Create((one, other) =>
        {
            var newer = (other.SubmittedAt, other.Case).CompareTo((one.SubmittedAt, one.Case));
            return newer != 0 ? newer : (one.Line, one.Benefit, one.Nth).CompareTo((other.Line, other.Benefit, other.Nth));
        });

        public static Place? Parse(string text)
        {
            var parts = text.Split('.');
            return parts.Length == Parts && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at)
                && CaseNumber.TryParse(parts[1], out var number) && Whole(parts[2]) is { } line && Whole(parts[3]) is { } benefit && Whole(parts[4]) is { } nth
                ? new(at, number, line, benefit, nth)
                : null;
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{SubmittedAt}.{Case}.{Line}.{Benefit}.{Nth}");

        private static int? Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
