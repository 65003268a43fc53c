using Gongshu.Ledger;
using Gongshu.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gongshu.Attachments.Tests;

/// <summary>An intake on a folder of its own.</summary>
internal sealed class Intake : IDisposable
{
    private readonly TempFolder _folder = new("intake");
    private readonly AttachmentSettings _settings;

    public Intake(IAttachmentScanner? scanner = null, bool required = false, IAttachmentStore? store = null)
    {
        _settings = new(StoreKind.Folder, _folder.ToString(), null, new(null, required, TimeSpan.FromSeconds(5)));
        Store = store ?? new FolderStore(_settings.Directory);
        Taking = new(_settings, Store, scanner ?? new NoScanner(), Sealer, NullLogger<AttachmentIntake>.Instance);
    }

    public string Directory => _settings.Directory;

    public Sealer Sealer { get; } = new(new Dictionary<int, byte[]> { [1] = [.. Enumerable.Range(0, 32).Select(i => (byte)i)] });

    public IAttachmentStore Store { get; }

    public AttachmentIntake Taking { get; }

    /// <summary>Everything that lies in the folder, uploads that are under way included.</summary>
    public string[] Left => System.IO.Directory.GetFiles(_settings.Directory, "*", SearchOption.AllDirectories);

    public Task<IntakeOutcome> TakeAsync(byte[] content, string name, string? type = null) => Taking.TakeAsync(new MemoryStream(content), name, type, default);

    /// <summary>The file is refused so, and nothing of it is left.</summary>
    public async Task RefusesAsync(FileFaultKind kind, byte[] content, string name, string? type = null)
    {
        var outcome = await TakeAsync(content, name, type);
        Assert.True(outcome.Fault?.Kind == kind, $"{name}: {outcome.Fault?.Kind.ToString() ?? "taken"} {outcome.Fault?.Detail}");
        Assert.Empty(Left);
    }

    public async Task<byte[]> ReadAsync(StoredFile file)
    {
        await using var content = await Taking.OpenAsync(file.Id, file.Size, file.Sha256, default);
        using var bytes = new MemoryStream();
        await content!.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    public void Dispose() => _folder.Dispose();
}
