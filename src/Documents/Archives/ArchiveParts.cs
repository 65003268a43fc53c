using System.IO.Compression;
using System.Xml;

namespace Gongshu.Documents.Archives;

/// <summary>The two kinds of part of an office file that say what others are and where they point (ECMA-376, part 2).</summary>
internal static class ArchiveParts
{
    private const long MostCharacters = 1024 * 1024;

    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostCharacters };

    public static bool IsContentTypes(string name) => name.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="XmlException">The part is no XML, declares a document type, or is too long.</exception>
    public static ArchiveFault? FaultOf(ZipArchiveEntry entry)
    {
        if (IsContentTypes(entry.FullName)) return Any(entry, IsMacro) ? ArchiveFault.Macros : null;
        return entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase) && Any(entry, IsExternal) ? ArchiveFault.ExternalContent : null;
    }

    private static bool IsMacro(XmlReader element) => element.GetAttribute("ContentType") is { } type
        && (type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || type.Contains("vbaProject", StringComparison.OrdinalIgnoreCase));

    // A link that somebody has to click is none that the file follows by itself.
    private static bool IsExternal(XmlReader element) => string.Equals(element.GetAttribute("TargetMode"), "External", StringComparison.OrdinalIgnoreCase)
        && element.GetAttribute("Type")?.EndsWith("/hyperlink", StringComparison.OrdinalIgnoreCase) != true;

    private static bool Any(ZipArchiveEntry entry, Predicate<XmlReader> wanted)
    {
        using var content = entry.Open();
        using var reader = XmlReader.Create(content, Strict);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && wanted(reader)) return true;
        }

        return false;
    }
}
