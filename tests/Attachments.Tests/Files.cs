using System.IO.Compression;
using System.Text;

namespace Gongshu.Attachments.Tests;

/// <summary>Made-up files.</summary>
internal static class Files
{
    public const string ContentTypes = "<Types xmlns='x'><Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>";

    public static byte[] Pdf(int size = 100) => [.. "%PDF-1.7\n"u8, .. Enumerable.Range(0, size).Select(i => (byte)(i * 7 % 251))];

    public static byte[] Jpeg => [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];

    public static byte[] Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13];

    public static byte[] Xlsx(params (string Name, string Text)[] more) => Zip([("[Content_Types].xml", ContentTypes), ("xl/workbook.xml", "<workbook/>"), .. more]);

    public static byte[] Ofd => Zip([("OFD.xml", "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016'/>")]);

    public static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize);
                if (name.StartsWith("link", StringComparison.Ordinal)) entry.ExternalAttributes = unchecked((int)0xA1FF0000);
                using var content = entry.Open();
                content.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }
}
