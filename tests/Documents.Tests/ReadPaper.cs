using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Gongshu.Documents.Tests;

/// <summary>A paper as somebody else's program reads it back.</summary>
internal sealed class ReadPaper
{
    private const double Margin = 20;

    private readonly List<List<Letter>> _letters = [];

    public ReadPaper(Paper paper)
        : this(paper.ToPdf())
    {
    }

    public ReadPaper(byte[] pdf)
    {
        Bytes = pdf;
        using var document = PdfDocument.Open(pdf);
        foreach (var page in document.GetPages())
        {
            Pages.Add(page.Text);
            Sizes.Add((page.Width, page.Height));
            _letters.Add([.. page.Letters]);
        }

        Title = document.Information.Title ?? "";
        Fonts = [.. _letters.SelectMany(page => page).Select(letter => letter.FontName ?? "").Distinct()];
    }

    public byte[] Bytes { get; }

    public List<string> Pages { get; } = [];

    public List<(double Width, double Height)> Sizes { get; } = [];

    public string Text => string.Concat(Pages);

    public string Title { get; }

    public IReadOnlyList<string> Fonts { get; }

    /// <summary>Nothing stands outside the margins, and no two letters share a place.</summary>
    public void AssertNothingCutOrOverlapping()
    {
        for (var i = 0; i < _letters.Count; i++)
        {
            var (width, height) = Sizes[i];
            foreach (var letter in _letters[i])
            {
                Assert.True(
                    letter.StartBaseLine.X >= Margin && letter.EndBaseLine.X <= width - Margin && letter.StartBaseLine.Y >= Margin && letter.StartBaseLine.Y <= height - Margin,
                    $"'{letter.Value}' on page {i + 1} stands at {letter.StartBaseLine}.");
            }

            AssertNoOverlap(_letters[i], i + 1);
        }
    }

    /// <summary>How often a text stands on one line.</summary>
    public int LinesWith(string text) => _letters.SelectMany((page, number) => page.GroupBy(letter => (number, Math.Round(letter.StartBaseLine.Y, 1))))
        .Sum(line => string.Concat(line.Select(letter => letter.Value)).Split(text).Length - 1);

    public int Times(string text)
    {
        var (times, all) = (0, Text);
        for (var at = all.IndexOf(text, StringComparison.Ordinal); at >= 0; at = all.IndexOf(text, at + text.Length, StringComparison.Ordinal)) times++;
        return times;
    }

    // Letters of one height on the page, from left to right: each begins where the one before it has ended. Lines are a whole letter apart.
    private static void AssertNoOverlap(IEnumerable<Letter> letters, int page)
    {
        var lines = letters.Where(letter => !string.IsNullOrWhiteSpace(letter.Value)).OrderBy(letter => letter.StartBaseLine.Y).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            for (var k = i + 1; k < lines.Count && lines[k].StartBaseLine.Y - lines[i].StartBaseLine.Y < 0.8 * Math.Min(lines[i].PointSize, lines[k].PointSize); k++)
            {
                var shared = Math.Min(lines[i].EndBaseLine.X, lines[k].EndBaseLine.X) - Math.Max(lines[i].StartBaseLine.X, lines[k].StartBaseLine.X);
                Assert.True(shared < 0.1 * lines[i].PointSize, $"'{lines[i].Value}' and '{lines[k].Value}' share a place on page {page}.");
            }
        }
    }
}
