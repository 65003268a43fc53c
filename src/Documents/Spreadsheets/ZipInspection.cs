using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace Gongshu.Documents.Spreadsheets;

/// <summary>
/// Looks at a ZIP before any parser does: every entry is inflated once and counted, so that what its directory claims does not matter.
/// </summary>
public static class ZipInspection
{
    public const int MostEntries = 200;
    public const long MostInflated = 50L * 1024 * 1024;
    public const int MostRatio = 100;

    /// <summary>Small entries may be compressed as well as they like.</summary>
    private const long RatioFrom = 64 * 1024;

    /// <summary>Null: nothing is wrong with it. Leaves the stream at its beginning.</summary>
    public static UnreadableFile? Inspect(Stream file)
    {
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
            if (zip.Entries.Count > MostEntries) return UnreadableFile.Bomb;
            if (zip.Entries.Any(entry => !IsSafeName(entry.FullName) || IsLink(entry))) return UnreadableFile.UnsafeNames;
            if (zip.Entries.Any(entry => IsMacro(entry.FullName))) return UnreadableFile.Macros;
            return Inflate(zip);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            return UnreadableFile.Broken;
        }
        finally
        {
            file.Position = 0;
        }
    }

    private static UnreadableFile? Inflate(ZipArchive zip)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            long inflated = 0;
            foreach (var entry in zip.Entries)
            {
                long size = 0;
                var marks = new MarkSearch();
                using var content = entry.Open();
                int read;
                while ((read = content.Read(buffer)) > 0)
                {
                    (size, inflated) = (size + read, inflated + read);
                    if (inflated > MostInflated || (size > RatioFrom && size / MostRatio > Math.Max(entry.CompressedLength, 1))) return UnreadableFile.Bomb;
                    marks.Take(buffer.AsSpan(0, read));
                }

                if (marks.FailedFormula && entry.FullName.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase)) return UnreadableFile.FailedFormula;
                if (marks.DocumentType && IsXml(entry.FullName)) return UnreadableFile.DocumentType;
                if (marks.Macros && entry.FullName.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase)) return UnreadableFile.Macros;
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static bool IsSafeName(string name) =>
        name.Length is > 0 and <= 260 && name[0] is not ('/' or '\\') && !name.Contains('\\', StringComparison.Ordinal)
        && !name.Contains(':', StringComparison.Ordinal) && !name.AsSpan().ContainsAnyInRange('\0', '\u001F')
        && !name.Split('/').Contains("..", StringComparer.Ordinal);

    // The upper half of the attributes is the Unix mode; 0xA000 says symbolic link.
    private static bool IsLink(ZipArchiveEntry entry) => ((entry.ExternalAttributes >> 16) & 0xF000) == 0xA000;

    private static bool IsMacro(string name) =>
        name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || name.Contains("/macrosheets/", StringComparison.OrdinalIgnoreCase)
        || name.Contains("/activeX/", StringComparison.OrdinalIgnoreCase);

    private static bool IsXml(string name) =>
        name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);

    /// <summary>Finds words in a stream of blocks, also where a block ends inside one; in UTF-16 as well, whose zero bytes are skipped.</summary>
    private struct MarkSearch
    {
        private int _type, _macro, _failed, _failedToo;

        public bool DocumentType { get; private set; }
        /// <summary>The type of a cell whose formula failed: the reader would show it as empty.</summary>
        public bool FailedFormula { get; private set; }
        public bool Macros { get; private set; }

        public void Take(ReadOnlySpan<byte> block)
        {
            foreach (var b in block)
            {
                if (b == 0) continue;
                DocumentType |= Step(ref _type, b, "<!DOCTYPE"u8);
                Macros |= Step(ref _macro, b, "macroEnabled"u8);
                FailedFormula |= Step(ref _failed, b, " t=\"e\""u8) | Step(ref _failedToo, b, " t='e'"u8);
            }
        }

        // No proper beginning of these words comes again inside it, so a mismatch starts anew at most with this byte.
        private static bool Step(ref int at, byte b, ReadOnlySpan<byte> word)
        {
            at = b == word[at] ? at + 1 : b == word[0] ? 1 : 0;
            if (at < word.Length) return false;
            at = 0;
            return true;
        }
    }
}
