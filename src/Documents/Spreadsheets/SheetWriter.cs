using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Gongshu.Policy;

namespace Gongshu.Documents.Spreadsheets;

/// <summary>One sheet while it is written. What is asked for besides the rows (merges, drop-downs) is written at its end.</summary>
public sealed class SheetWriter : IDisposable
{
    private static readonly EnumValue<CellValues> Inline = new(CellValues.InlineString), Numeric = new(CellValues.Number);

    private readonly OpenXmlWriter _xml;
    private readonly List<string> _merged = [];
    private readonly List<DataValidation> _choices = [];
    private int _rows;
    private bool _landscape;

    internal SheetWriter(WorksheetPart part, int[] widths, int frozenRows)
    {
        _xml = OpenXmlWriter.Create(part);
        _xml.WriteStartElement(new Worksheet());
        var view = new SheetView { WorkbookViewId = 0 };
        if (frozenRows > 0)
            view.Append(new Pane { VerticalSplit = frozenRows, TopLeftCell = $"A{frozenRows + 1}", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen });
        _xml.WriteElement(new SheetViews(view));
        _xml.WriteElement(new Columns(widths.Select((width, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = width, CustomWidth = true })));
        _xml.WriteStartElement(new SheetData());
    }

    /// <summary>How many rows were written.</summary>
    public int Rows => _rows;

    /// <summary>Writes the next row.</summary>
    public SheetWriter Row(params ReadOnlySpan<WrittenCell> cells)
    {
        _rows++;
        _xml.WriteStartElement(new Row { RowIndex = (uint)_rows });
        for (var column = 0; column < cells.Length; column++) Write(cells[column], Name(column) + _rows.ToString(CultureInfo.InvariantCulture));
        _xml.WriteEndElement();
        return this;
    }

    /// <param name="range">Such as <c>A1:G1</c>.</param>
    public SheetWriter Merge(string range)
    {
        _merged.Add(range);
        return this;
    }

    /// <summary>A drop-down, or with no list only the note that appears beside a chosen cell.</summary>
    /// <param name="range">Such as <c>E2:E5001</c>.</param>
    /// <param name="list">A range of another sheet such as <c>选项!$A$1:$A$5</c>, or null.</param>
    /// <param name="note">At most 255 characters.</param>
    public SheetWriter Choose(string range, string? list, string title, string note)
    {
        var choice = new DataValidation
        {
            SequenceOfReferences = new ListValue<StringValue>([new StringValue(range)]),
            AllowBlank = true,
            ShowInputMessage = true,
            PromptTitle = title,
            Prompt = note,
        };
        if (list is not null)
        {
            (choice.Type, choice.ShowErrorMessage) = (DataValidationValues.List, true);
            (choice.ErrorTitle, choice.Error) = (title, note);
            choice.Append(new Formula1(list));
        }

        _choices.Add(choice);
        return this;
    }

    public SheetWriter Landscape()
    {
        _landscape = true;
        return this;
    }

    /// <summary>Ends the sheet.</summary>
    public void Dispose()
    {
        _xml.WriteEndElement();
        if (_merged.Count > 0) _xml.WriteElement(new MergeCells(_merged.Select(range => new MergeCell { Reference = range })));
        if (_choices.Count > 0) _xml.WriteElement(new DataValidations(_choices) { Count = (uint)_choices.Count });
        if (_landscape) _xml.WriteElement(new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToHeight = 0 });
        _xml.WriteEndElement();
        _xml.Dispose();
    }

    private void Write(WrittenCell cell, string place)
    {
        if (cell.Text is null && cell.Number is null)
        {
            if (cell.Style != CellStyle.Plain) _xml.WriteElement(new Cell { CellReference = place, StyleIndex = (uint)cell.Style });
            return;
        }

        _xml.WriteElement(cell.Text is { } text
            ? new Cell(new InlineString(new Text(SheetText.Escape(text)) { Space = SpaceProcessingModeValues.Preserve })) { CellReference = place, DataType = Inline, StyleIndex = (uint)cell.Style }
            : new Cell(new CellValue(cell.Number!.Value)) { CellReference = place, DataType = Numeric, StyleIndex = (uint)cell.Style });
    }

    /// <summary>The letters of a column counted from 0.</summary>
    public static string Name(int column) => column < 26 ? ((char)('A' + column)).ToString() : Name(column / 26 - 1) + (char)('A' + column % 26);
}

/// <summary>A cell to be written: a text, or a number; with neither, only its frame.</summary>
public readonly record struct WrittenCell(string? Text, decimal? Number, CellStyle Style)
{
    /// <summary>Text, typed as text: identity numbers, accounts and codes too.</summary>
    public static WrittenCell Of(string? text, CellStyle style = CellStyle.Text) => new(string.IsNullOrEmpty(text) ? null : text, null, style);

    public static WrittenCell Of(long number) => new(null, number, CellStyle.Plain);

    /// <summary>In yuan with two digits.</summary>
    public static WrittenCell Of(Money amount) => new(null, amount.ToYuan(), CellStyle.Money);

    /// <summary>As a date that a spreadsheet can sort.</summary>
    public static WrittenCell Of(DateOnly day) => new(null, day.DayNumber - Epoch.DayNumber, CellStyle.Day);

    public static WrittenCell Of(DateOnly? day) => day is { } given ? Of(given) : new(null, null, CellStyle.Day);

    // Excel counts from 1899-12-30 for every day after its 29 February 1900, which never was.
    private static readonly DateOnly Epoch = new(1899, 12, 30);
}
