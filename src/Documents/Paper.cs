using Gongshu.Documents.Drawing;

namespace Gongshu.Documents;

/// <summary>A paper that is laid out, and can be written.</summary>
public sealed class Paper
{
    private readonly string _title;
    private readonly DateTimeOffset _printedAt;
    private readonly IReadOnlyList<Page> _pages;

    internal Paper(string title, DateTimeOffset printedAt, IReadOnlyList<Page> pages, int[] lacking)
    {
        (_title, _printedAt, _pages) = (title, printedAt, pages);
        Lacking = lacking;
    }

    public int Pages => _pages.Count;

    /// <summary>Code points that the font has no glyph for: printed as 〓, and named under the text.</summary>
    public IReadOnlyList<int> Lacking { get; }

    /// <summary>Writes the paper as PDF. The stream is written to without waiting: not one of a connection.</summary>
    public void WriteTo(Stream output) => PdfWriter.Write(output, _title, _printedAt, _pages);

    public byte[] ToPdf()
    {
        using var bytes = new MemoryStream();
        WriteTo(bytes);
        return bytes.ToArray();
    }
}
