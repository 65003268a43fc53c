using System.Globalization;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Grains.Subjects;

/// <summary>A claim history from a subject's rows: what the caller may see, filtered and paged, newest first.</summary>
internal static class HistoryPages
{
    /// <returns><c>not-found</c> to staff when nothing is known of the subject; <c>invalid-request</c> for a cursor from elsewhere.</returns>
    public static Answer<ClaimHistoryView> Of(string subject, IReadOnlyList<HeldClaim> rows, HistoryQuery query, Actor actor)
    {
        if (rows.Count == 0 && actor.IsStaff) return ProblemCode.NotFound;
        var seen = rows.Where(row => row.View is not null && actor.MaySee(row.Applicant)).Select(row => row.View!)
            .OrderByDescending(view => view.SubmittedAt).ThenByDescending(view => view.CaseNumber).ThenBy(view => view.Line).ThenBy(view => view.Benefit)
            .ToArray();
        var matching = seen.Where(view => Matches(view, query)).ToArray();
        var last = query.Cursor is null ? -1 : Array.FindIndex(matching, view => CursorOf(view) == query.Cursor);
        if (query.Cursor is not null && last < 0)
            return Refusal.Invalid(new InputFault("/cursor", "unknown-value", "此游标不属于这个列表。"));
        var items = matching.Skip(last + 1).Take(query.Limit).ToArray();
        var more = last + 1 + items.Length < matching.Length;
        return Granted.Of(new ClaimHistoryView(subject, seen.Length == 0 ? null : seen[0].MaskedId, Totals(seen), items, more ? CursorOf(items[^1]) : null));
    }

    private static string CursorOf(ClaimView view) => string.Create(CultureInfo.InvariantCulture, $"{view.CaseNumber}.{view.Line}.{(int)view.Benefit}");

    /// <summary>Live: held, approved, paid, or clawed back without release. Paid: paid less clawed back.</summary>
    private static ClaimTotals Totals(ClaimView[] views)
    {
        var paid = Money.Zero;
        foreach (var view in views)
            if (view.Status == ClaimStatus.Paid) paid += view.Amount;
        return new(views.Count(view => view.Live), paid);
    }

    private static bool Matches(ClaimView view, HistoryQuery query) =>
        (query.Programme is null || view.Programme == query.Programme)
        && (query.Status is null || view.Status == query.Status)
        && (query.Year is null || view.Window.Year == query.Year)
        && (query.Window is null || view.Window == query.Window);
}
