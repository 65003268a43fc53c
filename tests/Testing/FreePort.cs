using System.Net;
using System.Net.Sockets;

namespace Gongshu.Testing;

/// <summary>
/// Ports of 127.0.0.1 that nobody listens on. They lie below the range from which the kernel serves outgoing connections,
/// so that a client cannot take one between the question and the server's start; none is given twice, by this process or by another
/// that tests at the same time.
/// </summary>
public static class FreePort
{
    private const int First = 20_000;
    private const int Last = 31_999;
    private static readonly HashSet<int> Given = [];

    // Each port that was given is one locked byte of this file. The kernel lets go of them when the process ends.
    private static readonly FileStream Claims = new(
        Path.Combine(Path.GetTempPath(), $"gongshu-ports-{Environment.UserName}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);

    /// <summary>A port from 20000 to 31999.</summary>
    /// <exception cref="InvalidOperationException">None of a thousand tried ports was free.</exception>
    public static int Next()
    {
        lock (Given)
        {
            for (var attempt = 0; attempt < 1_000; attempt++)
            {
                var port = Random.Shared.Next(First, Last + 1);
                if (!Given.Contains(port) && IsFree(port) && Claim(port))
                {
                    Given.Add(port);
                    return port;
                }
            }
        }

        throw new InvalidOperationException($"No free port between {First} and {Last}.");
    }

    private static bool Claim(int port)
    {
        try
        {
            if (!OperatingSystem.IsMacOS()) Claims.Lock(port, 1);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
