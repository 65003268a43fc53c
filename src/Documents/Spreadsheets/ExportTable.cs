using System.Globalization;
using CsvHelper;
using Gongshu.Policy;

namespace Gongshu.Documents.Spreadsheets;

/// <summary>A table that is given out as CSV or XLSX, with the same cells in both.</summary>
/// <param name="Name">Of the sheet.</param>
/// <param name="Rows">Below the head; each as long as the head.</param>
public sealed record ExportTable(string Name, string[] Head, IEnumerable<WrittenCell[]> Rows)
{
    private static readonly CsvWriterOptions Csv = new() { WriteByteOrderMark = true, Injection = CsvInjection.Escape };

    /// <summary>RFC 4180 in UTF-8 with a byte order mark; a cell that a spreadsheet would run as a formula gets an apostrophe. Several tables stand one below the other, a blank line between them.</summary>
    public static byte[] ToCsv(params IReadOnlyList<ExportTable> tables)
    {
        using var bytes = new MemoryStream();
        for (var i = 0; i < tables.Count; i++)
        {
            if (i > 0) bytes.Write("\r\n"u8);
            using var csv = CsvWriter.Create(bytes, Csv with { WriteByteOrderMark = i == 0, ValidateFieldCount = false }, leaveOpen: true);
            if (tables.Count > 1) csv.WriteRecord([tables[i].Name]);
            csv.WriteRecord(tables[i].Head);
            foreach (var row in tables[i].Rows) Write(csv, row);
        }

        return bytes.ToArray();
    }

    /// <summary>A workbook with a sheet for each table.</summary>
    public static byte[] ToXlsx(params IReadOnlyList<ExportTable> tables)
    {
        using var bytes = new MemoryStream();
        using (var book = new WorkbookWriter(bytes))
        {
            foreach (var table in tables)
            {
                using var sheet = book.Begin(table.Name, Array.ConvertAll(table.Head, _ => 20), frozenRows: 1);
                sheet.Row(Array.ConvertAll(table.Head, name => WrittenCell.Of(name, CellStyle.Head)));
                foreach (var row in table.Rows) sheet.Row(row);
            }
        }

        return bytes.ToArray();
    }

    // Only text can be a formula: a number keeps its sign.
    private static void Write(CsvWriter csv, WrittenCell[] row)
    {
        foreach (var cell in row)
        {
            if (cell.Number is { } number && cell.Text is null) WriteNumber(csv, number, cell.Style);
            else csv.WriteField(cell.Text);
        }

        csv.EndRecord();
    }

    private static void WriteNumber(CsvWriter csv, decimal number, CellStyle style)
    {
        if (style == CellStyle.Day) csv.WriteField(new DateOnly(1899, 12, 30).AddDays((int)number), "yyyy-MM-dd");
        else csv.WriteField(number, style == CellStyle.Money ? "0.00" : "", CultureInfo.InvariantCulture);
    }
}
