using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gongshu.PlainSql;
using Gongshu.Policy;

namespace Gongshu.Load;

/// <summary>Either program from outside: the bytes of a request are made ready before, the answer is read to its end.</summary>
internal sealed class HttpSide : ISide
{
    private readonly HttpClient _client;
    private readonly string _portal, _handler;
    private readonly Pseudonymiser _pseudonyms = new(TrialKeys.Pseudonym);

    private sealed record Prepared(byte[] Body, string Key);

    /// <param name="place">Address, portal token and handler token, separated by blanks.</param>
    public HttpSide(string place)
    {
        var parts = place.Split(' ');
        _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256, UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new(parts[0]) };
        (_portal, _handler) = (parts[1], parts[2]);
    }

    public object Prepare(Roster roster, string key) => new Prepared(JsonSerializer.SerializeToUtf8Bytes(World.Form(roster), ContractJson.Instance.Application), key);

    public async Task<(Told Told, string? Case)> SubmitAsync(object prepared)
    {
        using var answer = await SendAsync("/api/v1/applications", (Prepared)prepared, _portal);
        await answer.Content.ReadAsByteArrayAsync();
        return answer.StatusCode switch
        {
            HttpStatusCode.Created => (Told.Created, answer.Headers.Location!.ToString().Split('/')[^1]),
            HttpStatusCode.Conflict => (Told.Duplicate, null),
            var other => (Complaints.Other($"{(int)other} {await answer.Content.ReadAsStringAsync()}"), null),
        };
    }

    public async Task<Told> PrecheckAsync(object prepared)
    {
        using var answer = await SendAsync("/api/v1/applications/precheck", (Prepared)prepared, _portal);
        await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode ? Told.Created : Complaints.Other($"{(int)answer.StatusCode}");
    }

    public async Task<int> HistoryAsync(int person)
    {
        _ = ResidentId.TryParse(World.Person(person).IdNumber, DateOnly.MaxValue, out var id);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/workers/{_pseudonyms.Worker(id)}/claims");
        request.Headers.Authorization = new("Bearer", _handler);
        using var answer = await _client.SendAsync(request);
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadAsByteArrayAsync()).Length : 0;
    }

    public async Task<Told> DecideAsync(string number)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new Decision(Stage.Handler, "pass", "材料齐全", [.. World.PapersSeen]), ContractJson.Instance.Decision);
        using var answer = await SendAsync($"/api/v1/applications/{number}/decisions", new(body, "decide " + number), _handler, version: "\"1\"");
        await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode ? Told.Created : Complaints.Other($"{(int)answer.StatusCode}");
    }

    public Task CoolAsync() => throw new NotSupportedException();

    public Task<(int Count, long Next)> FeedAsync(long after) => throw new NotSupportedException();

    public Task SettleAsync() => throw new NotSupportedException();

    public Task<int> SettledAsync() => throw new NotSupportedException();

    /// <summary>Registers the employers; the product takes the same body, without its code.</summary>
    public static async Task RegisterAsync(Uri address, string handler)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", handler);
        for (var i = 0; i < World.Employers; i++)
        {
            var employer = World.Registered(i);
            var whole = JsonSerializer.SerializeToNode(employer, ContractJson.Instance.Enterprise)!.AsObject();
            using var first = await client.PutAsync($"/api/v1/enterprises/{employer.Uscc}", Json(whole.ToJsonString()));
            if (first.IsSuccessStatusCode) continue;
            whole.Remove("uscc");
            using var second = await client.PutAsync($"/api/v1/enterprises/{employer.Uscc}", Json(whole.ToJsonString()));
            second.EnsureSuccessStatusCode();
        }
    }

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<HttpResponseMessage> SendAsync(string path, Prepared prepared, string token, string? version = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(prepared.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", prepared.Key);
        if (version is not null) request.Headers.TryAddWithoutValidation("If-Match", version);
        return await _client.SendAsync(request);
    }
}
