namespace Gongshu.Policy;

/// <summary>How names are compared: the whole name, without regard to width, case, spaces, the dot of transcribed names, or what cannot be seen.</summary>
public static class PersonName
{
    /// <summary>How much of a name is looked at, in UTF-16 units: more than any name has, and little enough to cost nothing.</summary>
    public const int MaxComparedLength = 300;

    /// <summary>The form of a name under which two spellings of one name are equal; empty when nothing is left of it.</summary>
    public static string Normalise(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = Nfkc.Normalise(name.Length > MaxComparedLength ? name[..MaxComparedLength] : name);
        var kept = text.Length <= MaxComparedLength ? stackalloc char[MaxComparedLength] : new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (!IsIgnored(c))
                kept[length++] = char.ToUpperInvariant(c);
        }

        return IdentifierText.TextOf(kept[..length], text);
    }

    private static bool IsIgnored(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || IdentifierText.IsInvisible(c) || c is '\u00B7' or '\u2022' or '\u2027' or '\u30FB' or '\u22C5';
}
