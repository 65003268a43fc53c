using Gongshu.Ledger;
using Gongshu.Silo.Composition;

namespace Gongshu.Silo.Startup;

/// <summary>
/// Makes <c>Data:Directory</c> (readable by its owner only) and holds it for this process until the host is disposed:
/// two processes on one folder would each believe that nobody else writes. The system frees the lock when a process dies.
/// </summary>
internal sealed class DataFolder(SiloSettings settings) : IStartupStep, IDisposable
{
    private const string LockName = "gongshu.lock";

    private FileStream? _held;

    public Task RunAsync(CancellationToken cancellationToken)
    {
        if (_held is not null)
        {
            return Task.CompletedTask;
        }

        var directory = settings.Data.Directory;
        try
        {
            PrivateFolder.Make(directory);
            _held = new FileStream(Path.Combine(directory, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StartupRefusedException($"Data:Directory '{directory}' cannot be written.", exception);
        }
        catch (IOException exception) when (File.Exists(Path.Combine(directory, LockName)))
        {
            throw new StartupRefusedException($"Data:Directory '{directory}' is in use by another process. Give each process a folder of its own, or use PostgreSQL for several silos.", exception);
        }
        catch (IOException exception)
        {
            throw new StartupRefusedException($"Data:Directory '{directory}' cannot be made: {exception.Message}", exception);
        }

        return Task.CompletedTask;
    }

    public void Dispose() => _held?.Dispose();
}
