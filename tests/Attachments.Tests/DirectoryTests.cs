using System.Buffers.Binary;
using Gongshu.Documents.Archives;

namespace Gongshu.Attachments.Tests;

/// <summary>A directory of an archive is bounded before anything is made of it, whatever its end claims.</summary>
public sealed class DirectoryTests
{
    private static readonly ArchiveKind Any = new();

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, ArchiveFault.TooManyEntries)]
    public void An_archive_has_200_entries_at_most(int count, ArchiveFault? fault) => Assert.Equal(fault, Inspect(Crowd(count)));

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(ushort.MaxValue)]
    public void A_directory_of_400_000_entries_costs_next_to_nothing_whatever_number_its_end_claims(int claimed)
    {
        // Bare entries without a name, as small as they can be.
        var file = new byte[4 + 400_000 * 46 + 22];
        "PK\u0003\u0004"u8.CopyTo(file);
        for (var at = 4; at < file.Length - 22; at += 46) "PK\u0001\u0002"u8.CopyTo(file.AsSpan(at));
        var end = file.AsSpan(file.Length - 22);
        "PK\u0005\u0006"u8.CopyTo(end);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], (ushort)claimed);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], (ushort)claimed);
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], 4);
        Inspect(file);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(ArchiveFault.TooManyEntries, Inspect(file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256 * 1024);
    }

    [Fact]
    public void A_directory_that_lies_elsewhere_is_broken()
    {
        var file = Crowd(3);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(file.Length - 6), uint.MaxValue);
        Assert.Equal(ArchiveFault.Broken, Inspect(file));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(file.Length - 6), (uint)file.Length + 1);
        Assert.Equal(ArchiveFault.Broken, Inspect(file));
        Assert.Equal(ArchiveFault.Broken, Inspect([]));
        Assert.Equal(ArchiveFault.Broken, Inspect("PK"u8.ToArray()));
    }

    private static byte[] Crowd(int count) => Files.Zip([.. Enumerable.Range(0, count).Select(i => ($"xl/{i}", "x"))]);

    private static ArchiveFault? Inspect(byte[] file) => ArchiveInspection.Inspect(new MemoryStream(file), Any);
}
