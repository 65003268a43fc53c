using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Gongshu.Ledger;

/// <summary>Opens a sealed file block by block. Whatever is wrong with it is a <see cref="CryptographicException"/>.</summary>
/// <param name="id">Of the file that it has to be, unless it is of the older format.</param>
internal sealed class SealedFileReader(Stream source, Sealer sealer, byte[] id) : Stream
{
    private byte[]? _id;
    private bool? _nameless;
    private byte[] _block = [];
    private int _number = -1;
    private bool _last;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => source.CanSeek;

    public override bool CanWrite => false;

    /// <summary>Of the plain bytes, as the sealed ones promise it.</summary>
    public override long Length
    {
        get
        {
            var stored = source.Length - SealedFile.Format.Length;
            var blocks = Math.Max(1, (stored + SealedFile.SealedBlock - 1) / SealedFile.SealedBlock);
            return Math.Max(0, stored - blocks * (SealedFile.Head + Sealer.Overhead));
        }
    }

    public override long Position { get => _position; set => Seek(value, SeekOrigin.Begin); }

    public override int Read(Span<byte> buffer)
    {
        var number = (int)(_position / SealedFile.Block);
        if (_last && number > _number) return 0;
        if (number != _number) Take(ReadBlock(number), number);
        return Copy(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var number = (int)(_position / SealedFile.Block);
        if (_last && number > _number) return 0;
        if (number != _number) Take(await ReadBlockAsync(number, cancellationToken), number);
        return Copy(buffer.Span);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin)
    {
        if (!CanSeek) throw new NotSupportedException();
        var to = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => _position + offset, _ => Length + offset };
        ArgumentOutOfRangeException.ThrowIfNegative(to, nameof(offset));
        _last &= to / SealedFile.Block >= _number;
        return _position = to;
    }

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        CryptographicOperations.ZeroMemory(_block);
        if (disposing) source.Dispose();
        base.Dispose(disposing);
    }

    private int Copy(Span<byte> buffer)
    {
        var from = (int)(_position % SealedFile.Block);
        var count = Math.Min(buffer.Length, Math.Max(0, _block.Length - SealedFile.Head - from));
        _block.AsSpan(SealedFile.Head + from, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    private byte[] ReadBlock(int number)
    {
        var bytes = Place(number);
        return Checked(number, bytes.AsSpan(0, source.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)));
    }

    private async ValueTask<byte[]> ReadBlockAsync(int number, CancellationToken cancellation)
    {
        var bytes = Place(number);
        return Checked(number, bytes.AsSpan(0, await source.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation)));
    }

    /// <summary>Goes to where the block begins; the first one is read with the format before it.</summary>
    private byte[] Place(int number)
    {
        if (_nameless is null && number > 0 && CanSeek) ReadFormat();
        if (CanSeek) source.Position = number == 0 ? 0 : SealedFile.Format.Length + (long)number * SealedFile.SealedBlock;
        else if (number != _number + 1) throw new NotSupportedException();
        return new byte[SealedFile.SealedBlock + (number == 0 ? SealedFile.Format.Length : 0)];
    }

    private byte[] Checked(int number, ReadOnlySpan<byte> stored)
    {
        if (number > 0) return stored.ToArray();
        TakeFormat(stored);
        return stored[SealedFile.Format.Length..].ToArray();
    }

    private void ReadFormat()
    {
        Span<byte> format = stackalloc byte[SealedFile.Format.Length];
        source.Position = 0;
        TakeFormat(format[..source.ReadAtLeast(format, format.Length, throwOnEndOfStream: false)]);
    }

    private void TakeFormat(ReadOnlySpan<byte> stored)
    {
        _nameless = stored.StartsWith(SealedFile.Nameless);
        if (_nameless == true) return;
        _id = stored.StartsWith(SealedFile.Format) ? id : throw Wrong();
    }

    private void Take(byte[] stored, int number)
    {
        CryptographicOperations.ZeroMemory(_block);
        var plain = sealer.Open(stored);
        if (plain.Length < SealedFile.Head || BinaryPrimitives.ReadInt32BigEndian(plain.AsSpan(SealedFile.Id)) != number) throw Wrong();
        _id ??= plain[..SealedFile.Id];
        if (!plain.AsSpan(0, SealedFile.Id).SequenceEqual(_id)) throw Wrong();
        var mark = plain[SealedFile.Id + 4];
        if (!SealedFile.Fits(mark, _nameless == true)) throw Wrong();
        (_block, _number, _last) = (plain, number, SealedFile.IsLast(mark));
        if (!_last && plain.Length != SealedFile.Head + SealedFile.Block) throw Wrong();
    }

    private static CryptographicException Wrong() => new("The sealed file was changed or cut off.");
}
