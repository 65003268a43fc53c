using System.Diagnostics.CodeAnalysis;

namespace Gongshu.Policy;

/// <summary>
/// The number of a vocational qualification certificate, normalised so that one paper has one number however it was typed:
/// NFKC, upper case, white space and hyphens of every kind removed.
/// </summary>
/// <remarks>
/// What cannot be seen is removed as well, and letters and digits of foreign scripts are refused: a zero-width character or a Cyrillic
/// "А" would otherwise make a second number, and a second subsidy, from the same paper.
/// </remarks>
public readonly record struct CertificateNumber
{
    /// <summary>The longest normalised number, in characters.</summary>
    public const int MaxLength = 64;

    private readonly string? _value;

    private CertificateNumber(string value) => _value = value;

    /// <summary>The normalised number.</summary>
    /// <exception cref="InvalidOperationException">The instance was never parsed.</exception>
    public string Value => _value ?? throw new InvalidOperationException("An empty certificate number has no value.");

    /// <summary>
    /// Reads a number as people type it. Refused: nothing left after normalisation, more than <see cref="MaxLength"/> characters,
    /// control characters, lone surrogates, and letters other than Latin and Chinese ones.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? typed, out CertificateNumber number)
    {
        number = default;
        if (IdentifierText.Normalise(typed) is not { } text)
            return false;

        var kept = text.Length <= IdentifierText.MaxTypedLength ? stackalloc char[IdentifierText.MaxTypedLength] : new char[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (IdentifierText.IsHyphen(text[i]) || IdentifierText.IsInvisible(text[i]))
                continue;
            if (char.IsAscii(text[i]) ? char.IsControl(text[i]) : !IsChinese(text, ref i, kept, ref length))
                return false;
            kept[length++] = text[i];
        }

        if (length is 0 or > MaxLength)
            return false;
        number = new CertificateNumber(IdentifierText.TextOf(kept[..length], text));
        return true;
    }

    /// <summary>The normalised number.</summary>
    public override string ToString() => _value ?? string.Empty;

    // A Chinese character beyond U+FFFF is a pair: its first half is kept here, its second by the caller.
    private static bool IsChinese(string text, ref int i, Span<char> kept, ref int length)
    {
        var c = text[i];
        if (c is (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or '\u3007' or (>= '\u3008' and <= '\u3011') or '\u3014' or '\u3015')
            return true;
        if (!char.IsHighSurrogate(c) || i + 1 >= text.Length || !char.IsLowSurrogate(text[i + 1]))
            return false;
        if (char.ConvertToUtf32(c, text[i + 1]) is not (>= 0x20000 and <= 0x323AF))
            return false;
        kept[length++] = c;
        i++;
        return true;
    }
}
