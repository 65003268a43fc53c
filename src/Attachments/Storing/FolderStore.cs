using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Gongshu.Ledger;

namespace Gongshu.Attachments;

/// <summary>A private folder: each file is written whole beside its place, forced to disk, and moved there in one step.</summary>
internal sealed partial class FolderStore(string directory) : IAttachmentStore
{
    // What a crash left of a file that was never whole.
    private const string Unfinished = ".new";

    public Task PutAsync(string id, string path, CancellationToken cancellation) => Disk.Guard("A file could not be stored.", async () =>
    {
        PrivateFolder.Make(directory);
        var draft = PlaceOf(id) + Unfinished;
        try
        {
            await using (var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, useAsync: true))
            await using (var target = Disk.Create(draft))
            {
                await source.CopyToAsync(target, cancellation);
                target.Flush(flushToDisk: true);
            }

            File.Move(draft, PlaceOf(id), overwrite: false);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }

        SyncFolder();
    });

    public Task<Stream?> OpenAsync(string id, CancellationToken cancellation) => Disk.Guard("A file could not be opened.", () =>
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PlaceOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 128 * 1024, useAsync: true));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    });

    public Task RemoveAsync(string id, CancellationToken cancellation) => Disk.Guard("A file could not be removed.", () =>
    {
        if (!Directory.Exists(directory)) return Task.CompletedTask;
        File.Delete(PlaceOf(id));
        File.Delete(PlaceOf(id) + Unfinished);
        return Task.CompletedTask;
    });

    public async IAsyncEnumerable<string> ListAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var names = await Disk.Guard("The files could not be listed.", () => Task.FromResult(NamesBefore(before.UtcDateTime)));
        foreach (var name in names)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return name;
        }
    }

    private string[] NamesBefore(DateTime before) => Directory.Exists(directory)
        ? [.. new DirectoryInfo(directory).EnumerateFiles().Where(file => file.LastWriteTimeUtc < before)
            .Select(file => file.Name.EndsWith(Unfinished, StringComparison.Ordinal) ? file.Name[..^Unfinished.Length] : file.Name).Where(AttachmentIds.IsOne)]
        : [];

    // Ids are made by this program; whatever else comes here names no place.
    private string PlaceOf(string id) => AttachmentIds.IsOne(id) ? Path.Combine(directory, id) : throw new ArgumentException("Not an attachment's id.", nameof(id));

    // Until the folder itself is on disk, a name in it can be lost in a power cut.
    private void SyncFolder()
    {
        if (OperatingSystem.IsWindows()) return;
        var folder = Open(directory, 0);
        if (folder < 0) throw new IOException("The folder of attachments cannot be opened.");
        try
        {
            if (Sync(folder) != 0) throw new IOException("The folder of attachments cannot be forced to disk.");
        }
        finally
        {
            _ = Close(folder);
        }
    }

    // The framework opens no folders.
    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
