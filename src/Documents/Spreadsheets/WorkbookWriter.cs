using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Gongshu.Documents.Spreadsheets;

/// <summary>
/// Writes an XLSX file row by row. Text is typed as text, so nothing in it is ever a formula and no number loses a digit; sheets in the order in
/// which they are begun, one at a time.
/// </summary>
public sealed class WorkbookWriter : IDisposable
{
    private readonly SpreadsheetDocument _document;
    private readonly Sheets _sheets = new();
    private readonly DefinedNames _names = new();

    /// <param name="file">Has to be readable, writable and seekable.</param>
    public WorkbookWriter(Stream file)
    {
        _document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook);
        var book = _document.AddWorkbookPart();
        book.AddNewPart<WorkbookStylesPart>().Stylesheet = WorkbookStyles.Sheet();
    }

    /// <param name="name">1 to 31 characters, without <c>: \ / ? * [ ]</c>.</param>
    /// <param name="widths">Of the columns, in characters.</param>
    /// <param name="frozenRows">How many rows stay in view.</param>
    public SheetWriter Begin(string name, int[] widths, int frozenRows = 0, bool hidden = false)
    {
        var book = _document.WorkbookPart!;
        var part = book.AddNewPart<WorksheetPart>();
        _sheets.Append(new DocumentFormat.OpenXml.Spreadsheet.Sheet
        {
            Id = book.GetIdOfPart(part),
            SheetId = (uint)_sheets.ChildElements.Count + 1,
            Name = name,
            State = hidden ? SheetStateValues.Hidden : SheetStateValues.Visible,
        });
        return new(part, widths, frozenRows);
    }

    /// <summary>Repeats the first rows of the last sheet on each printed page.</summary>
    public void RepeatOnPages(string sheet, int rows) => _names.Append(new DefinedName($"'{sheet}'!$1:${rows}")
    {
        Name = "_xlnm.Print_Titles",
        LocalSheetId = (uint)_sheets.ChildElements.Count - 1,
    });

    public void Dispose()
    {
        var book = new Workbook(_sheets);
        if (_names.HasChildren) book.Append(_names);
        _document.WorkbookPart!.Workbook = book;
        _document.Dispose();
    }
}
