using System.Text.Json;
using Gongshu.Api.Json;
using Gongshu.Api.Requests;

namespace Gongshu.Api.Answers;

/// <summary>Writes a value as the body of an answer.</summary>
internal static class JsonAnswer
{
    /// <summary>What most answers are smaller than, bytes.</summary>
    private const int Expected = 16 * 1024;

    /// <summary>
    /// Of known length and in one piece: written out whole before the first byte is sent, so that an answer goes out with its headers at once, and one that
    /// cannot be written is an error and no broken success.
    /// </summary>
    public static async Task WriteAsync<T>(HttpContext http, T value, JsonSerializerOptions options)
    {
        // The answer to a form shows it again, and what became of it.
        using var body = new PooledBytes(Math.Max(Expected, 2 * (int)Math.Min(http.Request.ContentLength ?? 0, JsonBody.MaxBytes)));
        await using (var writer = new Utf8JsonWriter(body, new() { Encoder = options.Encoder, MaxDepth = options.MaxDepth, SkipValidation = true }))
        {
            JsonSerializer.Serialize(writer, value, options);
        }

        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body.Written, http.RequestAborted);
    }
}
