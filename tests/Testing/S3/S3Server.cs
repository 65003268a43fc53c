using System.Diagnostics;
using System.Net.Sockets;
using Gongshu.Testing.Processes;

namespace Gongshu.Testing.S3;

/// <summary>
/// A server program of the S3 protocol (s3rver, by the lock file beside this one) on a port of 127.0.0.1, with one bucket. It knows buckets by
/// path only, and keys by their id: signatures of version 4 it takes unseen. Needs <c>node</c> and <c>npm</c>; what it is made of is fetched once into this folder of the checkout.
/// </summary>
public sealed class S3Server : IAsyncDisposable
{
    public const string Bucket = "uploads", AccessKey = "S3RVER", SecretKey = "S3RVER";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Lazy<Task> Fetched = new(FetchAsync);

    private readonly TempFolder _folder = new("s3");
    private readonly int _port = FreePort.Next();
    private Process? _process;
    private Watchdog? _watchdog;

    private static string Home => Checkout.At("tests", "Testing", "S3");

    public string Url => $"http://127.0.0.1:{_port}";

    public static async Task<S3Server> StartNewAsync()
    {
        await Fetched.Value;
        var server = new S3Server();
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it, also again after it was stopped: on the same port with the same data.</summary>
    public async Task StartAsync()
    {
        string[] arguments =
        [
            // It encrypts the marks between the pages of a list by an algorithm that OpenSSL 3 counts as old.
            "--openssl-legacy-provider",
            Path.Combine(Home, "node_modules", "s3rver", "bin", "s3rver.js"), "--directory", _folder.FullPath, "--address", "127.0.0.1", "--port", _port.ToString(),
            "--silent", "--no-vhost-buckets", "--configure-bucket", Bucket,
        ];
        _process = Process.Start(new ProcessStartInfo("node", arguments) { UseShellExecute = false, WorkingDirectory = _folder.FullPath })
            ?? throw new InvalidOperationException("node did not start.");
        _watchdog = new Watchdog("kill -9 \"$1\"", _process.Id.ToString());
        await Poll.UntilAsync(AnswersAsync, Patience, "the S3 server answers");
    }

    public async Task StopAsync()
    {
        if (_process is null) return;
        _watchdog!.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        if (_process!.HasExited) throw new InvalidOperationException($"The S3 server ended with {_process.ExitCode}.");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task FetchAsync()
    {
        // Another test project may be fetching too.
        await using var turn = await TurnAsync();
        if (File.Exists(Path.Combine(Home, "node_modules", ".package-lock.json"))) return;
        await Tool.RunAsync("npm", "ci", "--prefix", Home, "--ignore-scripts", "--no-audit", "--no-fund");
    }

    private static async Task<FileStream> TurnAsync()
    {
        FileStream? turn = null;
        await Poll.UntilAsync(
            () =>
            {
                try
                {
                    turn = new FileStream(Path.Combine(Home, ".fetching"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
                }
                catch (IOException)
                {
                    // Held by another process.
                }

                return turn is not null;
            },
            TimeSpan.FromMinutes(2), "another process has fetched the S3 server");
        return turn!;
    }
}
