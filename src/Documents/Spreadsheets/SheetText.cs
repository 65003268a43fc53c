using System.Text;
using System.Xml;

namespace Gongshu.Documents.Spreadsheets;

/// <summary>Text as XLSX wants it.</summary>
internal static class SheetText
{
    /// <summary>
    /// Characters that XML cannot hold become U+FFFD. <c>_x000D_</c> and its like, which a spreadsheet would read as one character, keep their
    /// letters by the escape that the format has for this.
    /// </summary>
    public static string Escape(string text)
    {
        if (IsPlain(text)) return text;
        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (IsEscape(text, i)) escaped.Append("_x005F_");
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) escaped.Append(c).Append(text[++i]);
            else escaped.Append(XmlConvert.IsXmlChar(c) ? c : '\uFFFD');
        }

        return escaped.ToString();
    }

    private static bool IsPlain(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!XmlConvert.IsXmlChar(text[i]) || IsEscape(text, i)) return false;
        }

        return true;
    }

    private static bool IsEscape(string text, int at)
    {
        if (text[at] != '_' || at + 6 >= text.Length || text[at + 1] != 'x' || text[at + 6] != '_') return false;
        for (var i = at + 2; i < at + 6; i++)
        {
            if (!char.IsAsciiHexDigit(text[i])) return false;
        }

        return true;
    }
}
