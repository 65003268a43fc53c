namespace Gongshu.Documents.Drawing;

/// <param name="Width">Its share of the paper's width.</param>
internal sealed record Column(string Head, int Width, Align Align = Align.Left);

/// <summary>Lists with one row each, over many pages.</summary>
internal sealed partial class Flow
{
    private const float RowLeading = 13.5f;
    private const int MostLines = 4;
    private static readonly float[] Sizes = [10, 9, 8, 7, 6];

    /// <summary>
    /// A list whose head stands on each page again, with a sum under each page and one under the whole. A text that is too long for its cell is
    /// wrapped, then set smaller; so is a number that would have to be broken.
    /// </summary>
    /// <param name="least">The height of a row, in points.</param>
    /// <param name="pageSum">From the first row of a page (counted from 0) and their number to the line under them; null: no line.</param>
    public void Table(Column[] columns, IReadOnlyList<string[]> rows, int least, Func<int, int, string>? pageSum, string? total)
    {
        var widths = Widths(columns);
        var sums = (pageSum is null ? 0 : least) + (total is null ? 0 : least);
        var head = Fit([.. columns.Select(column => column.Head)], widths);
        if (HeightOf(head, least) + least + sums > Room) NewPage();
        var (first, at) = (0, 0);
        Draw(head, least, columns, widths, Align.Centre);
        for (; at < rows.Count; at++)
        {
            var row = Fit(rows[at], widths);
            if (HeightOf(row, least) + sums > Room && at > first)
            {
                SumOf(first, at - first);
                NewPage();
                Draw(head, least, columns, widths, Align.Centre);
                first = at;
            }

            Draw(row, least, columns, widths, null);
        }

        SumOf(first, at - first);
        if (total is not null) Wide(total, widths, least);

        void SumOf(int from, int count)
        {
            if (pageSum is not null) Wide(pageSum(from, count), widths, least);
        }
    }

    private sealed record FittedCell(List<string> Lines, float Size)
    {
        public float Height => Lines.Count * Leading(Size);
    }

    private float[] Widths(Column[] columns)
    {
        var shares = columns.Sum(column => column.Width);
        return Array.ConvertAll(columns, column => (float)Width * column.Width / shares);
    }

    private FittedCell[] Fit(string[] texts, float[] widths) => [.. texts.Select((text, i) => Fit(Printable.Of(text), widths[i] - 2 * Padding))];

    private static FittedCell Fit(string printable, float width)
    {
        foreach (var size in Sizes)
        {
            var lines = TextLines.Of(printable, width, size);
            if ((lines.Count <= MostLines && TextLines.KeepsWords(printable, width, size)) || size == Sizes[^1]) return new(lines, size);
        }

        throw new InvalidOperationException("There is no smallest size.");
    }

    private static float HeightOf(FittedCell[] row, int least) => Math.Max(least, row.Max(cell => cell.Height) + Padding);

    private static float Leading(float size) => RowLeading * size / Sizes[0];

    /// <param name="forced">The head is set in the middle whatever its column.</param>
    private void Draw(FittedCell[] row, int least, Column[] columns, float[] widths, Align? forced)
    {
        var (x, height) = (Left, HeightOf(row, least));
        for (var i = 0; i < widths.Length; i++)
        {
            Box(x, _y, widths[i], height);
            var top = _y + (height - row[i].Height) / 2;
            var align = forced ?? columns[i].Align;
            foreach (var line in row[i].Lines)
            {
                var at = align switch { Align.Centre => x + widths[i] / 2, Align.Right => x + widths[i] - Padding, _ => x + Padding };
                Current.Text(line, at, top, row[i].Size, align);
                top += Leading(row[i].Size);
            }

            x += widths[i];
        }

        _y += height;
    }

    private void Wide(string text, float[] widths, int least)
    {
        float[] whole = [widths.Sum()];
        Draw(Fit([text], whole), least, [new Column("", 1, Align.Right)], whole, null);
    }
}
