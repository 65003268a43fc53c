using System.Buffers;
using System.Globalization;
using Gongshu.Documents.Spreadsheets;
using Gongshu.Policy;

namespace Gongshu.Documents.Lists;

/// <summary>Numbers as spreadsheets and people write them.</summary>
internal static class WrittenNumbers
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789"), DigitsAndPoint = SearchValues.Create("0123456789.");

    /// <summary>A spreadsheet keeps 15 significant digits; from here on the last ones may be lost.</summary>
    private const decimal ExactBelow = 1_000_000_000_000_000m;

    /// <summary>Whether digits of a long number may have been lost: it came as a quantity, or in the form in which one is displayed.</summary>
    /// <param name="roundedText">
    /// Whether the text may have been a quantity before, as in a CSV that a spreadsheet saved: then 18 digits that end in three zeros are not to
    /// be trusted either.
    /// </param>
    public static bool MayBeRounded(SheetCell cell, bool roundedText = false)
    {
        if (cell.Kind == CellKind.Number) return Math.Abs(cell.Number) >= ExactBelow || decimal.Truncate(cell.Number) != cell.Number;
        if (cell.Kind != CellKind.Text) return false;
        var text = Nfkc.Normalise(cell.Text.Length > 100 ? cell.Text[..100] : cell.Text).Trim();
        return IsScientific(text) || (roundedText && text.Length == 18 && text.EndsWith("000", StringComparison.Ordinal) && text.All(char.IsAsciiDigit));
    }

    /// <summary>The cell as text; a number in plain digits.</summary>
    public static string Print(SheetCell cell) => cell.Kind switch
    {
        CellKind.Text => cell.Text,
        CellKind.Number => cell.Number.ToString("0.############", CultureInfo.InvariantCulture),
        CellKind.Day => cell.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        CellKind.Truth => cell.Number == 0 ? "否" : "是",
        _ => "",
    };

    /// <summary>
    /// As <see cref="Print"/>, without the characters that nobody sees: what is copied from chats and address books brings marks of width and writing direction along.
    /// </summary>
    public static string PrintVisible(SheetCell cell) => string.Concat(Print(cell).Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format));

    /// <summary>Yuan, zero or more: <c>1500</c>, <c>1,500.00</c>, <c>¥1500元</c>.</summary>
    public static bool TryAmount(SheetCell cell, out Money amount)
    {
        amount = default;
        if (cell.Kind == CellKind.Number) return cell.Number >= 0 && Money.TryFromYuan(cell.Number, out amount);
        if (cell.Kind != CellKind.Text || cell.Text.Length > 40) return false;
        var text = Nfkc.Normalise(cell.Text).Trim().TrimStart('¥', '￥').TrimEnd('元').Trim();
        return IsGrouped(text) && decimal.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan)
            && Money.TryFromYuan(yuan, out amount);
    }

    // Commas stand before each third digit of the whole yuan, or nowhere: neither 1,5 nor 1.500,00 is an amount.
    private static bool IsGrouped(string text)
    {
        var parts = text.Split('.');
        if (parts.Length > 2 || (parts.Length == 2 && parts[1].Contains(',', StringComparison.Ordinal))) return false;
        var whole = parts[0].Split(',');
        return whole.Length == 1 || (whole[0].Length is >= 1 and <= 3 && whole.Skip(1).All(group => group.Length == 3));
    }

    // 3.30105E+17, as a narrow column shows a long number.
    private static bool IsScientific(string text)
    {
        var e = text.IndexOfAny(['e', 'E']);
        return e > 0 && e < text.Length - 1 && char.IsAsciiDigit(text[0]) && text.AsSpan(0, e).IndexOfAnyExcept(DigitsAndPoint) < 0
            && text.AsSpan(e + 1).TrimStart('+') is { Length: > 0 } power && power.IndexOfAnyExcept(Digits) < 0;
    }
}
