using Gongshu.Documents.Archives;

namespace Gongshu.Attachments;

/// <summary>What may be uploaded. OFD (GB/T 33190) is kept as it is and never opened.</summary>
public enum FileType { Pdf = 1, Jpeg = 2, Png = 3, Xlsx = 4, Ofd = 5 }

internal static class FileTypes
{
    public static string MediaTypeOf(FileType type) => type switch
    {
        FileType.Pdf => "application/pdf",
        FileType.Jpeg => "image/jpeg",
        FileType.Png => "image/png",
        FileType.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        FileType.Ofd => "application/ofd",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static readonly ArchiveKind Workbook = new("[Content_Types].xml", "xl/workbook.xml"), FixedLayout = new("OFD.xml");

    /// <summary>Null: no archive.</summary>
    public static ArchiveKind? ArchiveOf(FileType type) => type switch { FileType.Xlsx => Workbook, FileType.Ofd => FixedLayout, _ => null };

    /// <summary>By the end of a file's name; null: none that is accepted.</summary>
    public static FileType? ByName(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".pdf" => FileType.Pdf,
        ".jpg" or ".jpeg" => FileType.Jpeg,
        ".png" => FileType.Png,
        ".xlsx" => FileType.Xlsx,
        ".ofd" => FileType.Ofd,
        _ => null,
    };

    /// <summary>By a declared media type. The flag: it says nothing (absent, or plain bytes).</summary>
    public static (FileType? Type, bool SaysNothing) ByMediaType(string? mediaType) => mediaType?.ToLowerInvariant() switch
    {
        null or "" or "application/octet-stream" => (null, true),
        "application/pdf" => (FileType.Pdf, false),
        "image/jpeg" or "image/jpg" or "image/pjpeg" => (FileType.Jpeg, false),
        "image/png" => (FileType.Png, false),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => (FileType.Xlsx, false),
        "application/ofd" or "application/vnd.ofd" => (FileType.Ofd, false),
        "application/zip" or "application/x-zip-compressed" => (null, true),
        _ => (null, false),
    };

    /// <summary>By the first bytes. Both kinds of archive begin alike.</summary>
    public static bool Begins(ReadOnlySpan<byte> head, FileType type) => type switch
    {
        FileType.Pdf => head.StartsWith("%PDF-"u8),
        FileType.Jpeg => head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]),
        FileType.Png => head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]),
        FileType.Xlsx or FileType.Ofd => head.StartsWith("PK\u0003\u0004"u8),
        _ => false,
    };
}
