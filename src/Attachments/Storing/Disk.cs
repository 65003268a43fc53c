using Gongshu.Ledger;

namespace Gongshu.Attachments;

/// <summary>This machine's disk: what it refuses is our own fault, never the uploader's.</summary>
internal static class Disk
{
    /// <exception cref="AttachmentStoreException">The disk is full, gone, or not ours to use.</exception>
    public static async Task<T> Guard<T>(string message, Func<Task<T>> step)
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

    public static Task Guard(string message, Func<Task> step) => Guard(message, async () =>
    {
        await step();
        return true;
    });

    /// <summary>A new file that nobody else may read.</summary>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 128 * 1024, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
