using System.Text;

namespace Gongshu.Testing.Samples;

/// <summary>Whole numbers in everyday Chinese numerals, for the names of made-up persons: 一, 十二, 一百零三, 两 is never used.</summary>
public static class ChineseNumber
{
    private const string Digits = "零一二三四五六七八九";
    private static readonly string[] Places = ["", "十", "百", "千"];

    /// <summary>The numeral of a number from 1 to 99,999,999.</summary>
    public static string Of(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 99_999_999);
        var (high, low) = Math.DivRem(number, 10_000);
        var zero = high > 0 && low is > 0 and < 1_000 ? "零" : "";
        var text = (high > 0 ? UpTo9999(high) + "万" : "") + zero + (low > 0 ? UpTo9999(low) : "");
        return text.StartsWith("一十", StringComparison.Ordinal) ? text[1..] : text;
    }

    private static string UpTo9999(int number)
    {
        var text = new StringBuilder();
        var gap = false;
        foreach (var (digit, place) in number.ToString().Select((digit, index) => (digit - '0', number.ToString().Length - 1 - index)))
        {
            if (digit == 0)
            {
                gap = text.Length > 0;
                continue;
            }

            text.Append(gap ? "零" : "").Append(Digits[digit]).Append(Places[place]);
            gap = false;
        }

        return text.ToString();
    }
}
