using System.Globalization;
using System.Text;

namespace Gongshu.Policy;

/// <summary>
/// Unicode normalisation form KC, pinned to Unicode 14.0 and independent of the machine.
/// </summary>
/// <remarks>
/// <c>string.Normalize</c> changes nothing in this program: it needs the ICU library, and the program runs in
/// globalization-invariant mode. Pseudonyms are made from normalised text and are permanent, so a newer ICU on the next
/// machine must not give a person a second one either.
/// </remarks>
public static class Nfkc
{
    private const int HangulBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TrailBase = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TrailCount = 28;

    private static readonly Lazy<Table> Data = new(Table.Load);

    /// <summary>The text in form KC. Lone surrogates stay as they are. Never throws; takes time in n log n.</summary>
    public static string Normalise(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsPlain(text))
            return text;

        var table = Data.Value;
        var points = new List<int>(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            int point = text[i];
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                point = char.ConvertToUtf32(text[i], text[++i]);
            Decompose(point, table, points);
        }

        Reorder(points, table);
        Compose(points, table);
        return Encode(points);
    }

    // ASCII and the common Chinese characters are in form KC already, and none of them composes with a neighbour.
    private static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (c is >= '\u0080' and (< '\u4E00' or > '\u9FFF'))
                return false;
        }

        return true;
    }

    private static void Decompose(int point, Table table, List<int> into)
    {
        var syllable = point - HangulBase;
        if (syllable is >= 0 and < LeadCount * VowelCount * TrailCount)
        {
            into.Add(LeadBase + syllable / (VowelCount * TrailCount));
            into.Add(VowelBase + syllable % (VowelCount * TrailCount) / TrailCount);
            if (syllable % TrailCount != 0)
                into.Add(TrailBase + syllable % TrailCount);
        }
        else if (table.Decompositions.TryGetValue(point, out var parts))
        {
            into.AddRange(parts);
        }
        else
        {
            into.Add(point);
        }
    }

    private static void Reorder(List<int> points, Table table)
    {
        var start = 0;
        while (start < points.Count)
        {
            if (table.ClassOf(points[start]) == 0)
            {
                start++;
                continue;
            }

            var end = start + 1;
            while (end < points.Count && table.ClassOf(points[end]) != 0)
                end++;
            if (end - start > 1)
            {
                // OrderBy is stable, as canonical ordering demands.
                var ordered = points.GetRange(start, end - start).OrderBy(table.ClassOf).ToArray();
                for (var i = 0; i < ordered.Length; i++)
                    points[start + i] = ordered[i];
            }

            start = end;
        }
    }

    private static void Compose(List<int> points, Table table)
    {
        int write = 0, starter = -1, lastClass = 0;
        for (var read = 0; read < points.Count; read++)
        {
            var point = points[read];
            var pointClass = table.ClassOf(point);
            var blocked = starter < 0 || (write - starter > 1 && (lastClass == 0 || lastClass >= pointClass));
            if (!blocked && TryCompose(points[starter], point, table, out var composed))
            {
                points[starter] = composed;
                continue;
            }

            if (pointClass == 0)
                starter = write;
            lastClass = pointClass;
            points[write++] = point;
        }

        points.RemoveRange(write, points.Count - write);
    }

    private static bool TryCompose(int first, int second, Table table, out int composed)
    {
        if (first is >= LeadBase and < LeadBase + LeadCount && second is >= VowelBase and < VowelBase + VowelCount)
        {
            composed = HangulBase + ((first - LeadBase) * VowelCount + second - VowelBase) * TrailCount;
            return true;
        }

        var syllable = first - HangulBase;
        if (syllable is >= 0 and < LeadCount * VowelCount * TrailCount && syllable % TrailCount == 0
            && second is > TrailBase and < TrailBase + TrailCount)
        {
            composed = first + second - TrailBase;
            return true;
        }

        return table.Pairs.TryGetValue((first, second), out composed);
    }

    private static string Encode(List<int> points)
    {
        var text = new StringBuilder(points.Count);
        foreach (var point in points)
        {
            if (point <= char.MaxValue)
                text.Append((char)point);
            else
                text.Append(char.ConvertFromUtf32(point));
        }

        return text.ToString();
    }

    private sealed record Table(
        Dictionary<int, int[]> Decompositions,
        Dictionary<int, int> Classes,
        Dictionary<(int First, int Second), int> Pairs)
    {
        public int ClassOf(int point) => point < 0x300 ? 0 : Classes.GetValueOrDefault(point);

        public static Table Load()
        {
            var table = new Table([], [], []);
            using var stream = typeof(Nfkc).Assembly.GetManifestResourceStream("nfkc-14.0.tsv")
                ?? throw new InvalidOperationException("The normalisation table is not in the assembly.");
            using var reader = new StreamReader(stream, Encoding.ASCII);
            while (reader.ReadLine() is { } row)
            {
                if (row.StartsWith('#'))
                    continue;
                var cells = row.Split('\t');
                switch (cells[0])
                {
                    case "D":
                        table.Decompositions.Add(Hex(cells[1]), Array.ConvertAll(cells[2].Split(' '), Hex));
                        break;
                    case "C":
                        table.Classes.Add(Hex(cells[1]), int.Parse(cells[2], CultureInfo.InvariantCulture));
                        break;
                    default:
                        var pair = cells[1].Split(' ');
                        table.Pairs.Add((Hex(pair[0]), Hex(pair[1])), Hex(cells[2]));
                        break;
                }
            }

            return table;
        }

        private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
