using CsvHelper;

namespace Gongshu.Documents.Spreadsheets;

/// <summary>The rows of a CSV file; separated by commas, semicolons, tabs or bars.</summary>
internal static class CsvSheet
{
    private static readonly CsvReaderOptions Options = new()
    {
        HasHeader = false,
        SkipEmptyLines = false,
        FieldCountMismatch = CsvFieldCountHandling.Allow,
        MalformedData = CsvMalformedDataHandling.Throw,
        IncludeValuesInExceptions = false,
    };

    public static Sheet Of(ReadOnlyMemory<byte> utf8) => new("", Hidden: false, [], Rows(utf8), IsText: true);

    private static IEnumerable<SheetRow> Rows(ReadOnlyMemory<byte> utf8)
    {
        using var reader = CsvReader.Create(utf8, Options);
        for (var number = 1; Read(reader, number); number++)
        {
            if (number > Sheet.LastRow) throw new UnreadableFileException(UnreadableFile.TooManyRows(Sheet.LastRow));
            if (reader.FieldCount > Sheet.MostColumns) throw new UnreadableFileException(UnreadableFile.TooWide);
            var cells = new SheetCell[reader.FieldCount];
            for (var column = 0; column < cells.Length; column++) cells[column] = CellOf(reader.GetString(column));
            var row = new SheetRow(number, cells, Hidden: false);
            if (!row.IsEmpty) yield return row;
        }
    }

    private static SheetCell CellOf(string text)
    {
        if (text.Length > Sheet.MostCharacters) throw new UnreadableFileException(UnreadableFile.NoSpreadsheet);
        return SheetCell.OfText(FormulaText.Undo(text));
    }

    private static bool Read(CsvReader reader, int number)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException)
        {
            throw new UnreadableFileException(UnreadableFile.BadQuotes(number));
        }
    }
}
