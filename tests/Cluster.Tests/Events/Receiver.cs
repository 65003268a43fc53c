using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Gongshu.Testing;

namespace Gongshu.Cluster.Tests;

/// <summary>What came in, and under which signature.</summary>
public sealed record Received(string Method, string Id, string Timestamp, string Signature, string ContentType, string Body)
{
    public JsonNode Told => JsonNode.Parse(Body)!;

    public string Subject => Told["subject"]!.GetValue<string>();

    /// <summary>Whether it is signed by this key, after the Standard Webhooks convention.</summary>
    public bool IsSignedBy(byte[] key) =>
        Signature == "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}")));
}

/// <summary>A portal's receiver on this machine, on a port that stays its own while it is down.</summary>
public sealed class Receiver : IDisposable
{
    private readonly ConcurrentQueue<Received> _received = new();
    private HttpListener? _listener;

    public string Url { get; } = $"http://127.0.0.1:{FreePort.Next()}/hook";

    /// <summary>What it answers.</summary>
    public Func<Received, int> Answers { get; set; } = _ => 204;

    /// <summary>All that came in as <c>POST</c>, whatever was answered.</summary>
    public Received[] All => [.. _received];

    public void Start()
    {
        _listener = new HttpListener();
        _listener.Prefixes.Add(new Uri(Url).GetLeftPart(UriPartial.Authority) + "/");
        _listener.Start();
        _ = Task.Run(() => ServeAsync(_listener));
    }

    public void Stop()
    {
        _listener?.Close();
        _listener = null;
    }

    public void Dispose() => Stop();

    private async Task ServeAsync(HttpListener listener)
    {
        try
        {
            while (true) await AnswerAsync(await listener.GetContextAsync());
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // Down.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var request = context.Request;
        using var body = new StreamReader(request.InputStream);
        var received = new Received(
            request.HttpMethod, request.Headers["webhook-id"] ?? "", request.Headers["webhook-timestamp"] ?? "", request.Headers["webhook-signature"] ?? "",
            request.ContentType ?? "", await body.ReadToEndAsync());
        if (received.Method == "POST") _received.Enqueue(received);
        context.Response.StatusCode = Answers(received);
        if (context.Response.StatusCode is >= 300 and < 400) context.Response.RedirectLocation = "http://127.0.0.1:1/";
        context.Response.Close();
    }
}
