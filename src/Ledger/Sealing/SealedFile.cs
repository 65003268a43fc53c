using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Gongshu.Ledger;

/// <summary>
/// Files at rest: blocks of 64 KiB, each sealed by itself, so that none is ever whole in memory. A block says inside its seal to which file it belongs, which one
/// it is and whether it is the last: blocks that were swapped, repeated, left out or cut off are noticed.
/// Layout: format (<c>GSF1</c>) · for each block what <see cref="Sealer.Seal"/> makes of file id (16 bytes) · number (4, big endian) · last (1) · content.
/// </summary>
public static class SealedFile
{
    internal const int Block = 64 * 1024, Id = 16, Head = Id + 4 + 1, SealedBlock = Block + Head + Sealer.Overhead;
    internal static ReadOnlySpan<byte> Format => "GSF1"u8;

    /// <summary>The plain bytes of a sealed stream. Seekable when that is.</summary>
    public static Stream Read(Stream sealedBytes, Sealer sealer) => new SealedFileReader(sealedBytes, sealer);

    internal static byte[] Plain(ReadOnlySpan<byte> id, int number, bool last, ReadOnlySpan<byte> content)
    {
        var plain = new byte[Head + content.Length];
        id.CopyTo(plain);
        BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(Id), number);
        plain[Id + 4] = last ? (byte)1 : (byte)0;
        content.CopyTo(plain.AsSpan(Head));
        return plain;
    }
}

/// <summary>Writes a sealed file block by block.</summary>
public sealed class SealedFileWriter(Stream output, Sealer sealer)
{
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(SealedFile.Id);
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
