using System.Globalization;
using Gongshu.Documents.Spreadsheets;
using Gongshu.Policy;

namespace Gongshu.Documents.Lists;

/// <summary>Days as spreadsheets and people write them. What could mean two days means none.</summary>
internal static class WrittenDays
{
    private const string Numerals = "〇一二三四五六七八九";

    /// <summary>
    /// A date cell, a spreadsheet's day number (five digits), <c>20180305</c>, and year, month and day in this order between any of
    /// <c>- / . 年 月 日</c>, also in Chinese numerals; a time of day behind it is left out. Years 1900 to 2999.
    /// </summary>
    /// <param name="dayZero">Of the sheet (<see cref="Sheet.DayZero"/>).</param>
    public static bool TryRead(SheetCell cell, DateOnly dayZero, out DateOnly day)
    {
        day = default;
        var read = cell.Kind switch
        {
            CellKind.Day => cell.Day,
            CellKind.Number when cell.Number == decimal.Truncate(cell.Number) => OfDigits(cell.Number.ToString(CultureInfo.InvariantCulture), dayZero),
            // A day number with a time of day behind the point.
            CellKind.Number when cell.Number is >= 10_000 and < 100_000 => dayZero.AddDays((int)decimal.Truncate(cell.Number)),
            CellKind.Text when cell.Text.Length <= 60 => OfText(cell.Text, dayZero),
            _ => null,
        };
        if (read is not { Year: >= 1900 and <= 2999 }) return false;
        day = read.Value;
        return true;
    }

    private static DateOnly? OfText(string typed, DateOnly dayZero)
    {
        var text = WithoutTime(Nfkc.Normalise(typed).Trim());
        text = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        if (OfDigits(text, dayZero) is { } plain) return plain;
        if (text.EndsWith('日') || text.EndsWith('号')) text = text[..^1];
        string[] parts = text.Split('年', '月', '-', '/', '.', '·', '。', '\u2010', '\u2013', '\u2014', '\u2212');
        return parts is [var year, var month, var date] && Number(year) is { } y && y is >= 1000 and <= 9999 && Number(month) is { } m && Number(date) is { } d
            ? OfParts(y, m, d) : null;
    }

    /// <summary>The day number of a spreadsheet, or eight digits.</summary>
    private static DateOnly? OfDigits(string text, DateOnly dayZero)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        return text.Length switch
        {
            5 => dayZero.AddDays(number),
            8 => OfParts(number / 10_000, number / 100 % 100, number % 100),
            _ => null,
        };
    }

    private static DateOnly? OfParts(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static string WithoutTime(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return text;
        var end = text.AsSpan(0, colon).LastIndexOfAny(' ', 'T');
        return end > 0 ? text[..end].TrimEnd() : text;
    }

    private static int? Number(string text)
    {
        if (text.Length is 0 or > 4) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        return text.Length == 4 ? OfNumerals(text) : OfTens(text);
    }

    // 二〇一八
    private static int? OfNumerals(string text)
    {
        var number = 0;
        foreach (var c in text)
        {
            var digit = Numerals.IndexOf(c == '零' || c == '○' ? '〇' : c, StringComparison.Ordinal);
            if (digit < 0) return null;
            number = number * 10 + digit;
        }

        return number;
    }

    // 五, 十, 十二, 二十, 二十三
    private static int? OfTens(string text)
    {
        var ten = text.IndexOf('十', StringComparison.Ordinal);
        if (ten < 0) return text.Length == 1 ? OfNumerals(text) : null;
        int? tens = ten == 0 ? 1 : ten == 1 ? OfNumerals(text[..1]) : null, ones = ten == text.Length - 1 ? 0 : ten == text.Length - 2 ? OfNumerals(text[^1..]) : null;
        return tens * 10 + ones;
    }
}
