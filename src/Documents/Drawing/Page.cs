namespace Gongshu.Documents.Drawing;

/// <summary>Where a text stands in its place.</summary>
internal enum Align { Left = 1, Centre = 2, Right = 3 }

/// <summary>One line of text. Lengths are points, from the page's upper left corner.</summary>
/// <param name="X">Its left end, middle or right end, as <paramref name="Align"/> says.</param>
/// <param name="Y">Its baseline.</param>
internal readonly record struct TextMark(string Text, float X, float Y, float Size, Align Align);

/// <summary>A straight rule.</summary>
internal readonly record struct RuleMark(float X1, float Y1, float X2, float Y2, float Weight);

/// <summary>What is drawn on one page.</summary>
internal sealed class Page(float width, float height)
{
    public float Width => width;

    public float Height => height;

    public List<TextMark> Texts { get; } = [];

    public List<RuleMark> Rules { get; } = [];

    public void Rule(float x1, float y1, float x2, float y2, float weight = 0.6f) => Rules.Add(new(x1, y1, x2, y2, weight));

    /// <param name="top">The upper edge of the line; the baseline follows from the size.</param>
    public void Text(string text, float x, float top, float size, Align align = Align.Left)
    {
        if (text.Length > 0) Texts.Add(new(text, x, top + size * Metrics.Ascent, size, align));
    }
}

/// <summary>Proportions of the font, in ems.</summary>
internal static class Metrics
{
    /// <summary>From a line's upper edge to its baseline.</summary>
    public const float Ascent = 1.05f;

    /// <summary>From one line to the next.</summary>
    public const float Leading = 1.5f;
}
