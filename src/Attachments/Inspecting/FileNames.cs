using System.Globalization;
using System.Text;

namespace Gongshu.Attachments;

/// <summary>Names of files, for showing only: no path, nothing that hides what the name is, at most 200 characters.</summary>
internal static class FileNames
{
    private const int MostCharacters = 200;

    /// <summary>Null: not a name that can be shown. Browsers of old sent whole paths; what stands before the last separator is left out.</summary>
    public static string? Shown(string? given)
    {
        if (given is null) return null;
        var name = given[(given.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        if (name.Length is 0 or > MostCharacters || name.Trim('.').Length == 0) return null;
        foreach (var rune in name.EnumerateRunes())
        {
            // Direction marks turn the end of a name around (…fdp.exe); a lone half of a character comes as the replacement.
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                || rune == Rune.ReplacementChar) return null;
        }

        return name;
    }
}
