using System.Net.Sockets;
using System.Text;

namespace Gongshu.Cluster.Tests;

/// <summary>A request written byte by byte, as no HTTP client would.</summary>
internal static class RawSocket
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    /// <summary>Sends the head and the bytes, says that no more will come, and returns the status; 0 when the program just hung up.</summary>
    public static async Task<int> PostAsync(Uri server, string path, string token, byte[] body, string lengthHeader)
    {
        using var limit = new CancellationTokenSource(Bound);
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, limit.Token);
        var stream = client.GetStream();
        var head = $"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n"
            + $"Idempotency-Key: raw-{Guid.NewGuid():N}\r\n{lengthHeader}\r\nConnection: close\r\n\r\n";
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), limit.Token);
            await stream.WriteAsync(body, limit.Token);
            client.Client.Shutdown(SocketShutdown.Send);
            using var answer = new MemoryStream();
            await stream.CopyToAsync(answer, limit.Token);
            var text = Encoding.UTF8.GetString(answer.ToArray());
            return text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(text.AsSpan(9, 3)) : 0;
        }
        catch (IOException)
        {
            // Hung up while we were writing: an answer too.
            return 0;
        }
    }
}
