namespace Gongshu.Documents.Drawing;

/// <summary>
/// Breaks a text into lines no wider than asked. Chinese breaks between any two characters, save that closing punctuation does not begin a line
/// and opening punctuation does not end one; letters and digits stay together unless they alone are too wide.
/// </summary>
internal static class TextLines
{
    private const string NotFirst = "·，。、；：？！）》」』】〕”’％,.;:?!)]}%…—";
    private const string NotLast = "（《「『【〔“‘([{¥￥";

    public static List<string> Of(string text, float width, float size)
    {
        var lines = new List<string>();
        var rest = text.AsSpan().Trim();
        while (rest.Length > 0)
        {
            var fits = Fitting(rest, width, size);
            var end = fits == rest.Length ? fits : BreakBefore(rest, fits);
            lines.Add(rest[..end].TrimEnd().ToString());
            rest = rest[end..].TrimStart();
        }

        return lines;
    }

    /// <summary>Whether no word, and so no number, has to be broken because it alone is too wide.</summary>
    public static bool KeepsWords(ReadOnlySpan<char> text, float width, float size)
    {
        var from = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && IsOfWord(text[at])) continue;
            if (at > from && Typeface.WidthOf(text[from..at], size) > width) return false;
            from = at + 1;
        }

        return true;
    }

    /// <summary>How many code units fit into the width; at least one character.</summary>
    private static int Fitting(ReadOnlySpan<char> text, float width, float size)
    {
        var (end, sum) = (0, 0f);
        foreach (var rune in text.EnumerateRunes())
        {
            var next = end + rune.Utf16SequenceLength;
            sum += Typeface.WidthOf(text[end..next], size);
            if (sum > width && end > 0) return end;
            end = next;
        }

        return end;
    }

    /// <summary>The best place at or before <paramref name="fits"/>; that place itself when there is no good one.</summary>
    private static int BreakBefore(ReadOnlySpan<char> text, int fits)
    {
        for (var at = fits; at > 0; at--)
        {
            if (char.IsLowSurrogate(text[at])) continue;
            if (!IsJoined(text[at - 1], text[at])) return at;
        }

        return fits;
    }

    private static bool IsJoined(char before, char after) =>
        NotFirst.Contains(after, StringComparison.Ordinal) || NotLast.Contains(before, StringComparison.Ordinal)
        || (IsOfWord(before) && IsOfWord(after));

    // Latin, Greek and Cyrillic letters, with their marks; each Chinese character is a word of its own.
    private static bool IsOfWord(char c) => (c < '\u0590' && char.IsLetterOrDigit(c)) || c is '-' or '_' or '.' or '/' or '@' or '#' or '*' or '+';
}
