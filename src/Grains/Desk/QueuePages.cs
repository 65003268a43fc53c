using System.Globalization;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;

namespace Gongshu.Grains.Desk;

/// <summary>One kind of what waits, in an order of its own.</summary>
internal interface IQueueSource
{
    Task<Page<QueueItem>> ReadAsync(PageRequest page);

    /// <summary>How much there is beside the cases, which the ledger counts.</summary>
    Task<int> CountAsync();
}

/// <summary>Several sources as one list, one after the other. The cursor says in which it stands, and where.</summary>
internal static class QueuePages
{
    /// <exception cref="InvalidCursorException">The cursor was not given out here.</exception>
    public static async Task<Page<QueueItem>> ReadAsync(IQueueSource[] sources, PageRequest request)
    {
        var items = new List<QueueItem>();
        var (at, after) = Parse(request.After, sources.Length);
        while (at < sources.Length)
        {
            var page = await sources[at].ReadAsync(new PageRequest(after, request.Limit - items.Count));
            items.AddRange(page.Items);
            after = page.Next;
            if (after is null) at++;
            if (items.Count == request.Limit && at < sources.Length) return new([.. items], string.Create(CultureInfo.InvariantCulture, $"{at}.{after}"));
        }
        return new([.. items], null);
    }

    /// <summary>A page of what is few enough to be read at once, by ordinal key.</summary>
    public static Page<QueueItem> Slice(IEnumerable<(string Key, QueueItem Item)> all, PageRequest page)
    {
        var rest = all.Where(one => string.CompareOrdinal(one.Key, page.After) > 0).OrderBy(one => one.Key, StringComparer.Ordinal).Take(page.Limit + 1).ToArray();
        return new([.. rest.Take(page.Limit).Select(one => one.Item)], rest.Length > page.Limit ? rest[page.Limit - 1].Key : null);
    }

    private static (int At, string? After) Parse(string? cursor, int sources)
    {
        if (cursor is null) return (0, null);
        var dot = cursor.IndexOf('.', StringComparison.Ordinal);
        if (dot < 1 || !int.TryParse(cursor.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at >= sources)
            throw new InvalidCursorException();
        return (at, dot + 1 == cursor.Length ? null : cursor[(dot + 1)..]);
    }
}
