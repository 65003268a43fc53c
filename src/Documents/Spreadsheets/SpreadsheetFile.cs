using Gongshu.Documents.Archives;

namespace Gongshu.Documents.Spreadsheets;

/// <summary>A spreadsheet that somebody handed in. What it is, its first bytes say; neither its name nor its declared type count.</summary>
public static class SpreadsheetFile
{
    /// <summary>The largest file that is taken, in bytes.</summary>
    public const int MostBytes = FileCap.Most;

    /// <summary>How far down a head is looked for; titles may stand above it.</summary>
    public const int HeadWithin = 50;

    /// <summary>Reads with <paramref name="read"/>; what cannot be read is answered, never thrown.</summary>
    /// <param name="read">Gets the sheets in their order, each to be read before the next.</param>
    public static FileRead<T> Read<T>(ReadOnlyMemory<byte> file, Func<IEnumerable<Sheet>, T> read)
        where T : class
    {
        try
        {
            return new(read(SheetsOf(file)), null);
        }
        catch (UnreadableFileException unreadable)
        {
            return new(null, unreadable.Reason);
        }
    }

    // Where its workbook stands, a file may say itself; the parser finds it.
    private static readonly ArchiveKind Workbook = new() { IsRead = true };

    private static IEnumerable<Sheet> SheetsOf(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        if (bytes.IsEmpty) throw new UnreadableFileException(UnreadableFile.Empty);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) throw new UnreadableFileException(UnreadableFile.OldExcel);
        if (bytes.StartsWith("PK"u8))
        {
            var stream = new MemoryBytes(file);
            if (ArchiveInspection.Inspect(stream, Workbook) is { } fault) throw new UnreadableFileException(UnreadableFile.Of(fault));
            return WorkbookSheets.Of(stream);
        }

        // No text has a zero byte, but for UTF-16, which has to say so by its mark.
        var utf16 = bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        if (bytes.StartsWith("%PDF"u8) || (!utf16 && bytes.Contains((byte)0))) throw new UnreadableFileException(UnreadableFile.NoSpreadsheet);
        return [CsvSheet.Of(TextEncodings.ToUtf8(file))];
    }

    /// <summary>A stream over memory that is not copied.</summary>
    private sealed class MemoryBytes(ReadOnlyMemory<byte> bytes) : Stream
    {
        private int _at;

        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;
        public override long Length => bytes.Length;

        public override long Position
        {
            get => _at;
            set => _at = value >= 0 && value <= int.MaxValue ? (int)value : throw new ArgumentOutOfRangeException(nameof(value));
        }

        public override int Read(Span<byte> buffer)
        {
            if (_at >= bytes.Length) return 0;
            var read = Math.Min(buffer.Length, bytes.Length - _at);
            bytes.Span.Slice(_at, read).CopyTo(buffer);
            _at += read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => _at + offset,
            SeekOrigin.End => bytes.Length + offset,
            _ => throw new ArgumentOutOfRangeException(nameof(origin)),
        };

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
