using SkiaSharp;

namespace Gongshu.Documents.Drawing;

/// <summary>Pages as PDF/A-ready PDF: one embedded, subset font, metadata, nothing that runs.</summary>
internal static class PdfWriter
{
    private const string Producer = "Gongshu";

    /// <param name="title">Never a person's name or number: metadata are read without opening the paper.</param>
    public static void Write(Stream output, string title, DateTimeOffset printedAt, IReadOnlyList<Page> pages)
    {
        var metadata = new SKDocumentPdfMetadata
        {
            Title = title,
            Creator = Producer,
            Producer = Producer,
            Creation = printedAt.UtcDateTime,
            Modified = printedAt.UtcDateTime,
            PdfA = true,
            RasterDpi = SKDocumentPdfMetadata.DefaultRasterDpi,
            EncodingQuality = SKDocumentPdfMetadata.DefaultEncodingQuality,
        };
        using var typeface = Typeface.With(CodePoints(pages));
        using var document = SKDocument.CreatePdf(output, metadata);
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        foreach (var page in pages)
        {
            Draw(document.BeginPage(page.Width, page.Height), page, typeface, ink);
            document.EndPage();
        }

        document.Close();
    }

    private static SortedSet<int> CodePoints(IEnumerable<Page> pages)
    {
        var all = new SortedSet<int>();
        foreach (var mark in pages.SelectMany(page => page.Texts))
            foreach (var rune in mark.Text.EnumerateRunes()) all.Add(rune.Value);
        return all;
    }

    private static void Draw(SKCanvas canvas, Page page, SKTypeface typeface, SKPaint ink)
    {
        // In the order of reading, so that whoever takes the text out, or has it read aloud, gets it so.
        using var font = new SKFont(typeface) { LinearMetrics = true, Subpixel = true, Hinting = SKFontHinting.None };
        foreach (var mark in page.Texts)
        {
            font.Size = mark.Size;
            canvas.DrawText(mark.Text, mark.X, mark.Y, AlignOf(mark.Align), font, ink);
        }

        ink.Style = SKPaintStyle.Stroke;
        foreach (var rule in page.Rules)
        {
            ink.StrokeWidth = rule.Weight;
            canvas.DrawLine(rule.X1, rule.Y1, rule.X2, rule.Y2, ink);
        }

        ink.Style = SKPaintStyle.Fill;
    }

    private static SKTextAlign AlignOf(Align align) => align switch
    {
        Align.Centre => SKTextAlign.Center,
        Align.Right => SKTextAlign.Right,
        _ => SKTextAlign.Left,
    };
}
