using System.Buffers.Binary;

namespace Gongshu.Documents.Archives;

/// <summary>
/// Counts the entries in the directory of a ZIP (APPNOTE 4.3.12 and 4.3.16) before a reader makes an object of each: 20 MiB of directory are some
/// 400,000. What the end of the file claims of their number does not matter, since readers go on as long as another entry follows.
/// </summary>
internal static class ArchiveDirectory
{
    private const int EndLength = 22, LongestComment = ushort.MaxValue, EntryLength = 46;
    private const uint EndSignature = 0x06054b50, EntrySignature = 0x02014b50;

    /// <param name="file">Is left anywhere.</param>
    /// <returns>Null: there are no more than <paramref name="most"/> entries.</returns>
    public static ArchiveFault? FaultOf(Stream file, int most)
    {
        if (StartOf(file) is not { } start || start > file.Length) return ArchiveFault.Broken;
        file.Position = start;
        Span<byte> entry = stackalloc byte[EntryLength];
        for (var count = 0; file.ReadAtLeast(entry, EntryLength, throwOnEndOfStream: false) == EntryLength && BinaryPrimitives.ReadUInt32LittleEndian(entry) == EntrySignature; count++)
        {
            if (count == most) return ArchiveFault.TooManyEntries;
            file.Position += BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]) + BinaryPrimitives.ReadUInt16LittleEndian(entry[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
        }

        return null;
    }

    /// <summary>Where the directory begins, as the last end record says; null: there is none, or it is ZIP64's, which no file of our size needs.</summary>
    private static long? StartOf(Stream file)
    {
        var tail = new byte[(int)Math.Min(file.Length, EndLength + LongestComment)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        for (var at = tail.Length - EndLength; at >= 0; at--)
        {
            var end = tail.AsSpan(at);
            if (BinaryPrimitives.ReadUInt32LittleEndian(end) != EndSignature) continue;
            var start = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
            return start == uint.MaxValue || BinaryPrimitives.ReadUInt16LittleEndian(end[4..]) == ushort.MaxValue ? null : start;
        }

        return null;
    }
}
