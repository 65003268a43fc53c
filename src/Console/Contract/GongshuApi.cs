using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Gongshu.StaffConsole.SignIn;
using Gongshu.StaffConsole.Texts;
using Microsoft.AspNetCore.Http;

namespace Gongshu.StaffConsole.Contract;

/// <summary>The public REST contract, called as the person who is signed in and in the language that they read. Each page asks for what it shows.</summary>
internal sealed class GongshuApi(HttpClient client, ApiAddress address, IHttpContextAccessor accessor, Speech speech)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("Nobody asks.");

    /// <summary>Nothing of an answer goes anywhere but to its page: no cookies, no redirects.</summary>
    public static HttpMessageHandler Handler() => new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    /// <param name="path">Under <c>/api/v1</c>. No personal data.</param>
    public Task<Answer<T>> GetAsync<T>(string path)
        where T : class => ReadAsync<T>(HttpMethod.Get, path, null, null, null);

    /// <param name="version">The version that was seen, for <c>If-Match</c>.</param>
    /// <param name="key">The <c>Idempotency-Key</c>, so that a form that is sent twice does one thing.</param>
    public Task<Answer<T>> PostAsync<T>(string path, object body, int? version = null, string? key = null)
        where T : class => ReadAsync<T>(HttpMethod.Post, path, body, version, key);

    /// <param name="version">The version that was seen; null: there was none.</param>
    public Task<Answer<T>> PutAsync<T>(string path, object body, int? version)
        where T : class => ReadAsync<T>(HttpMethod.Put, path, body, version, null);

    /// <param name="version">The version that was seen.</param>
    public Task<Answer<T>> DeleteAsync<T>(string path, int? version)
        where T : class => ReadAsync<T>(HttpMethod.Delete, path, null, version, null);

    /// <summary>A file, or text as one; the content is sent as it is.</summary>
    /// <param name="version">As in <see cref="PostAsync"/>.</param>
    public Task<Answer<T>> PostContentAsync<T>(string path, HttpContent content, int? version = null, string? key = null)
        where T : class => ReadAsync<T>(HttpMethod.Post, path, content, version, key);

    /// <summary>Sends one file, in the field <c>file</c>.</summary>
    /// <param name="version">As in <see cref="PostAsync"/>.</param>
    public Task<Answer<T>> UploadAsync<T>(string path, Stream file, string name, string mediaType, int? version = null, string? key = null)
        where T : class
    {
        var part = new StreamContent(file);
        part.Headers.ContentType = MediaTypeHeaderValue.TryParse(mediaType, out var type) ? type : new("application/octet-stream");
        return PostContentAsync<T>(path, new MultipartFormDataContent { { part, "file", name } }, version, key);
    }

    /// <summary>A token of the development issuer; who asks is not signed in yet.</summary>
    public Task<Answer<IssuedToken>> IssueTokenAsync(TokenAsked asked) => ReadAsync<IssuedToken>(HttpMethod.Post, "/dev/tokens", asked, null, null);

    /// <summary>A file, unread; who gets it disposes of it.</summary>
    /// <exception cref="SignedOutException">The token is no longer good.</exception>
    public async Task<HttpResponseMessage> OpenAsync(string path)
    {
        using var request = await RequestAsync(HttpMethod.Get, path, null, null, null);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Http.RequestAborted);
        if (response.StatusCode != HttpStatusCode.Unauthorized) return response;
        response.Dispose();
        throw new SignedOutException();
    }

    /// <summary>The problem in an answer that is no success.</summary>
    public static async Task<Problem> ProblemOfAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            && await response.Content.ReadFromJsonAsync<Problem>(Json, cancellation) is { } problem)
            return problem;
        return Unreachable((int)response.StatusCode);
    }

    private async Task<Answer<T>> ReadAsync<T>(HttpMethod method, string path, object? body, int? version, string? key)
        where T : class
    {
        try
        {
            using var request = await RequestAsync(method, path, body, version, key);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Http.RequestAborted);
            if (response.StatusCode == HttpStatusCode.Unauthorized) throw new SignedOutException();
            if (!response.IsSuccessStatusCode) return await ProblemOfAsync(response, Http.RequestAborted);
            return new(await response.Content.ReadFromJsonAsync<T>(Json, Http.RequestAborted), null, (int)response.StatusCode);
        }
        catch (HttpRequestException)
        {
            return Unreachable(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<HttpRequestMessage> RequestAsync(HttpMethod method, string path, object? body, int? version, string? key)
    {
        var request = new HttpRequestMessage(method, new Uri(address.Value, path.StartsWith("/dev/", StringComparison.Ordinal) ? path : "/api/v1" + path));
        if (await Staff.TokenOfAsync(Http) is { } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.AcceptLanguage.ParseAdd(speech.English ? "en" : "zh-CN");
        if (version is { } seen) request.Headers.TryAddWithoutValidation("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{seen}\""));
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (body is HttpContent content) request.Content = content;
        else if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: Json);
        return request;
    }

    // What is no problem document came from no API of ours.
    private static Problem Unreachable(int status) => new()
    {
        Code = "unavailable",
        Title = "服务暂不可用 The service cannot be reached",
        Status = status,
        TraceId = Activity.Current?.TraceId.ToHexString(),
    };
}
