using System.Text;
using Gongshu.Policy;

namespace Gongshu.Grains.Registries;

/// <summary>When two spellings mean one thing in the directory of unique names.</summary>
internal static class SameName
{
    /// <summary>
    /// The parts without regard to width, case, spaces and the kind of brackets: 甬人社〔2018〕5号 and 甬人社[2018] 5号 are one document.
    /// Other characters between letters and digits count as one separator, so 5-12 and 51-2 stay two.
    /// </summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (text.Length > 0)
                text.Append('|');
            Append(text, PersonName.Normalise(part));
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string part)
    {
        var separated = false;
        foreach (var rune in part.EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune))
            {
                separated = true;
                continue;
            }

            if (separated && text.Length > 0 && text[^1] != '|')
                text.Append('-');
            separated = false;
            text.Append(rune);
        }
    }
}
