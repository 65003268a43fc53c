using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Gongshu.Documents.Spreadsheets;

/// <summary>How a cell looks. The value is its index in the style sheet.</summary>
public enum CellStyle
{
    Plain = 0,
    /// <summary>Number format <c>@</c>.</summary>
    Text = 1,
    /// <summary>Number format <c>0.00</c>.</summary>
    Money = 2,
    /// <summary>Number format <c>yyyy-mm-dd</c>.</summary>
    Day = 3,
    /// <summary>Bold, framed, shaded.</summary>
    Head = 4,
    /// <summary>Bold, larger, centred.</summary>
    Title = 5,
    /// <summary>Text, framed: a cell of a form.</summary>
    Framed = 6,
    /// <summary>Text that breaks into lines.</summary>
    Wrapped = 7,
}

internal static class WorkbookStyles
{
    private const uint TextFormat = 49, MoneyFormat = 2, DayFormat = 164;

    public static Stylesheet Sheet() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = DayFormat, FormatCode = "yyyy\\-mm\\-dd" }),
        new Fonts(Face(11), new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "SimSun" }), new Font(new Bold(), new FontSize { Val = 16 }, new FontName { Val = "SimSun" })),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE7EEF7" }) { PatternType = PatternValues.Solid })),
        new Borders(new Border(), Frame()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { NumberFormatId = TextFormat, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = MoneyFormat, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = DayFormat, ApplyNumberFormat = true },
            new CellFormat(Aligned(wrap: true)) { NumberFormatId = TextFormat, FontId = 1, FillId = 2, BorderId = 1, ApplyNumberFormat = true, ApplyFont = true, ApplyFill = true, ApplyBorder = true, ApplyAlignment = true },
            new CellFormat(Aligned(wrap: false)) { FontId = 2, ApplyFont = true, ApplyAlignment = true },
            new CellFormat(Aligned(wrap: true)) { NumberFormatId = TextFormat, BorderId = 1, ApplyNumberFormat = true, ApplyBorder = true, ApplyAlignment = true },
            new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top }) { NumberFormatId = TextFormat, ApplyNumberFormat = true, ApplyAlignment = true }));

    private static Font Face(int size) => new(new FontSize { Val = size }, new FontName { Val = "SimSun" });

    private static Alignment Aligned(bool wrap) => new() { Horizontal = HorizontalAlignmentValues.Center, Vertical = VerticalAlignmentValues.Center, WrapText = wrap };

    private static Border Frame() => new(
        new LeftBorder { Style = BorderStyleValues.Thin }, new RightBorder { Style = BorderStyleValues.Thin },
        new TopBorder { Style = BorderStyleValues.Thin }, new BottomBorder { Style = BorderStyleValues.Thin }, new DiagonalBorder());
}
