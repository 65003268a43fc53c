using Gongshu.Testing.Processes;

namespace Gongshu.Testing.Postgres;

/// <summary>
/// The folder of a throw-away cluster. A lock file beside it is held as long as this process lives; a watchdog stops the server
/// and deletes everything when it ends. Should the watchdog die too (the machine went down), the next run finds the lock free and cleans up.
/// </summary>
internal sealed class ClusterFolder : IAsyncDisposable
{
    private const string Prefix = "gongshu-pg-";

    // $1 is the folder, $2 the lock. The server's current folder tells that the pid is still the server's and not a stranger's.
    private const string CleanUp =
        """
        pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
        if [ -n "$pid" ] && [ "$(readlink "/proc/$pid/cwd")" = "$1/data" ]; then
            kill -CONT "$pid"; kill -QUIT "$pid"
            tries=0
            while [ -d "/proc/$pid" ] && [ "$(readlink "/proc/$pid/cwd")" = "$1/data" ] && [ "$tries" -lt 100 ]; do
                sleep 0.1; tries=$((tries + 1))
            done
            [ "$(readlink "/proc/$pid/cwd")" = "$1/data" ] && kill -KILL "$pid"
        fi
        rm -rf -- "$1"
        rm -f -- "$2"
        """;

    private readonly FileStream _lock;
    private readonly Watchdog _watchdog;

    private ClusterFolder(string path, FileStream heldLock)
    {
        FullPath = path;
        _lock = heldLock;
        _watchdog = new Watchdog(CleanUp, path, LockOf(path));
    }

    public string FullPath { get; }

    public string Data => Path.Combine(FullPath, "data");

    public string Sockets => Path.Combine(FullPath, "sockets");

    public string Log => Path.Combine(FullPath, "log");

    /// <summary>Cleans up after crashed runs, then makes a new folder that PostgreSQL's user owns.</summary>
    public static async Task<ClusterFolder> CreateAsync()
    {
        await RemoveLeftoversAsync();
        var path = Path.Combine(PostgresPrograms.TemporaryFiles, Prefix + Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal));
        var folder = new ClusterFolder(path, new FileStream(LockOf(path), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
        Directory.CreateDirectory(path);
        await PostgresPrograms.OwnAsync(path);
        return folder;
    }

    /// <summary>Stops the server (immediate) and deletes everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await _watchdog.BarkAsync();
        _watchdog.Dispose();
        await _lock.DisposeAsync();
    }

    private static string LockOf(string path) => path + ".lock";

    private static async Task RemoveLeftoversAsync()
    {
        foreach (var file in Directory.GetFiles(PostgresPrograms.TemporaryFiles, Prefix + "*.lock"))
        {
            try
            {
                await using var free = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                await Tool.RunAsync("sh", "-c", CleanUp, "cleanup", file[..^".lock".Length], file);
            }
            catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
            {
                // Its run is alive, or it belongs to another user: not ours to remove.
            }
        }
    }
}
