using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Gongshu.Ledger;

/// <summary>An opaque keyset cursor: the name of its list and the sort key of the last row that was given out.</summary>
internal static class Cursor
{
    public static string Of(string list, params ReadOnlySpan<long> key)
    {
        var text = new StringBuilder(list);
        foreach (var part in key) text.Append('.').Append(part.ToString(CultureInfo.InvariantCulture));
        return Base64Url.EncodeToString(Encoding.ASCII.GetBytes(text.ToString()));
    }

    /// <exception cref="InvalidCursorException">The text is not a cursor of this list.</exception>
    public static long[] Parse(string list, int parts, string cursor)
    {
        Span<byte> bytes = stackalloc byte[160];
        if (cursor.Length > 200 || !Base64Url.IsValid(cursor) || !Base64Url.TryDecodeFromChars(cursor, bytes, out var length)) throw new InvalidCursorException();
        var fields = Encoding.ASCII.GetString(bytes[..length]).Split('.');
        var key = new long[parts];
        if (fields.Length != parts + 1 || fields[0] != list) throw new InvalidCursorException();
        for (var i = 0; i < parts; i++)
            if (!long.TryParse(fields[i + 1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out key[i])) throw new InvalidCursorException();
        return Of(list, key) == cursor ? key : throw new InvalidCursorException();
    }
}
