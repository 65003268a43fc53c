using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Grains.Lists;

/// <summary>
/// The cursor that callers see: the ledger's cursor, and a digest of the list and filters that it was given out for. One from another list,
/// or from the same list under other filters, is refused instead of giving a page of something else.
/// </summary>
/// <param name="Digest">Of the list's name and filters. It tells apart, it keeps nothing secret: ownership is in the query, and persons enter it by reference.</param>
internal readonly record struct ListCursor(string Digest)
{
    private const int DigestBytes = 9, DigestLength = DigestBytes * 4 / 3, MaxLength = 400;

    /// <summary>The cursor of a list under its filters, each in its place; null for a filter that is not given.</summary>
    public static ListCursor Of(string list, params ReadOnlySpan<string?> filters)
    {
        var text = new StringBuilder(list);
        foreach (var filter in filters)
            text.Append('\n').Append(filter is null ? "-" : filter.Length + ":" + filter);
        return new(Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, DigestBytes)));
    }

    /// <summary>A refusal that names the cursor.</summary>
    public static Refusal Refused => Refusal.Invalid(new InputFault("/cursor", "unknown-value", "此游标不属于这个列表。"));

    /// <summary>What the caller gets for the next page; null after the last one.</summary>
    public string? Give(string? next) => next is null ? null : Digest + next;

    /// <summary>The ledger's cursor inside the caller's (null for the first page), or false when it belongs elsewhere.</summary>
    public bool TryTake(string? cursor, out string? after)
    {
        after = null;
        if (cursor is null) return true;
        if (cursor.Length is <= DigestLength or > MaxLength || !cursor.StartsWith(Digest, StringComparison.Ordinal)) return false;
        after = cursor[DigestLength..];
        return true;
    }
}
