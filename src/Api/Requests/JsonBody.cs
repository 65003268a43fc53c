using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Gongshu.Api.Problems;
using Gongshu.Grains.Interfaces;
using Microsoft.Net.Http.Headers;

namespace Gongshu.Api.Requests;

/// <summary>Reads the bytes of a JSON body and parses them strictly.</summary>
internal static class JsonBody
{
    public const int MaxBytes = 5 * 1024 * 1024;
    public const int MaxDepth = 32;

    private static readonly JsonDocumentOptions Strict = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = MaxDepth,
    };

    /// <summary>All bytes, counted while they come in: a body that says no length has the same cap.</summary>
    public static async Task<(byte[] Bytes, ProblemCode? Refused)> ReadAsync(HttpRequest request, bool mayBeAbsent)
    {
        if (request.ContentLength > MaxBytes) return ([], ProblemCode.TooLarge);
        if (!IsJson(request) && !(mayBeAbsent && request.ContentType is null)) return ([], ProblemCode.UnsupportedMediaType);
        if (!IsPlain(request)) return ([], ProblemCode.UnsupportedMediaType);

        using var bytes = new MemoryStream((int)(request.ContentLength ?? 0));
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
            {
                if (bytes.Length + read > MaxBytes) return ([], ProblemCode.TooLarge);
                bytes.Write(buffer, 0, read);
            }
        }
        finally
        {
            // Bodies hold ID numbers: a pooled buffer must not keep them.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }

        // Nothing at all says "no members" where that is allowed; otherwise it is no JSON.
        return bytes.Length > 0 && !IsJson(request) ? ([], ProblemCode.UnsupportedMediaType)
            : (bytes.Length == 0 && mayBeAbsent ? "{}"u8.ToArray() : bytes.ToArray(), null);
    }

    /// <summary>The document, or null when the bytes are no JSON as the contract wants it. A byte order mark is tolerated.</summary>
    public static JsonDocument? Parse(byte[] bytes)
    {
        var content = bytes.AsMemory();
        if (content.Span.StartsWith("\uFEFF"u8)) content = content[3..];
        if (!Utf8.IsValid(content.Span)) return null;
        try
        {
            return JsonDocument.Parse(content, Strict);
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A member name with half a character in it cannot be compared with the others.
            return null;
        }
    }

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static bool IsPlain(HttpRequest request) =>
        request.Headers.ContentEncoding.All(encoding => string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase));
}
