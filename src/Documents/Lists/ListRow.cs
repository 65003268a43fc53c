using System.Globalization;
using Gongshu.Documents.Spreadsheets;
using Gongshu.Policy;

namespace Gongshu.Documents.Lists;

/// <summary>
/// One row of a list while it is read. Each reader answers the value, or null: of an absent cell, and, once the fault is noted, of a wrong one.
/// </summary>
public sealed class ListRow<TColumn>(HeadedList<TColumn> list, SheetRow row, IReadOnlyDictionary<TColumn, int> places)
    where TColumn : struct, Enum
{
    private const int MostShown = 300;

    private readonly HashSet<TColumn> _faulty = [];

    public int Number => row.Number;

    /// <summary>Whether a fault was noted in this row.</summary>
    public bool IsWrong => _faulty.Count > 0;

    /// <summary>What stands in the cells at which a fault was noted, by the name of the column; cut to 300 characters.</summary>
    public IReadOnlyDictionary<string, string> FaultyCells => _faulty.ToDictionary(
        list.NameOf, column => WrittenNumbers.Print(this[column]) is { Length: > MostShown } text ? text[..MostShown] : WrittenNumbers.Print(this[column]), StringComparer.Ordinal);

    /// <summary>Whether only one cell is filled in.</summary>
    public bool IsAlone => row.Cells.Count(cell => !cell.IsEmpty) == 1;

    public SheetCell this[TColumn column] => places.TryGetValue(column, out var place) ? row[place] : SheetCell.Empty;

    public bool Has(TColumn column) => !this[column].IsEmpty;

    public bool IsEmptyBut(TColumn number) => places.All(place => EqualityComparer<TColumn>.Default.Equals(place.Key, number) || row[place.Value].IsEmpty)
        && (this[number].Kind != CellKind.Text || this[number].Text.Trim().All(char.IsAsciiDigit));

    /// <summary>Whether the first filled cell begins with one of these.</summary>
    public bool BeginsWith(string[] marks) =>
        Array.Find(row.Cells, cell => !cell.IsEmpty) is { Kind: CellKind.Text } first
        && Array.Exists(marks, mark => first.Text.AsSpan().TrimStart().StartsWith(mark, StringComparison.Ordinal));

    /// <summary>Notes a fault.</summary>
    public void Fault(TColumn column, string code, string zh, string en)
    {
        _faulty.Add(column);
        list.Faults.Add(Number, list.NameOf(column), code, zh, en);
    }

    /// <summary>Notes that the cell has to be filled in, if the file has the column.</summary>
    public void Demand(TColumn column)
    {
        if (list.Has(column) && !Has(column)) Fault(column, RowFaultCode.Required, "必填。", "This is required.");
    }

    /// <summary>Text as it stands, without the space around it; a whole number as its digits.</summary>
    public string? Text(TColumn column, int most)
    {
        if (Typed(column) is not { } text) return null;
        if (text.Length > most) return No<string>(column, RowFaultCode.TooLong, "文字过长。", "The text is too long.");
        foreach (var c in text)
        {
            if (char.IsControl(c) || char.IsSurrogate(c) && !IsPaired(text)) return No<string>(column, RowFaultCode.InvalidText, "含有不允许的字符。", "The text holds characters that are not allowed.");
        }

        return text;
    }

    /// <summary>A number that is a name (an account, a certificate, a phone): refused where a spreadsheet may have rounded it.</summary>
    public string? Code(TColumn column, int most)
    {
        var cell = this[column];
        if (!WrittenNumbers.MayBeRounded(cell)) return Text(column, most);
        return No<string>(column, RowFaultCode.RoundedNumber, "该号码被表格软件当作数字，已丢失末几位。请把单元格设为文本后重新输入。",
            "A spreadsheet took this for a quantity and lost its last digits. Format the cell as text and type it again.");
    }

    /// <summary>A resident ID number, normalised to 18 characters.</summary>
    public string? IdNumber(TColumn column, DateOnly today)
    {
        var cell = this[column];
        if (cell.IsEmpty) return null;
        if (WrittenNumbers.MayBeRounded(cell, roundedText: list.IsText))
        {
            return No<string>(column, RowFaultCode.InvalidIdNumber, "该身份证号被表格软件当作数字，末几位已丢失（如 1.10101E+17 或末三位为 000）。请把单元格设为文本后重新输入，系统不作猜测。",
                "A spreadsheet took this ID number for a quantity and lost its last digits (such as 1.10101E+17, or 000 at the end). Format the cell as text and type it again; nothing is guessed.");
        }

        return ResidentId.TryParse(WrittenNumbers.PrintVisible(cell), today, out var id) ? id.Value
            : No<string>(column, RowFaultCode.InvalidIdNumber, "不是有效的公民身份号码（GB 11643）。", "This is no valid resident ID number (GB 11643).");
    }

    public string? Uscc(TColumn column)
    {
        var cell = this[column];
        if (cell.IsEmpty) return null;
        return Policy.Uscc.TryParse(WrittenNumbers.PrintVisible(cell), out var uscc) ? uscc.Value
            : No<string>(column, RowFaultCode.InvalidUscc, "不是有效的统一社会信用代码（GB 32100）。", "This is no valid unified social credit code (GB 32100).");
    }

    public DateOnly? Day(TColumn column)
    {
        var cell = this[column];
        if (cell.IsEmpty) return null;
        if (WrittenDays.TryRead(cell, list.DayZero, out var day)) return day;
        Fault(column, RowFaultCode.InvalidDate, "日期不存在，或写法不明（请写成 2018-03-05）。", "There is no such date, or its form is not clear (write 2018-03-05).");
        return null;
    }

    internal T? OneOf<T>(TColumn column, WrittenNames<T> names)
        where T : struct
    {
        if (Typed(column) is not { } text) return null;
        if (names.TryRead(text, out var value)) return value;
        Fault(column, RowFaultCode.UnknownValue, $"没有这个取值。可填：{names.Shown}。", $"There is no such value; known are {names.Shown}.");
        return null;
    }

    public int? Whole(TColumn column, int least, int most)
    {
        if (Typed(column) is not { } text) return null;
        if (int.TryParse(Nfkc.Normalise(text), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Fault(column, RowFaultCode.OutOfRange, $"应为 {least} 至 {most} 的整数。", $"This has to be a whole number from {least} to {most}.");
        return null;
    }

    /// <summary>An amount in yuan, zero or more.</summary>
    public Money? Amount(TColumn column)
    {
        var cell = this[column];
        if (cell.IsEmpty) return null;
        if (WrittenNumbers.TryAmount(cell, out var amount)) return amount;
        Fault(column, RowFaultCode.InvalidAmount, "金额应为人民币元，不小于 0，最多两位小数。", "An amount is in yuan, zero or more, with at most two decimals.");
        return null;
    }

    private string? Typed(TColumn column) => this[column] is { IsEmpty: false } cell ? WrittenNumbers.Print(cell).Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ').Trim() : null;

    private T? No<T>(TColumn column, string code, string zh, string en)
        where T : class
    {
        Fault(column, code, zh, en);
        return null;
    }

    private static bool IsPaired(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i])) return false;
        }

        return true;
    }
}
