using System.Globalization;

namespace Gongshu.Api.Json;

/// <summary>What an exact reading of a JSON number found.</summary>
internal enum NumberReading { Exact = 1, TooFine = 2, TooLarge = 3 }

/// <summary>
/// Reads the text of a JSON number exactly: no floating point, no rounding. <c>decimal.Parse</c> rounds a 29th digit away and reads
/// <c>1e-400</c> as 0, which would let an amount through that nobody wrote.
/// </summary>
internal static class JsonNumber
{
    // More digits than a long has; whatever is longer is too large or too fine.
    private const int MaxDigits = 40;

    /// <summary>The number times 10 to the power of <paramref name="decimals"/>.</summary>
    /// <param name="raw">A number in JSON grammar.</param>
    /// <param name="decimals">Digits after the point that are meant: 0 for whole numbers, 2 for yuan.</param>
    /// <param name="scaled">The value in units of the last digit, when the answer is <see cref="NumberReading.Exact"/>.</param>
    public static NumberReading Read(ReadOnlySpan<char> raw, int decimals, out long scaled)
    {
        scaled = 0;
        var negative = raw[0] == '-';
        if (negative) raw = raw[1..];

        var exponent = 0;
        var e = raw.IndexOfAny('e', 'E');
        if (e >= 0)
        {
            // An exponent beyond four digits is clamped: it is out of any range, unless the digits are all zero.
            exponent = Exponent(raw[(e + 1)..]);
            raw = raw[..e];
        }

        var point = raw.IndexOf('.');
        var fraction = point < 0 ? 0 : raw.Length - point - 1;
        Span<char> digits = stackalloc char[MaxDigits];
        var count = 0;
        var dropped = 0;
        foreach (var c in raw)
        {
            if (c == '.' || (count == 0 && c == '0')) continue;
            if (count < MaxDigits) digits[count++] = c;
            else if (c != '0') return fraction > exponent + decimals ? NumberReading.TooFine : NumberReading.TooLarge;
            else dropped++;
        }

        if (count == 0) return NumberReading.Exact;
        var shift = decimals - fraction + exponent + dropped;
        while (shift < 0 && digits[count - 1] == '0')
        {
            count--;
            shift++;
        }

        if (shift < 0) return NumberReading.TooFine;
        if (count + shift > 18) return NumberReading.TooLarge;
        scaled = long.Parse(digits[..count], NumberStyles.None, CultureInfo.InvariantCulture);
        for (; shift > 0; shift--) scaled *= 10;
        if (negative) scaled = -scaled;
        return NumberReading.Exact;
    }

    private static int Exponent(ReadOnlySpan<char> text)
    {
        const int clamp = 9_999;
        var negative = text[0] == '-';
        var digits = text[0] is '-' or '+' ? text[1..] : text;
        var value = 0;
        foreach (var c in digits) value = Math.Min(clamp, value * 10 + (c - '0'));
        return negative ? -value : value;
    }
}
