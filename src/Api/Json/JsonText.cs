using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Gongshu.Api.Json;

/// <summary>Strings of a parsed document. The document holds any escape; a string with half a character in it cannot be read as text.</summary>
internal static class JsonText
{
    /// <summary>The text; false for a lone surrogate or a control character other than tab and line ends.</summary>
    public static bool TryRead(JsonElement text, out string value)
    {
        value = "";
        if (HasLoneSurrogate(JsonMarshal.GetRawUtf8Value(text))) return false;
        value = text.GetString()!;
        foreach (var c in value)
        {
            if (c < ' ' && c is not ('\t' or '\n' or '\r')) return false;
        }

        return true;
    }

    /// <summary>A text that can only be a name or a number of the contract's, without a string for it: false when it is longer than the room, or not ASCII.</summary>
    public static bool TryReadShort(JsonElement text, Span<char> into, out int length)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text)[1..^1];
        if (!raw.Contains((byte)'\\')) return Ascii.ToUtf16(raw, into, out length) == OperationStatus.Done;

        length = 0;
        if (!TryRead(text, out var value) || !Ascii.IsValid(value) || !value.TryCopyTo(into)) return false;
        length = value.Length;
        return true;
    }

    /// <summary>Whether the member has one of these names, all ASCII; false also for one that is written with escapes.</summary>
    public static bool IsNamed(JsonProperty member, ReadOnlySpan<string> names)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(member);
        foreach (var name in names)
        {
            if (Ascii.Equals(raw, name)) return true;
        }

        return false;
    }

    /// <summary>The name of a member, or null when it holds half a character.</summary>
    public static string? NameOf(JsonProperty member) => HasLoneSurrogate(JsonMarshal.GetRawUtf8PropertyName(member)) ? null : member.Name;

    // Halves can come in by escapes only: the bytes were checked to be UTF-8, which has none.
    private static bool HasLoneSurrogate(ReadOnlySpan<byte> raw)
    {
        var highBefore = false;
        for (var i = raw.IndexOf((byte)'\\'); i >= 0 && i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                if (highBefore) return true;
                continue;
            }

            i++;
            if (raw[i] != 'u')
            {
                if (highBefore) return true;
                continue;
            }

            var unit = (char)ushort.Parse(raw.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            i += 4;
            if (char.IsLowSurrogate(unit) != highBefore) return true;
            highBefore = char.IsHighSurrogate(unit);
        }

        return highBefore;
    }
}
