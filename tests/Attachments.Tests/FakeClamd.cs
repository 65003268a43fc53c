using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Gongshu.Attachments.Tests;

/// <summary>Speaks clamd's INSTREAM on a loopback port: whoever sends the test word is infected.</summary>
internal sealed class FakeClamd : IDisposable
{
    public const string Malware = "X5O-TEST-MALWARE";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string? _answer;

    /// <param name="answer">What is always answered; null: by the content.</param>
    public FakeClamd(string? answer = null)
    {
        _answer = answer;
        _listener.Start();
        _ = ServeAsync();
    }

    public EndPoint Address => new DnsEndPoint("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);

    /// <summary>SHA-256 of what the last caller sent.</summary>
    public byte[] Seen { get; private set; } = [];

    private async Task ServeAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
            {
                return;
            }

            using (client) await AnswerAsync(client.GetStream());
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var command = new byte[10];
        await stream.ReadExactlyAsync(command);
        using var content = new MemoryStream();
        var length = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(length);
            var size = BinaryPrimitives.ReadInt32BigEndian(length);
            if (size == 0) break;
            var block = new byte[size];
            await stream.ReadExactlyAsync(block);
            content.Write(block);
        }

        Seen = SHA256.HashData(content.ToArray());
        var infected = Encoding.Latin1.GetString(content.ToArray()).Contains(Malware, StringComparison.Ordinal);
        var answer = Encoding.ASCII.GetString(command) != "zINSTREAM\0" ? "UNKNOWN COMMAND" : _answer ?? (infected ? "stream: Test.Malware FOUND" : "stream: OK");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\0"));
    }

    public void Dispose() => _listener.Dispose();
}
