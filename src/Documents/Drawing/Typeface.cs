using System.Collections.Concurrent;
using System.Text;
using SkiaSharp;

namespace Gongshu.Documents.Drawing;

/// <summary>The one font of all papers: Noto Serif SC, carried in the program. Thread-safe.</summary>
internal static class Typeface
{
    /// <summary>Printed where the font has no glyph: the typesetters' mark for a missing type.</summary>
    public const char Lacking = '〓';

    private const int UnitsPerEm = 1000;

    // Mapped with the program, so neither HarfBuzz nor Skia needs a copy of its 15 MB.
    private static readonly (nint Address, int Length) Bytes = Mapped();
    private static readonly SKTypeface Whole = Load();
    private static readonly ConcurrentDictionary<int, int> Advances = new();

    /// <summary>Whether the font has a glyph of its own for the character.</summary>
    public static bool Has(Rune character) => Advance(character.Value) >= 0;

    /// <summary>The width of a text whose characters the font has, in points.</summary>
    /// <param name="size">In points.</param>
    public static float WidthOf(ReadOnlySpan<char> text, float size)
    {
        var units = 0L;
        foreach (var rune in text.EnumerateRunes()) units += Math.Max(Advance(rune.Value), 0);
        return units * size / UnitsPerEm;
    }

    /// <summary>The font with these characters and no others; the caller disposes of it.</summary>
    public static SKTypeface With(IEnumerable<int> codePoints) => HarfBuzzSubset.Of(Bytes.Address, Bytes.Length, codePoints);

    // Thousandths of an em; -1: no glyph.
    private static int Advance(int codePoint) => Advances.GetOrAdd(codePoint, static codePoint =>
    {
        using var font = new SKFont(Whole, UnitsPerEm) { LinearMetrics = true, Subpixel = true, Hinting = SKFontHinting.None };
        return font.GetGlyph(codePoint) == 0 ? -1 : (int)MathF.Round(font.MeasureText(char.ConvertFromUtf32(codePoint)));
    });

    private static unsafe (nint, int) Mapped()
    {
        using var stream = typeof(Typeface).Assembly.GetManifestResourceStream("NotoSerifSC-Regular.ttf") as UnmanagedMemoryStream
            ?? throw new InvalidOperationException("The program was built without its font.");
        return ((nint)stream.PositionPointer, (int)stream.Length);
    }

    private static SKTypeface Load()
    {
        using var data = SKData.Create(Bytes.Address, Bytes.Length);
        return SKTypeface.FromData(data) ?? throw new InvalidOperationException("The program's font cannot be read.");
    }
}
