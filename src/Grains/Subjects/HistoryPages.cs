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
        var seen = Placed(rows.Where(row => row.IsShown && actor.MaySee(row.Applicant))).ToArray();
        var matching = seen.Where(claim => Matches(claim.Row, query) && (after is null || Place.Order.Compare(claim.Place, after.Value) > 0)).OrderBy(claim => claim.Place, Place.Order)
            .Take(query.Limit + 1).ToArray();
        var items = matching.Take(query.Limit).ToArray();
        return Granted.Of(new ClaimHistoryView(
            subject, MaskedId(seen), Totals(seen.Select(claim => claim.Row)),
            [.. items.Select(claim => ClaimRows.View(claim.Row))], cursor.Give(matching.Length > items.Length ? items[^1].Place.ToString() : null)));
    }

    /// <summary>As the newest claim that has one says it.</summary>
    private static string? MaskedId((Place, HeldClaim Row)[] seen)
    {
        for (var i = seen.Length - 1; i >= 0; i--)
            if (seen[i].Row.Detail.MaskedId is { } masked) return masked;
        return null;
    }

    /// <summary>Live: held, approved, paid, or clawed back without release. Paid: paid less clawed back, as a claim is clawed back whole.</summary>
    private static ClaimTotals Totals(IEnumerable<HeldClaim> rows)
    {
        var (live, paid) = (0, Money.Zero);
        foreach (var row in rows)
        {
            if (row.Live) live++;
            if (row.Status == ClaimStatus.Paid) paid += row.Amount;
        }
        return new(live, paid);
    }

    private static bool Matches(HeldClaim row, HistoryQuery query) =>
        (query.Programme is null || row.Of.Programme == query.Programme)
        && (query.Status is null || row.Status == query.Status)
        && (query.Year is null || row.Case.Window.Year == query.Year)
        && (query.Window is null || row.Case.Window == query.Window);

    /// <summary>A corrected case may have claimed several times at one line and benefit: each is an entry of its own.</summary>
    private static IEnumerable<(Place Place, HeldClaim Row)> Placed(IEnumerable<HeldClaim> rows)
    {
        var times = new Dictionary<(CaseNumber, int, Benefit), int>();
        foreach (var row in rows)
        {
            var key = (row.Case, row.Line, row.Benefit);
            var nth = times[key] = times.GetValueOrDefault(key) + 1;
            yield return (new(row.SubmittedAt.ToUnixTimeMilliseconds(), row.Case, row.Line, (int)row.Benefit, nth), row);
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
