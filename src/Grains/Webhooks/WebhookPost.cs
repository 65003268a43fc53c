using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;

namespace Gongshu.Grains.Webhooks;

/// <summary>What became of one attempt.</summary>
/// <param name="Error">Null: accepted. In a few words, and nothing that the receiver wrote.</param>
/// <param name="Gone">The receiver wants no more of them, ever.</param>
public readonly record struct Attempt(string? Error, bool Gone = false)
{
    public bool Accepted => Error is null;
}

/// <summary>
/// The way out to receivers: the name is resolved once and that very address is connected to, if it may be; no redirect is followed, no proxy
/// asked, no cookie kept, and of the answer only the status is read.
/// </summary>
public sealed class WebhookPost : IDisposable
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), ProbePatience = TimeSpan.FromSeconds(5);

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly WebhookSettings _settings;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turns = new(AtOnce, AtOnce);
    private readonly HttpClient _client;

    public WebhookPost(WebhookSettings settings, TimeProvider time)
    {
        (_settings, _time) = (settings, time);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            MaxResponseDrainSize = 0,
            MaxResponseHeadersLength = 16,
            ConnectTimeout = ProbePatience,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = ConnectAsync,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    public void Dispose()
    {
        _client.Dispose();
        _turns.Dispose();
    }

    /// <summary>Why an address may not be registered; null: it may. One that does not answer may: it is asked again when there is something to send.</summary>
    public async Task<Refusal?> RefusalOfAsync(string url, CancellationToken cancellation)
    {
        var target = new Uri(url);
        if (target.Scheme != Uri.UriSchemeHttps && !_settings.AllowPrivateAddresses) return Refused("地址须为 https。");
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ends.CancelAfter(ProbePatience);
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(target.IdnHost, ends.Token);
            if (addresses.Length == 0) return Refused("该主机名无法解析。");
            if (!Array.TrueForAll(addresses, May)) return Refused("不向本机、内网或保留地址推送。");
            using var probe = new HttpRequestMessage(HttpMethod.Options, target);
            using var answer = await _client.SendAsync(probe, HttpCompletionOption.ResponseHeadersRead, ends.Token);
            return IsRedirect(answer.StatusCode) ? new Refusal { Code = ProblemCode.WebhookRedirects, Detail = "该地址转往别处；请登记最终地址。" } : null;
        }
        catch (Exception fault) when (fault is SocketException && !cancellation.IsCancellationRequested)
        {
            return Refused("该主机名无法解析。");
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Sends one event once.</summary>
    /// <exception cref="OperationCanceledException">By <paramref name="cancellation"/> only.</exception>
    public async Task<Attempt> SendAsync(string webhookId, WebhookTarget target, CloudEvent told, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(told);
        var body = JsonSerializer.SerializeToUtf8Bytes(told, Json);
        var id = WebhookSignature.IdOf(webhookId, told.Sequence);
        await _turns.WaitAsync(cancellation);
        try
        {
            var timestamp = _time.GetUtcNow().ToUnixTimeSeconds();
            using var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json", "utf-8");
            request.Headers.Add("webhook-id", id);
            request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
            request.Headers.TryAddWithoutValidation("webhook-signature", WebhookSignature.Of(WebhookSecret.KeyOf(target.Secret)!, id, timestamp, body));
            request.Headers.UserAgent.Add(new("Gongshu-Webhooks", "1"));
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            ends.CancelAfter(Patience);
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ends.Token);
            if (answer.IsSuccessStatusCode) return default;
            if (IsRedirect(answer.StatusCode)) return new("redirect");
            return new($"status {(int)answer.StatusCode}", answer.StatusCode == HttpStatusCode.Gone);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new("timeout");
        }
        catch (HttpRequestException fault)
        {
            return new(fault.InnerException switch
            {
                AddressRefusedException => "address refused",
                AuthenticationException => "TLS failed",
                _ => fault.HttpRequestError switch
                {
                    HttpRequestError.NameResolutionError => "name not resolved",
                    HttpRequestError.ConnectionError => "connection failed",
                    _ => "no answer",
                },
            });
        }
        finally
        {
            _turns.Release();
        }
    }

    private static Refusal Refused(string why) => new() { Code = ProblemCode.WebhookAddressRefused, Detail = why };

    private static bool IsRedirect(HttpStatusCode status) => (int)status is >= 300 and < 400;

    private bool May(IPAddress address) => _settings.AllowPrivateAddresses || PublicAddress.Is(address);

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation);
        // All of them, as at registration: a name that points inside as well is not to be trusted.
        if (addresses.Length == 0 || !Array.TrueForAll(addresses, May)) throw new AddressRefusedException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class AddressRefusedException() : IOException("The address may not be sent to.");
}
