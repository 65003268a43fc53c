using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>One portal's or one person's way in: requests that carry its token.</summary>
public sealed class Caller(HttpClient client, string? token = null)
{
    /// <summary>The bearer token; empty for a caller who did not sign in.</summary>
    public string Token => token ?? "";

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<Answer> PutAsync(string path, JsonNode body, int? ifMatch = null) => SendAsync(HttpMethod.Put, path, body, ifMatch: ifMatch);

    public Task<Answer> DeleteAsync(string path, int? ifMatch = null) => SendAsync(HttpMethod.Delete, path, null, ifMatch: ifMatch);

    public Task<Answer> PostAsync(string path, JsonNode? body = null, string? key = null, int? ifMatch = null) =>
        SendAsync(HttpMethod.Post, path, body, key, ifMatch);

    /// <summary>The bytes of a file, which has to be there.</summary>
    public async Task<byte[]> DownloadAsync(string path)
    {
        using var request = Request(HttpMethod.Get, path);
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>A form with one file.</summary>
    public async Task<Answer> UploadAsync(string path, byte[] content, string name, string? key = null, string field = "file")
    {
        using var request = Request(HttpMethod.Post, path);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        request.Content = new MultipartFormDataContent { { new ByteArrayContent(content), field, name } };
        using var response = await client.SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }

    /// <summary>A file as the body itself.</summary>
    public async Task<Answer> SendBareAsync(string path, byte[] content, string mediaType, string? key = null)
    {
        using var request = Request(HttpMethod.Post, path);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        request.Content = new ByteArrayContent(content);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        using var response = await client.SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path.StartsWith("/dev/", StringComparison.Ordinal) ? path : $"/api/v1{path}");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    private async Task<Answer> SendAsync(HttpMethod method, string path, JsonNode? body, string? key = null, int? ifMatch = null)
    {
        using var request = Request(method, path);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (ifMatch is not null) request.Headers.Add("If-Match", $"\"{ifMatch}\"");
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }
}
