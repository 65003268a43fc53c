using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Gongshu.Documents.Archives;

/// <summary>
/// Looks at a ZIP (XLSX, OFD) before any parser does. Every entry is inflated once and counted, so that what the directory claims does not matter;
/// nothing is kept of it.
/// </summary>
public static class ArchiveInspection
{
    public const int MostEntries = 200, MostRatio = 100;
    public const long MostInflated = 50L * 1024 * 1024;

    // Small entries may be compressed as well as they like.
    private const long RatioFrom = 64 * 1024;

    /// <param name="file">Is left anywhere.</param>
    /// <returns>Null: nothing is wrong with it, and it is of its kind.</returns>
    public static ArchiveFault? Inspect(Stream file, ArchiveKind kind)
    {
        try
        {
            if (ArchiveDirectory.FaultOf(file, MostEntries) is { } fault) return fault;
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
            return Directory(archive, kind) ?? Inflate(archive, kind);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            return ArchiveFault.Broken;
        }
        catch (XmlException)
        {
            return ArchiveFault.UnreadablePart;
        }
    }

    private static ArchiveFault? Directory(ZipArchive archive, ArchiveKind kind)
    {
        var names = archive.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (names.Count < archive.Entries.Count) return ArchiveFault.RepeatedNames;
        if (archive.Entries.Any(entry => !IsSafeName(entry.FullName) || IsLink(entry))) return ArchiveFault.UnsafeNames;
        if (names.Any(IsMacro)) return ArchiveFault.Macros;
        return kind.Entries.All(names.Contains) ? null : ArchiveFault.OtherKind;
    }

    private static ArchiveFault? Inflate(ZipArchive archive, ArchiveKind kind)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            long inflated = 0;
            foreach (var entry in archive.Entries)
            {
                var (size, marks) = (0L, new MarkSearch());
                using (var content = entry.Open())
                {
                    int read;
                    while ((read = content.Read(buffer)) > 0)
                    {
                        (size, inflated) = (size + read, inflated + read);
                        if (inflated > MostInflated) return ArchiveFault.TooLarge;
                        if (size > RatioFrom && size / MostRatio > Math.Max(entry.CompressedLength, 1)) return ArchiveFault.OverRatio;
                        marks.Take(buffer.AsSpan(0, read));
                    }
                }

                if (FaultOf(entry.FullName, marks, kind) is { } marked) return marked;
                if (ArchiveParts.FaultOf(entry) is { } fault) return fault;
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static ArchiveFault? FaultOf(string name, in MarkSearch marks, ArchiveKind kind)
    {
        if (kind.IsRead && marks.FailedFormula && name.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase)) return ArchiveFault.FailedFormula;
        if (marks.DocumentType && IsXml(name)) return ArchiveFault.DocumentType;
        return marks.Macros && ArchiveParts.IsContentTypes(name) ? ArchiveFault.Macros : null;
    }

    private static bool IsSafeName(string name) =>
        name.Length is > 0 and <= 260 && name[0] is not '/' && !name.AsSpan().ContainsAny('\\', ':') && !name.AsSpan().ContainsAnyInRange('\0', '\u001F')
        && !name.Split('/').Contains("..", StringComparer.Ordinal);

    // The upper half of the attributes is the Unix mode; 0xA000 says symbolic link.
    private static bool IsLink(ZipArchiveEntry entry) => ((entry.ExternalAttributes >> 16) & 0xF000) == 0xA000;

    private static bool IsMacro(string name) =>
        name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || name.Contains("macrosheets/", StringComparison.OrdinalIgnoreCase)
        || name.Contains("activeX/", StringComparison.OrdinalIgnoreCase);

    private static bool IsXml(string name) =>
        name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);
}
