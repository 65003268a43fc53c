using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Gongshu.Testing;

/// <summary>Speaks clamd's INSTREAM where it is told to listen: whoever sends the test word is infected.</summary>
public sealed class FakeClamd : IDisposable
{
    public const string Malware = "X5O-TEST-MALWARE";

    private readonly Socket _listener;
    private readonly string? _answer;

    /// <param name="answer">What is always answered; null: by the content.</param>
    /// <param name="at">Where it listens; null: 127.0.0.1.</param>
    public FakeClamd(string? answer = null, EndPoint? at = null)
    {
        _answer = answer;
        at ??= new IPEndPoint(IPAddress.Loopback, 0);
        _listener = new Socket(at.AddressFamily, SocketType.Stream, at is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified);
        _listener.Bind(at);
        _listener.Listen();
        _ = ServeAsync();
    }

    public EndPoint Address => _listener.LocalEndPoint!;

    /// <summary>SHA-256 of what the last caller sent.</summary>
    public byte[] Seen { get; private set; } = [];

    private async Task ServeAsync()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptAsync();
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
            {
                return;
            }

            await using var stream = new NetworkStream(client, ownsSocket: true);
            await AnswerAsync(stream);
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
