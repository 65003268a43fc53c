using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gongshu.Attachments;

/// <summary>What a scanner says of a file.</summary>
public enum ScanVerdict { NotScanned = 1, Clean = 2, Infected = 3 }

/// <summary>Somebody outside who looks at files for malware.</summary>
public interface IAttachmentScanner
{
    /// <summary>Not scanned: nobody is configured, or nobody answered.</summary>
    Task<ScanVerdict> ScanAsync(Stream content, CancellationToken cancellation);
}

/// <summary>Where no scanner is configured.</summary>
internal sealed class NoScanner : IAttachmentScanner
{
    public Task<ScanVerdict> ScanAsync(Stream content, CancellationToken cancellation) => Task.FromResult(ScanVerdict.NotScanned);
}

/// <summary>
/// clamd by its command <c>INSTREAM</c>: <c>zINSTREAM\0</c>, then blocks of a length (4 bytes, big endian) and so many bytes, ended by a length of 0;
/// the answer is <c>stream: OK</c>, <c>stream: NAME FOUND</c>, or an error, ended by a zero byte.
/// </summary>
internal sealed class ClamdScanner(EndPoint address, TimeSpan timeout) : IAttachmentScanner
{
    private const int MostAnswer = 4 * 1024;

    public async Task<ScanVerdict> ScanAsync(Stream content, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            return await AskAsync(content, limit.Token);
        }
        catch (Exception fault) when (fault is SocketException or IOException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return ScanVerdict.NotScanned;
        }
    }

    private async Task<ScanVerdict> AskAsync(Stream content, CancellationToken cancellation)
    {
        // For a name: of both families, as the machine has them.
        using var socket = address is DnsEndPoint
            ? new Socket(SocketType.Stream, ProtocolType.Tcp)
            : new Socket(address.AddressFamily, SocketType.Stream, address is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified);
        await socket.ConnectAsync(address, cancellation);
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), cancellation);
        var block = new byte[4 + 64 * 1024];
        int read;
        while ((read = await content.ReadAsync(block.AsMemory(4), cancellation)) > 0)
        {
            BinaryPrimitives.WriteInt32BigEndian(block, read);
            await stream.WriteAsync(block.AsMemory(0, 4 + read), cancellation);
        }

        await stream.WriteAsync(new byte[4], cancellation);
        return VerdictOf(await AnswerAsync(stream, cancellation));
    }

    private static async Task<string> AnswerAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var bytes = new byte[MostAnswer];
        var filled = 0;
        int read;
        while (filled < bytes.Length && (read = await stream.ReadAsync(bytes.AsMemory(filled), cancellation)) > 0)
        {
            filled += read;
            if (bytes.AsSpan(0, filled).Contains((byte)0)) break;
        }

        return Encoding.ASCII.GetString(bytes, 0, filled).TrimEnd('\0', '\n', ' ');
    }

    // An error (a size limit of clamd, a broken engine) is no clean bill.
    private static ScanVerdict VerdictOf(string answer) =>
        answer.EndsWith(" FOUND", StringComparison.Ordinal) ? ScanVerdict.Infected : answer == "stream: OK" ? ScanVerdict.Clean : ScanVerdict.NotScanned;
}
