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
        var kept = new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                kept[length++] = char.ToUpperInvariant(c);
        }

        return length == 0 ? null : new string(kept, 0, length);
    }
}
