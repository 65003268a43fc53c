using System.Globalization;
using System.Text;

namespace Gongshu.Documents.Drawing;

/// <summary>
/// Texts as they can be printed. What has no shape (direction marks, zero-width characters, variation selectors) is left out, control
/// characters become spaces (one for several), and what the font lacks becomes <see cref="Typeface.Lacking"/> and is remembered: nothing is dropped in silence.
/// </summary>
internal sealed class PrintableText
{
    private readonly SortedSet<int> _lacking = [];

    /// <summary>Code points that the font does not have, ascending.</summary>
    public IReadOnlyCollection<int> Lacking => _lacking;

    public string Of(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\u3000') printable.Append('\u3000');
            else if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (printable.Length > 0 && printable[^1] != ' ') printable.Append(' ');
            }
            else if (HasNoShape(rune)) continue;
            else if (Typeface.Has(rune)) printable.Append(rune.ToString());
            else
            {
                _lacking.Add(rune.Value);
                printable.Append(Typeface.Lacking);
            }
        }

        return printable.ToString().Trim();
    }

    // Variation selectors and other default-ignorable marks are no letters of a name.
    private static bool HasNoShape(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xE0000 and <= 0xE0FFF);
}
