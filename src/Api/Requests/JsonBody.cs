using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Gongshu.Api.Json;
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
    /// <returns>Null: all of it is in <paramref name="bytes"/>.</returns>
    public static async Task<ProblemCode?> ReadAsync(HttpRequest request, PooledBytes bytes, bool mayBeAbsent)
    {
        if (request.ContentLength > MaxBytes) return ProblemCode.TooLarge;
        if (!IsJson(request) && !(mayBeAbsent && request.ContentType is null)) return ProblemCode.UnsupportedMediaType;
        if (!IsPlain(request)) return ProblemCode.UnsupportedMediaType;

        int read;
        while ((read = await request.Body.ReadAsync(bytes.GetMemory(), request.HttpContext.RequestAborted)) > 0)
        {
            bytes.Advance(read);
            if (bytes.Length > MaxBytes) return ProblemCode.TooLarge;
        }

        if (bytes.Length > 0 && !IsJson(request)) return ProblemCode.UnsupportedMediaType;

        // Nothing at all says "no members" where that is allowed; otherwise it is no JSON.
        if (bytes.Length == 0 && mayBeAbsent) bytes.Write("{}"u8);
        return null;
    }

    /// <summary>For a body that says its length one byte more, to see its end; not what it says when that is too much.</summary>
    public static PooledBytes Room(HttpRequest request) => new(request.ContentLength is { } length and <= MaxBytes ? (int)length + 1 : 4 * 1024);

    /// <summary>The document, or null when the bytes are no JSON as the contract wants it. A byte order mark is tolerated.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> content)
    {
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
