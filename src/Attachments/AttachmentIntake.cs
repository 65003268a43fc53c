using System.Security.Cryptography;
using Gongshu.Documents.Archives;
using Gongshu.Ledger;

namespace Gongshu.Attachments;

/// <summary>A file that was taken in, inspected and stored; nothing knows of it yet.</summary>
/// <param name="Sha256">Of the plain content.</param>
public sealed record StoredFile(string Id, string Name, string MediaType, long Size, byte[] Sha256, bool Scanned);

/// <summary>The store of files is out of reach. Holds no content and no name of a file.</summary>
public sealed class AttachmentsUnavailableException(AttachmentStoreException fault) : Exception(fault.Message, fault);

/// <summary>What became of an upload.</summary>
/// <param name="File">Null: it was refused, and nothing of it is left.</param>
public sealed record IntakeOutcome(StoredFile? File, FileFault? Fault)
{
    public static implicit operator IntakeOutcome(FileFault fault) => new(null, fault);
}

/// <summary>
/// Takes a file in: sealed to a temporary place while it comes, never whole in memory, sized and hashed on the way; inspected there; then handed to
/// the store. What is refused is removed before the answer.
/// </summary>
public sealed class AttachmentIntake(AttachmentSettings settings, IAttachmentStore store, IAttachmentScanner scanner, Sealer sealer)
{
    public const long MostBytes = 20L * 1024 * 1024;

    /// <summary>The folder of uploads that are under way, in <see cref="AttachmentSettings.Directory"/>.</summary>
    public const string Incoming = "incoming";

    private const int HeadLength = 16;

    /// <param name="name">As the client named it.</param>
    /// <param name="declaredType">The media type that the client declared; null: none.</param>
    /// <exception cref="AttachmentsUnavailableException">The store is out of reach; nothing is known to be stored.</exception>
    public async Task<IntakeOutcome> TakeAsync(Stream content, string? name, string? declaredType, CancellationToken cancellation)
    {
        if (FileNames.Shown(name) is not { } shown) return new FileFault(FileFaultKind.BadName, "文件名不能为空，不得超过200个字符，也不得含有控制字符或改变书写方向的字符。");
        var (declared, saysNothing) = FileTypes.ByMediaType(declaredType);
        if (FileTypes.ByName(shown) is not { } type || (declared is null && !saysNothing))
            return new FileFault(FileFaultKind.NotAccepted, "只接受 PDF、JPEG、PNG、XLSX 和 OFD 文件。");
        if (declared is not null && declared != type) return FileFault.Mismatch;

        var draft = NewDraft();
        try
        {
            var (size, hash, head) = await SealAsync(content, draft, cancellation);
            if (size > MostBytes) return new FileFault(FileFaultKind.TooLarge, "文件不得超过 20 MiB。");
            if (size == 0) return new FileFault(FileFaultKind.Empty, "文件是空的。");
            if (!FileTypes.Begins(head, type)) return FileFault.Mismatch;
            if (FileTypes.ArchiveOf(type) is { } kind && Inspect(draft, kind) is { } fault) return FileFault.Of(fault);
            var verdict = await ScanAsync(draft, cancellation);
            if (verdict == ScanVerdict.Infected) return new FileFault(FileFaultKind.Infected, "安全扫描发现该文件含有恶意代码。");
            if (verdict == ScanVerdict.NotScanned && settings.Scanner.Required) return new FileFault(FileFaultKind.NotScanned, "安全扫描暂不可用，请稍后再试。");
            var id = AttachmentIds.New();
            await Reach(async () =>
            {
                await store.PutAsync(id, draft, cancellation);
                return true;
            });
            return new IntakeOutcome(new StoredFile(id, shown, FileTypes.MediaTypeOf(type), size, hash, verdict == ScanVerdict.Clean), null);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>The plain content of a stored file; null: the store does not have it.</summary>
    public async Task<Stream?> OpenAsync(string id, CancellationToken cancellation) =>
        await Reach(() => store.OpenAsync(id, cancellation)) is { } sealedBytes ? SealedFile.Read(sealedBytes, sealer) : null;

    /// <summary>Takes back what nothing came to know of.</summary>
    public Task RemoveAsync(string id, CancellationToken cancellation) => Reach(async () =>
    {
        await store.RemoveAsync(id, cancellation);
        return true;
    });

    private static async Task<T> Reach<T>(Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (AttachmentStoreException fault)
        {
            throw new AttachmentsUnavailableException(fault);
        }
    }

    private string NewDraft()
    {
        var folder = Path.Combine(settings.Directory, Incoming);
        PrivateFolder.Make(folder);
        return Path.Combine(folder, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
    }

    /// <summary>Stops at the first byte over the cap.</summary>
    private async Task<(long Size, byte[] Hash, byte[] Head)> SealAsync(Stream content, string path, CancellationToken cancellation)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 128 * 1024, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(path, options);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var writer = new SealedFileWriter(file, sealer);
        var buffer = new byte[64 * 1024];
        var head = new byte[HeadLength];
        var (size, read) = (0L, 0);
        while (size <= MostBytes && (read = await content.ReadAsync(buffer, cancellation)) > 0)
        {
            if (size < HeadLength) buffer.AsSpan(0, (int)Math.Min(read, HeadLength - size)).CopyTo(head.AsSpan((int)size));
            size += read;
            hash.AppendData(buffer, 0, read);
            await writer.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        await writer.CompleteAsync(cancellation);
        Array.Clear(buffer);
        return (size, hash.GetHashAndReset(), head);
    }

    private ArchiveFault? Inspect(string draft, ArchiveKind kind)
    {
        using var plain = SealedFile.Read(new FileStream(draft, FileMode.Open, FileAccess.Read), sealer);
        return ArchiveInspection.Inspect(plain, kind);
    }

    private async Task<ScanVerdict> ScanAsync(string draft, CancellationToken cancellation)
    {
        await using var plain = SealedFile.Read(new FileStream(draft, FileMode.Open, FileAccess.Read), sealer);
        return await scanner.ScanAsync(plain, cancellation);
    }
}
