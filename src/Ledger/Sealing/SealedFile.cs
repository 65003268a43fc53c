using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gongshu.Ledger;

/// <summary>
/// Files at rest: blocks of 64 KiB, each sealed by itself, so that none is ever whole in memory. A block says inside its seal to which file it belongs, which one
/// it is and whether it is the last: blocks that were swapped, repeated, left out or cut off are noticed, and so is a whole file in another's place.
/// Layout: format (<c>GSF2</c>) · for each block what <see cref="Sealer.Seal"/> makes of file id (16 bytes) · number (4, big endian) · mark (1) · content.
/// The file id is the beginning of SHA-256 over the file's name. Marks are 2, and 3 for the last block; in <c>GSF1</c>, which is still read, they are 0 and 1
/// and the file id is random. So neither format passes for the other, whatever stands before the blocks.
/// </summary>
public static class SealedFile
{
    internal const int Block = 64 * 1024, Id = 16, Head = Id + 4 + 1, SealedBlock = Block + Head + Sealer.Overhead;
    private const byte Named = 2, Last = 1;
    internal static ReadOnlySpan<byte> Format => "GSF2"u8;
    internal static ReadOnlySpan<byte> Nameless => "GSF1"u8;

    /// <summary>The plain bytes of a sealed stream. Seekable when that is.</summary>
    /// <param name="name">Under which it was written; a file of the older format has none.</param>
    public static Stream Read(Stream sealedBytes, Sealer sealer, string name) => new SealedFileReader(sealedBytes, sealer, IdOf(name));

    internal static byte[] IdOf(string name) => SHA256.HashData(Encoding.UTF8.GetBytes("sealed file\n" + name))[..Id];

    internal static bool IsLast(byte mark) => (mark & Last) != 0;

    /// <summary>Whether a block of this mark belongs to a file of the format.</summary>
    internal static bool Fits(byte mark, bool nameless) => (mark & ~Last) == (nameless ? 0 : Named);

    internal static byte[] Plain(ReadOnlySpan<byte> id, int number, bool last, ReadOnlySpan<byte> content)
    {
        var plain = new byte[Head + content.Length];
        id.CopyTo(plain);
        BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(Id), number);
        plain[Id + 4] = (byte)(last ? Named | Last : Named);
        content.CopyTo(plain.AsSpan(Head));
        return plain;
    }
}

/// <summary>Writes a sealed file block by block.</summary>
/// <param name="name">Has to be named again to read it.</param>
public sealed class SealedFileWriter(Stream output, Sealer sealer, string name)
{
    private readonly byte[] _id = SealedFile.IdOf(name);
    private readonly byte[] _block = new byte[SealedFile.Block];
    private int _filled, _number;

    public async Task WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        while (content.Length > 0)
        {
            // A full block waits for what follows it: whether it is the last one is not known before.
            if (_filled == SealedFile.Block) await FlushAsync(last: false, cancellation);
            var part = Math.Min(content.Length, SealedFile.Block - _filled);
            content[..part].CopyTo(_block.AsMemory(_filled));
            _filled += part;
            content = content[part..];
        }
    }

    /// <summary>Writes the last block. The stream stays the caller's.</summary>
    public async Task CompleteAsync(CancellationToken cancellation)
    {
        await FlushAsync(last: true, cancellation);
        Array.Clear(_block);
    }

    private async Task FlushAsync(bool last, CancellationToken cancellation)
    {
        if (_number == 0) await output.WriteAsync(SealedFile.Format.ToArray(), cancellation);
        var plain = SealedFile.Plain(_id, _number++, last, _block.AsSpan(0, _filled));
        await output.WriteAsync(sealer.Seal(plain), cancellation);
        CryptographicOperations.ZeroMemory(plain);
        _filled = 0;
    }
}
