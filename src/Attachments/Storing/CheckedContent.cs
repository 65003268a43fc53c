using System.Security.Cryptography;

namespace Gongshu.Attachments;

/// <summary>
/// Reads forward, and hands the last byte out only when size and SHA-256 of all of them are what is known of the file: a reader that got everything got
/// the right thing.
/// </summary>
internal sealed class CheckedContent(Stream inner, long size, byte[] sha256) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => size;

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    /// <exception cref="CryptographicException">It is another file, or was changed.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Checked(buffer, await inner.ReadAsync(buffer, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc cref="ReadAsync(Memory{byte}, CancellationToken)"/>
    public override int Read(Span<byte> buffer) => Checked(buffer, inner.Read(buffer));

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Checked(Memory<byte> buffer, int read) => Checked(buffer.Span, read);

    private int Checked(Span<byte> buffer, int read)
    {
        _hash.AppendData(buffer[..read]);
        _read += read;
        var isWrong = _read > size || (read == 0 && buffer.Length > 0 && _read < size) || (_read == size && read > 0 && !CryptographicOperations.FixedTimeEquals(_hash.GetCurrentHash(), sha256));
        if (!isWrong) return read;
        CryptographicOperations.ZeroMemory(buffer);
        throw new CryptographicException("The content is not the one that was taken in.");
    }
}
