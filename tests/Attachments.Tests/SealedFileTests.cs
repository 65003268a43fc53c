using System.Security.Cryptography;
using Gongshu.Ledger;

namespace Gongshu.Attachments.Tests;

/// <summary>Files at rest: read back from any place, and every change is noticed.</summary>
public sealed class SealedFileTests
{
    private const int Block = 64 * 1024, Stored = Block + 21 + Sealer.Overhead;

    private const string Name = "att_aaaaaaaaaaaaaaaaaaaaaaaaaa";

    private static readonly Sealer Sealer = new(new Dictionary<int, byte[]> { [1] = new byte[32] });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Block - 1)]
    [InlineData(Block)]
    [InlineData(Block + 1)]
    [InlineData(3 * Block)]
    [InlineData(200_000)]
    public async Task Comes_back_as_it_was_whole_and_from_any_place(int size)
    {
        var plain = RandomNumberGenerator.GetBytes(size);
        var stored = await SealAsync(plain);
        using var reader = SealedFile.Read(new MemoryStream(stored), Sealer, Name);
        Assert.Equal(size, reader.Length);
        Assert.Equal(plain, Rest(reader));
        foreach (var at in (int[])[0, size / 2, Math.Max(0, size - 3), size])
        {
            reader.Position = at;
            Assert.Equal(plain[at..], Rest(reader));
        }

        using var forward = SealedFile.Read(new ForwardStream(stored), Sealer, Name);
        using var bytes = new MemoryStream();
        await forward.CopyToAsync(bytes);
        Assert.Equal(plain, bytes.ToArray());
    }

    [Fact]
    public async Task A_changed_swapped_missing_or_foreign_block_is_noticed()
    {
        var plain = RandomNumberGenerator.GetBytes(3 * Block + 10);
        var (stored, other) = (await SealAsync(plain), await SealAsync(plain, "att_other"));
        byte[] Part(byte[] of, int block) => of[(4 + block * Stored)..Math.Min(of.Length, 4 + (block + 1) * Stored)];
        byte[] head = stored[..4];
        Refuses([.. head, .. Part(stored, 1), .. Part(stored, 0), .. Part(stored, 2), .. Part(stored, 3)]);
        Refuses([.. head, .. Part(stored, 0), .. Part(stored, 1), .. Part(stored, 2)]);
        Refuses([.. head, .. Part(stored, 0), .. Part(other, 1), .. Part(stored, 2), .. Part(stored, 3)]);
        Refuses(stored[..^1]);
        Refuses([]);
        Refuses("plain text that nobody sealed"u8.ToArray());
        stored[100_000] ^= 1;
        Refuses(stored);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(3 * Block)]
    public async Task A_whole_file_in_anothers_place_is_noticed_wherever_the_reading_begins(int size)
    {
        var other = await SealAsync(RandomNumberGenerator.GetBytes(size), "att_other");
        Refuses(other);
        // The older format has no name, so nothing may pass for it.
        byte[] older = [.. "GSF1"u8, .. other[4..]];
        Refuses(older);
        foreach (var stored in new[] { other, older })
        {
            using var reader = SealedFile.Read(new MemoryStream(stored), Sealer, Name);
            reader.Position = size - 1;
            Assert.ThrowsAny<CryptographicException>(() => Rest(reader));
        }
    }

    [Fact]
    public void A_file_of_the_older_format_is_read_under_any_name()
    {
        // 3 blocks as they were written before files had names: a random id, the number, and whether it is the last.
        var plain = RandomNumberGenerator.GetBytes(2 * Block + 5);
        var id = RandomNumberGenerator.GetBytes(16);
        byte[] stored = [.. "GSF1"u8, .. plain.Chunk(Block).SelectMany((content, number) => Sealer.Seal([.. id, 0, 0, 0, (byte)number, (byte)(number == 2 ? 1 : 0), .. content]))];
        using var reader = SealedFile.Read(new MemoryStream(stored), Sealer, Name);
        Assert.Equal(plain, Rest(reader));
        reader.Position = Block + 1;
        Assert.Equal(plain[(Block + 1)..], Rest(reader));
        Refuses([.. "GSF2"u8, .. stored[4..]]);
    }

    private static void Refuses(byte[] stored)
    {
        using var reader = SealedFile.Read(new MemoryStream(stored), Sealer, Name);
        Assert.ThrowsAny<CryptographicException>(() => Rest(reader));
    }

    private static byte[] Rest(Stream reader)
    {
        using var bytes = new MemoryStream();
        reader.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static async Task<byte[]> SealAsync(byte[] plain, string name = Name)
    {
        using var bytes = new MemoryStream();
        var writer = new SealedFileWriter(bytes, Sealer, name);
        foreach (var part in plain.Chunk(10_007)) await writer.WriteAsync(part, default);
        await writer.CompleteAsync(default);
        return bytes.ToArray();
    }

    /// <summary>As a connection gives it: forward only, a little at a time.</summary>
    private sealed class ForwardStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1_000)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));
    }
}
