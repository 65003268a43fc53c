using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Gongshu.Attachments;

/// <summary>
/// Looks at an XLSX or OFD before any parser does. Every entry is inflated once and counted, so that what the directory claims does not matter; nothing
/// is kept of it.
/// </summary>
internal static class ArchiveInspection
{
    public const int MostEntries = 200, MostRatio = 100;
    public const long MostInflated = 50L * 1024 * 1024;

    // Small entries may be compressed as well as they like; the parts that are parsed are small.
    private const long RatioFrom = 64 * 1024, MostParsed = 1024 * 1024;

    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostParsed };

    /// <summary>Null: nothing is wrong with it, and it is what it says.</summary>
    public static FileFault? Inspect(Stream file, FileType type)
    {
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
            if (archive.Entries.Count > MostEntries) return Unsafe("压缩包的条目过多。");
            var names = archive.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (names.Count < archive.Entries.Count) return Unsafe("压缩包内有重名的条目。");
            if (archive.Entries.Any(entry => !IsSafeName(entry.FullName) || IsLink(entry))) return Unsafe("压缩包内含有不安全的路径或链接。");
            if (names.Any(IsMacro)) return Unsafe("文件含有宏。");
            if (!IsOf(type, names)) return new FileFault(FileFaultKind.Mismatch, "文件内容与文件名或声明的类型不符。");
            return Inflate(archive);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            return Unsafe("压缩包已损坏。");
        }
        catch (XmlException)
        {
            return Unsafe("文件内的关系或类型说明无法读取，或含有文档类型声明（DTD）。");
        }
    }

    private static bool IsOf(FileType type, HashSet<string> names) => type == FileType.Ofd
        ? names.Contains("OFD.xml")
        : names.Contains("[Content_Types].xml") && names.Contains("xl/workbook.xml");

    private static FileFault? Inflate(ZipArchive archive)
    {
        long inflated = 0;
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            foreach (var entry in archive.Entries)
            {
                var (size, declares) = (0L, new DoctypeSearch());
                using (var content = entry.Open())
                {
                    int read;
                    while ((read = content.Read(buffer)) > 0)
                    {
                        (size, inflated) = (size + read, inflated + read);
                        if (inflated > MostInflated) return Unsafe("压缩包解压后过大。");
                        if (size > RatioFrom && size / MostRatio > Math.Max(entry.CompressedLength, 1)) return Unsafe("压缩比异常。");
                        declares.Take(buffer.AsSpan(0, read));
                    }
                }

                if (declares.Found && IsXml(entry.FullName)) return Unsafe("XML 中含有文档类型声明（DTD）。");
                if (Parse(entry) is { } fault) return fault;
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>The two kinds of part that say what others are and where they point.</summary>
    private static FileFault? Parse(ZipArchiveEntry entry)
    {
        if (entry.FullName.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase))
            return Any(entry, reader => reader.GetAttribute("ContentType") is { } type && (type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || type.Contains("vbaProject", StringComparison.OrdinalIgnoreCase)))
                ? Unsafe("文件含有宏。") : null;
        if (!entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)) return null;
        // A link that somebody has to click is none that the file follows by itself.
        return Any(entry, reader => string.Equals(reader.GetAttribute("TargetMode"), "External", StringComparison.OrdinalIgnoreCase)
            && reader.GetAttribute("Type")?.EndsWith("/hyperlink", StringComparison.OrdinalIgnoreCase) != true)
            ? Unsafe("文件引用了外部内容。") : null;
    }

    private static bool Any(ZipArchiveEntry entry, Func<XmlReader, bool> wanted)
    {
        using var content = entry.Open();
        using var reader = XmlReader.Create(content, Strict);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && wanted(reader)) return true;
        }

        return false;
    }

    private static bool IsSafeName(string name) =>
        name.Length is > 0 and <= 260 && name[0] is not '/' && !name.AsSpan().ContainsAny('\\', ':') && !name.AsSpan().ContainsAnyInRange('\0', '\u001F')
        && !name.Split('/').Contains("..", StringComparer.Ordinal);

    // The upper half of the attributes is the Unix mode; 0xA000 says symbolic link.
    private static bool IsLink(ZipArchiveEntry entry) => ((entry.ExternalAttributes >> 16) & 0xF000) == 0xA000;

    private static bool IsMacro(string name) =>
        name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || name.Contains("macrosheets/", StringComparison.OrdinalIgnoreCase) || name.Contains("activeX/", StringComparison.OrdinalIgnoreCase);

    private static bool IsXml(string name) => name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);

    private static FileFault Unsafe(string detail) => new(FileFaultKind.Unsafe, detail);

    /// <summary>Finds a document type across the ends of blocks; in UTF-16 too, whose zero bytes are skipped.</summary>
    private struct DoctypeSearch
    {
        private int _at;

        public bool Found { get; private set; }

        public void Take(ReadOnlySpan<byte> block)
        {
            var word = "<!DOCTYPE"u8;
            foreach (var b in block)
            {
                if (b == 0) continue;
                // No beginning of the word comes again inside it, so a mismatch starts anew at most with this byte.
                _at = b == word[_at] ? _at + 1 : b == word[0] ? 1 : 0;
                if (_at < word.Length) continue;
                (Found, _at) = (true, 0);
            }
        }
    }
}
