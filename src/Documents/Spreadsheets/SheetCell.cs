namespace Gongshu.Documents.Spreadsheets;

/// <summary>What a cell holds, as far as an importer has to tell.</summary>
public enum CellKind { Empty = 0, Text = 1, Number = 2, Day = 3, Truth = 4, Error = 5 }

/// <summary>One cell as it was read: the text of a CSV, or the typed (of a formula: the last computed) value of a workbook.</summary>
/// <param name="Text">Of a text; empty otherwise.</param>
/// <param name="Number">Of a number: what a spreadsheet keeps of it, 15 significant digits.</param>
/// <param name="Day">Of a date; its time of day is left out.</param>
public readonly record struct SheetCell(CellKind Kind, string Text, decimal Number, DateOnly Day)
{
    public static readonly SheetCell Empty = new(CellKind.Empty, "", 0, default);

    public static SheetCell OfText(string text) => string.IsNullOrWhiteSpace(text) ? Empty : new(CellKind.Text, text, 0, default);

    public static SheetCell OfNumber(decimal number) => new(CellKind.Number, "", number, default);

    public static SheetCell OfDay(DateOnly day) => new(CellKind.Day, "", 0, day);

    public static SheetCell OfTruth(bool truth) => new(CellKind.Truth, "", truth ? 1 : 0, default);

    /// <summary>A formula that failed (<c>#N/A</c>, <c>#REF!</c> …), or a value that no importer knows.</summary>
    public static readonly SheetCell Error = new(CellKind.Error, "", 0, default);

    public bool IsEmpty => Kind == CellKind.Empty;
}

/// <param name="Number">As the spreadsheet counts: from 1, empty rows too.</param>
/// <param name="Cells">From column A on; as many as the row has.</param>
/// <param name="Hidden">Not to be seen by whoever looks at the file.</param>
public sealed record SheetRow(int Number, SheetCell[] Cells, bool Hidden)
{
    public bool IsEmpty => Array.TrueForAll(Cells, cell => cell.IsEmpty);

    public SheetCell this[int column] => column < Cells.Length ? Cells[column] : SheetCell.Empty;
}

/// <summary>Cells that were merged: all but the first of them are empty. Rows from 1, columns from 0, both ends included.</summary>
public readonly record struct MergedCells(int FirstRow, int LastRow, int FirstColumn, int LastColumn);
