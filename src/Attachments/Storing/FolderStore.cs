using System.Runtime.InteropServices;
using Gongshu.Ledger;

namespace Gongshu.Attachments;

/// <summary>A private folder: each file is written whole beside its place, forced to disk, and moved there in one step.</summary>
internal sealed partial class FolderStore(string directory) : IAttachmentStore
{
    public Task PutAsync(string id, string path, CancellationToken cancellation) => Guard("A file could not be stored.", async () =>
    {
        PrivateFolder.Make(directory);
        var draft = PlaceOf(id) + ".new";
        await using (var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, useAsync: true))
        await using (var target = new FileStream(draft, Created()))
        {
            await source.CopyToAsync(target, cancellation);
            target.Flush(flushToDisk: true);
        }

        File.Move(draft, PlaceOf(id), overwrite: false);
        SyncFolder();
        return true;
    });

    public Task<Stream?> OpenAsync(string id, CancellationToken cancellation) => Guard("A file could not be opened.", () =>
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

    public Task RemoveAsync(string id, CancellationToken cancellation) => Guard("A file could not be removed.", () =>
    {
        if (Directory.Exists(directory)) File.Delete(PlaceOf(id));
        return Task.FromResult(true);
    });

    // Ids are made by this program; whatever else comes here names no place.
    private string PlaceOf(string id) => AttachmentIds.IsOne(id) ? Path.Combine(directory, id) : throw new ArgumentException("Not an attachment's id.", nameof(id));

    private static FileStreamOptions Created()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 128 * 1024, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

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

    private static async Task<T> Guard<T>(string message, Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new AttachmentStoreException(message, fault);
        }
    }
}
