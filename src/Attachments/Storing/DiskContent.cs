using Gongshu.Ledger;

namespace Gongshu.Attachments;

/// <summary>
/// A file of this machine's disk. What the disk does not read is an <see cref="AttachmentStoreException"/>: an <see cref="IOException"/> would pass for a
/// broken archive, or for a scanner that does not answer.
/// </summary>
internal sealed class DiskContent(Stream file) : Stream
{
    private const string NotRead = "An upload could not be read from this machine's disk.";

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position { get => file.Position; set => file.Position = value; }

    /// <exception cref="AttachmentStoreException">It cannot be opened.</exception>
    public static DiskContent Open(string path)
    {
        try
        {
            return new DiskContent(new FileStream(path, FileMode.Open, FileAccess.Read));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new AttachmentStoreException(NotRead, fault);
        }
    }

    /// <exception cref="AttachmentStoreException">It cannot be read.</exception>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return file.Read(buffer);
        }
        catch (IOException fault)
        {
            throw new AttachmentStoreException(NotRead, fault);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }
}
