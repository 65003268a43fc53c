using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;

namespace Gongshu.Grains.Lists;

/// <summary>One page of any list: the limit, the cursor and the ledger's faults are treated alike everywhere.</summary>
internal static class ListPages
{
    private const int MostAtOnce = 200, MostTogether = 16;

    /// <param name="list">The list under its filters, to which the cursor has to belong.</param>
    /// <param name="read">The rows after the ledger's cursor.</param>
    /// <param name="show">What the caller sees of them, in the same order.</param>
    public static async Task<Answer<PageOf<TView>>> PageAsync<TRow, TView>(
        ListCursor list, string? cursor, int limit, Func<PageRequest, Task<Page<TRow>>> read, Func<TRow[], Task<TView[]>> show)
    {
        if (limit is < 1 or > MostAtOnce) return Refusal.Invalid(new InputFault("/limit", "out-of-range", $"每页条数须在1至{MostAtOnce}之间。"));
        if (!list.TryTake(cursor, out var after)) return ListCursor.Refused;
        try
        {
            var page = await StorageFaults.Translate(() => read(new PageRequest(after, limit)));
            return Granted.Of(new PageOf<TView>(await show(page.Items), list.Give(page.Next)));
        }
        catch (InvalidCursorException)
        {
            return ListCursor.Refused;
        }
    }

    /// <summary>Asks for each in turn, a few together; who answers nothing is left out.</summary>
    public static async Task<TView[]> AskAsync<TRow, TView>(TRow[] rows, Func<TRow, Task<TView?>> ask)
        where TView : class
    {
        var views = new List<TView>(rows.Length);
        foreach (var together in rows.Chunk(MostTogether))
        {
            foreach (var view in await Task.WhenAll(together.Select(ask)))
            {
                if (view is not null) views.Add(view);
            }
        }

        return [.. views];
    }

    /// <summary>
    /// Puts the caller's ownership into the query: staff and the district's own portal ask for whom they like, a portal for its own only.
    /// </summary>
    /// <returns>False: nothing that is asked for may be seen, which looks like an empty list.</returns>
    public static bool TryNarrow(Actor actor, string? asked, out string? owner)
    {
        owner = asked;
        if (actor.IsStaff || actor.Has(Roles.Portal) && actor.Org == "*") return true;
        owner = actor.Org;
        return actor.Has(Roles.Portal) && owner is not null && (asked is null || asked == owner);
    }

    public static Answer<PageOf<T>> Nothing<T>() => Granted.Of(new PageOf<T>([], null));
}
