using Gongshu.Attachments;
using Gongshu.Ledger;

namespace Gongshu.Api.Tests.Hosting;

/// <summary>A store of files in which nothing lies; what is put there is not kept. What stores really do is shown where they run.</summary>
internal sealed class NoStore : IAttachmentStore
{
    public Task PutAsync(string id, string path, CancellationToken cancellation) => Task.CompletedTask;

    public Task<Stream?> OpenAsync(string id, CancellationToken cancellation) => Task.FromResult<Stream?>(null);

    public Task RemoveAsync(string id, CancellationToken cancellation) => Task.CompletedTask;
}

internal sealed class NoScan : IAttachmentScanner
{
    public Task<ScanVerdict> ScanAsync(Stream content, CancellationToken cancellation) => Task.FromResult(ScanVerdict.NotScanned);
}
