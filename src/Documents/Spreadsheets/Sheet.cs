namespace Gongshu.Documents.Spreadsheets;

/// <summary>One sheet of a file, read row by row: only what is asked for is in memory.</summary>
/// <param name="Name">Empty for a CSV.</param>
/// <param name="Hidden">Not to be seen by whoever looks at the file.</param>
/// <param name="Merged">Empty for a CSV.</param>
/// <param name="Rows">To be read once, before the next sheet is asked for; without the empty rows.</param>
/// <param name="IsText">Whether the cells are the text of a CSV, where a spreadsheet may have rounded numbers that look like text now.</param>
public sealed record Sheet(string Name, bool Hidden, IReadOnlyList<MergedCells> Merged, IEnumerable<SheetRow> Rows, bool IsText)
{
    /// <summary>Day 0 of spreadsheets, but for those that count from 1904.</summary>
    public static readonly DateOnly DayZeroOf1900 = new(1899, 12, 30);

    /// <summary>The day that the number 0 means where a number is a day.</summary>
    public DateOnly DayZero { get; init; } = DayZeroOf1900;

    /// <summary>More columns than any list of ours has.</summary>
    public const int MostColumns = 200;

    /// <summary>The last row of a spreadsheet.</summary>
    public const int LastRow = 1_048_576;

    /// <summary>The longest text of a cell, as spreadsheets have it.</summary>
    public const int MostCharacters = 32_767;
}
