using Gongshu.Documents;
using Gongshu.Documents.Archives;
using Gongshu.Ledger;
using Microsoft.Extensions.Logging;

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
/// the store. What is refused, or breaks off, is removed before the answer.
/// </summary>
public sealed partial class AttachmentIntake(AttachmentSettings settings, IAttachmentStore store, IAttachmentScanner scanner, Sealer sealer, ILogger<AttachmentIntake> logger)
{
    /// <summary>The folder of uploads that are under way, in <see cref="AttachmentSettings.Directory"/>.</summary>
    public const string Incoming = "incoming";

    /// <param name="name">As the client named it.</param>
    /// <param name="declaredType">The media type that the client declared; null: none.</param>
    /// <exception cref="AttachmentsUnavailableException">The store, or this machine's disk, is out of reach; nothing is known to be stored.</exception>
    public async Task<IntakeOutcome> TakeAsync(Stream content, string? name, string? declaredType, CancellationToken cancellation)
    {
        if (FileNames.Shown(name) is not { } shown) return new FileFault(FileFaultKind.BadName, "文件名不能为空，不得超过200个字符，也不得含有控制字符或改变书写方向的字符。");
        var (declared, saysNothing) = FileTypes.ByMediaType(declaredType);
        if (FileTypes.ByName(shown) is not { } type || (declared is null && !saysNothing))
            return new FileFault(FileFaultKind.NotAccepted, "只接受 PDF、JPEG、PNG、XLSX 和 OFD 文件。");
        if (declared is not null && declared != type) return FileFault.Mismatch;

        var id = AttachmentIds.New();
        using var draft = new Draft(Path.Combine(settings.Directory, Incoming), id, sealer);
        return await Reach<IntakeOutcome>(async () =>
        {
            await draft.TakeAsync(content, FileCap.Most, cancellation);
            var verdict = ScanVerdict.NotScanned;
            if (Fault(draft, type) is { } fault) return fault;
            await using (var plain = draft.Open()) verdict = await scanner.ScanAsync(plain, cancellation);
            if (verdict == ScanVerdict.Infected) return new FileFault(FileFaultKind.Infected, "安全扫描发现该文件含有恶意代码。");
            if (verdict == ScanVerdict.NotScanned && settings.Scanner.Required) return new FileFault(FileFaultKind.NotScanned, "安全扫描暂不可用，请稍后再试。");
            await StoreAsync(draft, id, cancellation);
            return new IntakeOutcome(new StoredFile(id, shown, FileTypes.MediaTypeOf(type), draft.Size, draft.Sha256, verdict == ScanVerdict.Clean), null);
        });
    }

    /// <summary>
    /// The plain content of a stored file, forward only; null: the store does not have it. What is not the content of this id, of this size and this
    /// digest, is a <see cref="System.Security.Cryptography.CryptographicException"/> before its last byte.
    /// </summary>
    public async Task<Stream?> OpenAsync(string id, long size, byte[] sha256, CancellationToken cancellation) =>
        await Reach(() => store.OpenAsync(id, cancellation)) is { } sealedBytes ? new CheckedContent(SealedFile.Read(sealedBytes, sealer, id), size, sha256) : null;

    /// <summary>Takes back what nothing came to know of. What cannot be taken back now is swept later.</summary>
    public async Task TakeBackAsync(string id)
    {
        try
        {
            await store.RemoveAsync(id, CancellationToken.None);
        }
        catch (AttachmentStoreException fault)
        {
            LogLeft(fault, id);
        }
    }

    private static FileFault? Fault(Draft draft, FileType type)
    {
        if (draft.Size > FileCap.Most) return new FileFault(FileFaultKind.TooLarge, $"文件不得超过 {FileCap.Shown}。");
        if (draft.Size == 0) return new FileFault(FileFaultKind.Empty, "文件是空的。");
        if (!FileTypes.Begins(draft.Head, type)) return FileFault.Mismatch;
        if (FileTypes.ArchiveOf(type) is not { } kind) return null;
        using var plain = draft.Open();
        return ArchiveInspection.Inspect(plain, kind) is { } fault ? FileFault.Of(fault) : null;
    }

    private async Task StoreAsync(Draft draft, string id, CancellationToken cancellation)
    {
        try
        {
            await store.PutAsync(id, draft.Path, cancellation);
        }
        catch
        {
            // An attempt that failed or was given up may have arrived all the same.
            await TakeBackAsync(id);
            throw;
        }
    }

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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The content of {AttachmentId} is nobody's and could not be removed; it is swept later")]
    private partial void LogLeft(Exception fault, string attachmentId);
}
