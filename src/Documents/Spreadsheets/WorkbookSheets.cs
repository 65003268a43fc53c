using System.Text;
using ExcelDataReader;

namespace Gongshu.Documents.Spreadsheets;

/// <summary>The sheets of an XLSX file, read one row at a time. The ZIP has been inspected before.</summary>
internal static class WorkbookSheets
{
    static WorkbookSheets() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <exception cref="UnreadableFileException">It is none, or damaged. Also thrown while rows are read.</exception>
    public static IEnumerable<Sheet> Of(Stream file)
    {
        var dates = Guarded(() => DateSystem.Of(file));
        file.Position = 0;
        using var reader = Guarded(() => ExcelReaderFactory.CreateOpenXmlReader(file, new ExcelReaderConfiguration { LeaveOpen = true }));
        for (var more = true; more; more = Guarded(reader.NextResult))
        {
            var merged = Guarded(() => reader.MergeCells) ?? [];
            yield return new(
                reader.Name ?? "", !string.Equals(reader.VisibleState, "visible", StringComparison.OrdinalIgnoreCase),
                Array.ConvertAll(merged, range => new MergedCells(range.FromRow + 1, range.ToRow + 1, range.FromColumn, range.ToColumn)),
                Rows(reader, dates.Late), IsText: false)
            { DayZero = dates.DayZero };
        }
    }

    private static IEnumerable<SheetRow> Rows(IExcelDataReader reader, int late)
    {
        for (var number = 1; Guarded(reader.Read); number++)
        {
            if (number > Sheet.LastRow) throw new UnreadableFileException(UnreadableFile.Broken);
            if (reader.FieldCount > Sheet.MostColumns && !FitsAll(reader)) throw new UnreadableFileException(UnreadableFile.TooWide);
            var row = Guarded(() => RowOf(reader, number, late));
            if (!row.IsEmpty) yield return row;
        }
    }

    // A stray format far to the right makes a sheet wide; only what holds something counts.
    private static bool FitsAll(IExcelDataReader reader)
    {
        for (var column = Sheet.MostColumns; column < reader.FieldCount; column++)
        {
            if (reader.GetValue(column) is not (null or "")) return false;
        }

        return true;
    }

    private static SheetRow RowOf(IExcelDataReader reader, int number, int late)
    {
        var cells = new SheetCell[Math.Min(reader.FieldCount, Sheet.MostColumns)];
        for (var column = 0; column < cells.Length; column++) cells[column] = CellOf(reader, column, late);
        // The library answers a height of 0 for a row that is hidden.
        return new(number, cells, Hidden: reader.RowHeight == 0);
    }

    private static SheetCell CellOf(IExcelDataReader reader, int column, int late)
    {
        return reader.GetValue(column) switch
        {
            null => SheetCell.Empty,
            string { Length: > Sheet.MostCharacters } => throw new UnreadableFileException(UnreadableFile.Broken),
            string text => SheetCell.OfText(text),
            // A decimal made of a double keeps 15 significant digits: all that the spreadsheet itself keeps.
            double number => double.IsFinite(number) && Math.Abs(number) < 1e28 ? SheetCell.OfNumber((decimal)number) : SheetCell.Error,
            int number => SheetCell.OfNumber(number),
            DateTime day => SheetCell.OfDay(DateOnly.FromDateTime(day).AddDays(late)),
            bool truth => SheetCell.OfTruth(truth),
            _ => SheetCell.Error,
        };
    }

    /// <summary>
    /// The one place where the library's exceptions end. Which ones a damaged part makes it throw is not documented, and any of them says the same:
    /// this file cannot be read.
    /// </summary>
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is not (OutOfMemoryException or UnreadableFileException))
        {
            throw new UnreadableFileException(UnreadableFile.Broken);
        }
    }
}
