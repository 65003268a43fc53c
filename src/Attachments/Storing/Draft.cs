using System.Security.Cryptography;
using Gongshu.Ledger;

namespace Gongshu.Attachments;

/// <summary>An upload while it comes in: a sealed file in a place of its own, sized and hashed on the way, and gone when it is disposed of.</summary>
/// <param name="id">The id that the file will have; its seal is bound to it.</param>
internal sealed class Draft(string folder, string id, Sealer sealer) : IDisposable
{
    private const int HeadLength = 16;
    private const string NotWritten = "An upload could not be written to this machine's disk.";

    public string Path { get; } = System.IO.Path.Combine(folder, id);

    public long Size { get; private set; }

    /// <summary>Of the plain bytes.</summary>
    public byte[] Sha256 { get; private set; } = [];

    /// <summary>The first bytes, up to 16.</summary>
    public byte[] Head { get; private set; } = [];

    /// <summary>Stops at the first byte over the cap.</summary>
    /// <exception cref="AttachmentStoreException">It cannot be written. Whatever the content throws comes through as it is.</exception>
    public async Task TakeAsync(Stream content, long most, CancellationToken cancellation)
    {
        await using var file = await Disk.Guard(NotWritten, () =>
        {
            PrivateFolder.Make(folder);
            return Task.FromResult(Disk.Create(Path));
        });
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var writer = new SealedFileWriter(file, sealer, id);
        var buffer = new byte[64 * 1024];
        var head = new byte[HeadLength];
        int read;
        while (Size <= most && (read = await content.ReadAsync(buffer, cancellation)) > 0)
        {
            var part = buffer.AsMemory(0, read);
            if (Size < HeadLength) part.Span[..(int)Math.Min(read, HeadLength - Size)].CopyTo(head.AsSpan((int)Size));
            Size += read;
            hash.AppendData(part.Span);
            await Disk.Guard(NotWritten, () => writer.WriteAsync(part, cancellation));
        }

        await Disk.Guard(NotWritten, async () =>
        {
            await writer.CompleteAsync(cancellation);
            await file.FlushAsync(cancellation);
        });
        Array.Clear(buffer);
        (Sha256, Head) = (hash.GetHashAndReset(), head);
    }

    /// <summary>The plain bytes.</summary>
    /// <exception cref="AttachmentStoreException">Then and while they are read: the disk does not give them.</exception>
    public Stream Open() => SealedFile.Read(DiskContent.Open(Path), sealer, id);

    public void Dispose()
    {
        if (File.Exists(Path)) File.Delete(Path);
    }
}
