using System.Net;
using System.Net.Sockets;

namespace Gongshu.Ledger.Tests;

/// <summary>Stands between a ledger and its server, and cuts the line at the worst moment.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;
    private readonly TaskCompletionSource<string> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayPass = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CuttingProxy(int server)
    {
        _server = server;
        _listener.Start();
        _ = AcceptAsync();
    }

    public enum Cut
    {
        None,
        /// <summary>What the client sends reaches the server only after <see cref="LetPass"/>; the client sees a broken line at once.</summary>
        HoldRequest,
        /// <summary>The server gets all; the client never hears of it.</summary>
        DropAnswer,
    }

    public Cut Mode { get; set; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What the server said to the held request, to nobody.</summary>
    public Task<string> Answer => _answer.Task;

    public void LetPass() => _mayPass.TrySetResult();

    public void Dispose() => _listener.Stop();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = PumpAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (SocketException)
        {
            // Stopped.
        }
    }

    private async Task PumpAsync(TcpClient client)
    {
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, _server);
        var (near, far) = (client.GetStream(), server.GetStream());
        var answers = CopyAsync(far, near);
        var buffer = new byte[65536];
        try
        {
            int read;
            while ((read = await near.ReadAsync(buffer)) > 0)
            {
                var mode = Mode;
                if (mode is Cut.HoldRequest)
                {
                    client.Close();
                    await _mayPass.Task;
                }
                await far.WriteAsync(buffer.AsMemory(0, read));
                if (mode is Cut.HoldRequest) break;
            }
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The line was cut.
        }
        finally
        {
            client.Dispose();
        }
        await answers;
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[65536];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer)) > 0)
            {
                if (Mode is not Cut.None)
                {
                    _answer.TrySetResult(System.Text.Encoding.ASCII.GetString(buffer, 0, read));
                    to.Close();
                    return;
                }
                await to.WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The line was cut.
        }
    }
}
