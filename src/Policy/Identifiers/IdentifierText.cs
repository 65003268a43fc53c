using System.Globalization;

namespace Gongshu.Policy;

/// <summary>What all identifiers have in common when people type them: width, case and spaces do not count.</summary>
internal static class IdentifierText
{
    /// <summary>
    /// The longest text that is looked at, in UTF-16 units. More than any identifier with spaces between its characters needs,
    /// so that a megabyte of text is refused before it costs anything.
    /// </summary>
    public const int MaxTypedLength = 200;

    /// <summary>NFKC, upper case, white space out; null when the text is absent, blank or too long to be an identifier.</summary>
    public static string? Normalise(string? typed)
    {
        if (typed is null || typed.Length > MaxTypedLength)
            return null;

        var text = Nfkc.Normalise(typed);
        var kept = text.Length <= MaxTypedLength ? stackalloc char[MaxTypedLength] : new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                kept[length++] = char.ToUpperInvariant(c);
        }

        return length == 0 ? null : TextOf(kept[..length], text);
    }

    /// <summary>The characters as a text: the one that they were taken from, where they are all of it.</summary>
    public static string TextOf(ReadOnlySpan<char> kept, string source) => kept.SequenceEqual(source) ? source : new string(kept);

    /// <summary>
    /// NFKC, upper case, without white space, hyphens, control characters and whatever else cannot be seen: the form under which two spellings of
    /// one free text are one. Only its first <see cref="MaxTypedLength"/> units count; empty when nothing is left.
    /// </summary>
    public static string Fold(string typed)
    {
        var text = Nfkc.Normalise(typed.Length > MaxTypedLength ? typed[..MaxTypedLength] : typed);
        var kept = new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c) && !IsHyphen(c) && !IsInvisible(c))
                kept[length++] = char.ToUpperInvariant(c);
        }

        return new string(kept, 0, length);
    }

    /// <summary>A hyphen, dash or minus of any kind.</summary>
    public static bool IsHyphen(char c) =>
        c is '-' or '\u2212' or '\u02D7' or '\u2043' || (c > '\u007F' && char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation);

    /// <summary>Format characters (soft hyphen, zero-width, direction marks), and the fillers and selectors that draw nothing either.</summary>
    public static bool IsInvisible(char c) =>
        c is '\u034F' or '\u115F' or '\u1160' or '\u3164' or (>= '\uFE00' and <= '\uFE0F')
        || (c > '\u007F' && char.GetUnicodeCategory(c) == UnicodeCategory.Format);
}
