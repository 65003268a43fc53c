using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Gongshu.Documents.Spreadsheets;

/// <summary>
/// Tells the encoding of a text file without guessing by frequency: a byte order mark, else strict UTF-8, else strict GB 18030. What is none of
/// these, or one in some lines and another in others, is refused.
/// </summary>
public static class TextEncodings
{
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? throw new InvalidOperationException("GB 18030 is not known here.");

    /// <summary>The same text in UTF-8, without a byte order mark.</summary>
    /// <exception cref="UnreadableFileException">The encoding is not known, or mixed.</exception>
    public static ReadOnlyMemory<byte> ToUtf8(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) || bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF])) throw Refuse(UnreadableFile.Encoding);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Transcode(bytes[2..], new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true));
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Transcode(bytes[2..], new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true));
        if (bytes.StartsWith("\uFEFF"u8)) return Utf8.IsValid(bytes[3..]) ? file[3..] : throw Refuse(MixedOrBroken(bytes[3..]));
        if (Utf8.IsValid(bytes)) return file;
        if (FirstUtf8Line(bytes) is { } line) throw Refuse(UnreadableFile.MixedEncodings(line));
        return Transcode(bytes, Gb18030);
    }

    private static byte[] Transcode(ReadOnlySpan<byte> bytes, Encoding from)
    {
        try
        {
            return Encoding.UTF8.GetBytes(from.GetString(bytes));
        }
        catch (ArgumentException)
        {
            // What the strict decoders throw.
            throw Refuse(UnreadableFile.Encoding);
        }
    }

    private static UnreadableFile MixedOrBroken(ReadOnlySpan<byte> bytes)
    {
        var line = 1;
        while (bytes.Length > 0)
        {
            var end = bytes.IndexOf((byte)'\n');
            var one = end < 0 ? bytes : bytes[..end];
            if (!Utf8.IsValid(one)) return UnreadableFile.MixedEncodings(line);
            if (end < 0) break;
            bytes = bytes[(end + 1)..];
            line++;
        }

        return UnreadableFile.Encoding;
    }

    /// <summary>
    /// The first line of a file that is not UTF-8 which is Chinese in UTF-8 all the same: at least two characters of three bytes each and nothing
    /// else beyond ASCII. Text in GB 18030 does not fall into this form by chance.
    /// </summary>
    private static int? FirstUtf8Line(ReadOnlySpan<byte> bytes)
    {
        for (var line = 1; ; line++)
        {
            var end = bytes.IndexOf((byte)'\n');
            if (IsChineseUtf8(end < 0 ? bytes : bytes[..end])) return line;
            if (end < 0) return null;
            bytes = bytes[(end + 1)..];
        }
    }

    private static bool IsChineseUtf8(ReadOnlySpan<byte> line)
    {
        var characters = 0;
        while (line.Length > 0)
        {
            if (line[0] < 0x80)
            {
                line = line[1..];
                continue;
            }

            if (Rune.DecodeFromUtf8(line, out var rune, out var length) != OperationStatus.Done || rune.Value is < 0x3000 or > 0xFFEF) return false;
            characters++;
            line = line[length..];
        }

        return characters >= 2;
    }

    private static UnreadableFileException Refuse(UnreadableFile reason) => new(reason);
}
