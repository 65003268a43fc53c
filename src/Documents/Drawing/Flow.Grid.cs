namespace Gongshu.Documents.Drawing;

/// <summary>One line in a cell.</summary>
internal sealed record CellLine(string Text, Align Align = Align.Left);

/// <summary>A cell of a form: its lines, and how many columns it spans.</summary>
internal sealed record Cell(int Span, params CellLine[] Lines)
{
    /// <summary>Whether it stands in the middle of its cell's height, as labels do.</summary>
    public bool Middle { get; init; }

    public static Cell Label(string text) => new(1, [.. text.Split('\n').Select(line => new CellLine(line, Align.Centre))]) { Middle = true };

    public static Cell Value(string text, int span = 1) => new(span, new CellLine(text)) { Middle = true };
}

/// <summary>Forms with ruled cells.</summary>
internal sealed partial class Flow
{
    private const float CellSize = 10.5f, CellLeading = 16, Padding = 5;

    /// <summary>One row of a form; a row that is longer than the page goes on overleaf.</summary>
    /// <param name="columns">The widths of the form's columns, in points.</param>
    /// <param name="least">The height that the row has at least, in points: the place for seals and handwriting.</param>
    public void Row(int[] columns, int least, params Cell[] cells)
    {
        var placed = Place(columns, cells);
        var height = Math.Max(least, placed.Max(cell => cell.Lines.Count) * CellLeading + 2 * Padding);
        if (height > Room && (height <= Limit - Top || Room < 4 * CellLeading)) NewPage();
        var from = 0;
        while (true)
        {
            var fit = height <= Room ? int.MaxValue : Math.Max(1, (int)((Room - 2 * Padding) / CellLeading));
            var part = Math.Min(height, Math.Max(Room, CellLeading + 2 * Padding));
            Draw(placed, from, fit, part);
            _y += part;
            if (fit == int.MaxValue) return;
            from += fit;
            height = Math.Max(least, (placed.Max(cell => cell.Lines.Count) - from) * CellLeading + 2 * Padding);
            NewPage();
        }
    }

    private sealed record Placed(float Left, float Width, bool Middle, List<(string Text, Align Align)> Lines);

    private List<Placed> Place(int[] columns, Cell[] cells)
    {
        var placed = new List<Placed>();
        var (column, x) = (0, Left);
        foreach (var cell in cells)
        {
            var width = columns.Skip(column).Take(cell.Span).Sum();
            var lines = new List<(string, Align)>();
            foreach (var line in cell.Lines)
            {
                var printable = Printable.Of(line.Text);
                if (printable.Length == 0) lines.Add(("", line.Align));
                else lines.AddRange(TextLines.Of(printable, width - 2 * Padding, CellSize).Select(text => (text, line.Align)));
            }

            placed.Add(new(x, width, cell.Middle, lines));
            (column, x) = (column + cell.Span, x + width);
        }

        return placed;
    }

    private void Draw(List<Placed> cells, int from, int count, float height)
    {
        foreach (var cell in cells)
        {
            Box(cell.Left, _y, cell.Width, height);
            var lines = cell.Lines.Skip(from).Take(count).ToList();
            var top = _y + (cell.Middle ? (height - lines.Count * CellLeading) / 2 : Padding);
            foreach (var (text, align) in lines)
            {
                var x = align switch { Align.Centre => cell.Left + cell.Width / 2, Align.Right => cell.Left + cell.Width - Padding, _ => cell.Left + Padding };
                Current.Text(text, x, top, CellSize, align);
                top += CellLeading;
            }
        }
    }

    private void Box(float x, float y, float width, float height)
    {
        Current.Rule(x, y, x + width, y);
        Current.Rule(x, y + height, x + width, y + height);
        Current.Rule(x, y, x, y + height);
        Current.Rule(x + width, y, x + width, y + height);
    }
}
