namespace Gongshu.Documents.Drawing;

/// <summary>
/// A paper from top to bottom, over as many pages of A4 as it needs. Whole points, from the page's upper left corner; what does not fit goes on
/// overleaf, and nothing is cut.
/// </summary>
internal sealed partial class Flow
{
    public const int Side = 44;
    private const int Top = 48, Bottom = 56, Long = 842, Short = 595;
    private const float Left = Side;

    private readonly bool _landscape;
    private readonly List<Page> _pages = [];
    private float _y;

    public Flow(bool landscape = false)
    {
        _landscape = landscape;
        NewPage();
    }

    /// <summary>Every text that goes onto the paper goes through it.</summary>
    public PrintableText Printable { get; } = new();

    /// <summary>Between the margins, in points.</summary>
    public int Width => (_landscape ? Long : Short) - 2 * Side;

    private Page Current => _pages[^1];

    private float Limit => Current.Height - Bottom;


    private float Right => Current.Width - Side;

    private float Room => Limit - _y;

    public void Space(int points) => _y = Math.Min(_y + points, Limit);

    /// <summary>The paper's name, in the middle; a long one in several lines.</summary>
    public void Title(string title)
    {
        Lines(title, 18, Align.Centre, indent: false);
        Space(8);
    }

    public void Small(string text) => Lines(text, 9, Align.Left, indent: false);

    /// <summary>A paragraph with the first line moved in by two characters, as letters have it.</summary>
    public void Paragraph(string text) => Lines(text, 11, Align.Left, indent: true);

    public void Plain(string text, Align align = Align.Left) => Lines(text, 11, align, indent: false);

    /// <summary>One text at each end of a line; below one another when they do not fit beside.</summary>
    public void Sides(string left, string right)
    {
        const float size = 10.5f;
        var (one, other) = (Printable.Of(left), Printable.Of(right));
        var rest = Width - Typeface.WidthOf(other, size) - 12;
        var lines = rest < Width / 4f ? TextLines.Of(one, Width, size) : TextLines.Of(one, rest, size);
        foreach (var line in lines)
        {
            Need(size * Metrics.Leading);
            Current.Text(line, Left, _y, size);
            if (ReferenceEquals(line, lines[^1]) && rest >= Width / 4f) Current.Text(other, Right, _y, size, Align.Right);
            _y += size * Metrics.Leading;
        }

        if (lines.Count == 0 || rest < Width / 4f) Lines(other, size, Align.Right, indent: false);
    }

    /// <summary>Puts the feet under all pages and writes them.</summary>
    /// <param name="title">Of the file; never personal.</param>
    public Paper Finish(string title, string foot, DateTimeOffset printedAt)
    {
        NameLacking();
        for (var i = 0; i < _pages.Count; i++)
        {
            var page = _pages[i];
            var top = page.Height - Bottom + 18;
            page.Text(Printable.Of(foot), Left, top, 8.5f);
            page.Text(Printable.Of($"第 {i + 1} 页 共 {_pages.Count} 页"), page.Width / 2, top, 8.5f, Align.Centre);
            page.Text(Printable.Of($"打印时间 {printedAt:yyyy-MM-dd HH:mm}"), Right, top, 8.5f, Align.Right);
        }

        return new Paper(title, printedAt, _pages, [.. Printable.Lacking]);
    }

    /// <summary>What the font lacks is named, so that it can be written in by hand.</summary>
    private void NameLacking()
    {
        if (Printable.Lacking.Count == 0) return;
        var named = string.Join('、', Printable.Lacking.Select(codePoint => $"U+{codePoint:X4}"));
        Space(6);
        Small($"注：〓 代替字库中没有的字，请手工补写。其 Unicode 编码：{named}");
    }

    private void Lines(string text, float size, Align align, bool indent)
    {
        // An indent is two characters that are there, so that the first line breaks as it is printed.
        var printable = Printable.Of(text);
        var first = indent ? size * 2 : 0;
        var lines = first > 0 ? Indented(printable, size, first) : TextLines.Of(printable, Width, size);
        for (var i = 0; i < lines.Count; i++)
        {
            Need(size * Metrics.Leading);
            var x = align switch { Align.Centre => (Left + Right) / 2, Align.Right => Right, _ => Left + (i == 0 ? first : 0) };
            Current.Text(lines[i], x, _y, size, align);
            _y += size * Metrics.Leading;
        }
    }

    private List<string> Indented(string text, float size, float first)
    {
        var lines = TextLines.Of(text, Width - first, size);
        if (lines.Count < 2) return lines;
        var rest = text[lines[0].Length..].TrimStart();
        return [lines[0], .. TextLines.Of(rest, Width, size)];
    }

    private void Need(float height)
    {
        if (_y + height > Limit && _y > Top) NewPage();
    }

    private void NewPage()
    {
        _pages.Add(_landscape ? new Page(Long, Short) : new Page(Short, Long));
        _y = Top;
    }
}
