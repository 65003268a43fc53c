using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gongshu.Api.Demo;

/// <summary>Who calls.</summary>
/// <param name="Org">A portal's organisation; null: staff.</param>
internal sealed record DemoCaller(string Id, string Name, string Role, string? Org = null)
{
    public static readonly DemoCaller
        Handler = new("demo-handler", "示例经办", "handler"),
        Approver = new("demo-approver", "示例审批", "approver"),
        Leader = new("demo-leader", "示例负责", "leader");

    public static DemoCaller Portal(string org) => new($"demo-portal-{org}", "示例门户", "portal", org);
}

/// <param name="Replayed">The same request was answered before: an earlier start did this.</param>
internal sealed record DemoAnswer(int Status, JsonElement Body, bool Replayed)
{
    public string Text(string member) => Body.TryGetProperty(member, out var value) ? value.ToString() : "";
}

/// <summary>The front door as a portal or a member of staff sees it: HTTP, tokens, problem documents.</summary>
internal sealed class DemoFront(Uri address) : IDisposable
{
    // One caller, one request at a time.
    private readonly HttpClient _http = new() { BaseAddress = address };
    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);

    public Task<DemoAnswer> GetAsync(DemoCaller caller, string path, CancellationToken cancellation) =>
        SendAsync(caller, HttpMethod.Get, path, null, null, null, cancellation);

    /// <summary>Puts what is not there yet: what somebody changed since stays changed.</summary>
    public async Task PutNewAsync(DemoCaller caller, string path, object body, CancellationToken cancellation)
    {
        if ((await GetAsync(caller, path, cancellation)).Status == StatusCodes.Status200OK) return;
        Demand(await SendAsync(caller, HttpMethod.Put, path, body, null, null, cancellation), path);
    }

    /// <param name="key">The <c>Idempotency-Key</c>: a second start repeats the request and changes nothing.</param>
    public async Task<DemoAnswer> PostAsync(DemoCaller caller, string path, object body, string key, int? version, CancellationToken cancellation) =>
        Demand(await TryPostAsync(caller, path, body, key, version, cancellation), path);

    /// <summary>The same, where a refusal is an answer like any other.</summary>
    public Task<DemoAnswer> TryPostAsync(DemoCaller caller, string path, object body, string key, int? version, CancellationToken cancellation) =>
        SendAsync(caller, HttpMethod.Post, path, body, key, version, cancellation);

    /// <summary>Moves the policy clock, unless it is past that already.</summary>
    public async Task MoveClockAsync(DateTimeOffset to, CancellationToken cancellation)
    {
        var clock = await GetAsync(DemoCaller.Handler, "/dev/clock", cancellation);
        if (DateTimeOffset.Parse(clock.Text("now"), CultureInfo.InvariantCulture) >= to) return;
        Demand(await SendAsync(DemoCaller.Handler, HttpMethod.Post, "/dev/clock", new { now = to }, null, null, cancellation), "/dev/clock");
    }

    public void Dispose() => _http.Dispose();

    private async Task<DemoAnswer> SendAsync(
        DemoCaller caller, HttpMethod method, string path, object? body, string? key, int? version, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new("Bearer", await TokenAsync(caller, cancellation));
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (version is { } seen) request.Headers.IfMatch.Add(new($"\"{seen.ToString(CultureInfo.InvariantCulture)}\""));
        if (body is not null) request.Content = Json(body);
        using var response = await _http.SendAsync(request, cancellation);
        using var read = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellation), default, cancellation);
        return new DemoAnswer((int)response.StatusCode, read.RootElement.Clone(), response.Headers.Contains("Idempotency-Replayed"));
    }

    private async Task<string> TokenAsync(DemoCaller caller, CancellationToken cancellation)
    {
        if (_tokens.TryGetValue(caller.Id, out var known)) return known;
        using var content = Json(new { sub = caller.Id, name = caller.Name, roles = new[] { caller.Role }, org = caller.Org });
        using var response = await _http.PostAsync(new Uri("/dev/tokens", UriKind.Relative), content, cancellation);
        response.EnsureSuccessStatusCode();
        using var read = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellation), default, cancellation);
        return _tokens[caller.Id] = read.RootElement.GetProperty("accessToken").GetString()!;
    }

    private static StringContent Json(object body) => new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    private static DemoAnswer Demand(DemoAnswer answer, string path) => answer.Status < 300
        ? answer
        : throw new HttpRequestException($"{path} was answered with {answer.Status} {answer.Text("code")}: {answer.Body}");
}
