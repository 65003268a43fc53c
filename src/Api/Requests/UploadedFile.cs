using Gongshu.Api.Problems;
using Gongshu.Api.Shapes;
using Gongshu.Documents;
using Gongshu.Grains.Interfaces;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Gongshu.Api.Requests;

/// <summary>A part of a form while it comes in.</summary>
/// <param name="Name">As the client named the file.</param>
/// <param name="MediaType">As the client declared it.</param>
internal sealed record FilePart(Stream Content, string? Name, string? MediaType);

/// <summary>The one file of a multipart body (field <c>file</c>, at most <see cref="FileCap.Most"/> bytes), handed on while it comes in; nothing is read before its type and length were looked at.</summary>
internal static class UploadedFile
{
    private const string Field = "file";
    private const int MostBoundary = 100, MostHeaders = 8, MostHeaderBytes = 8 * 1024;

    // Boundaries and headers around the file.
    private const int MostAround = 64 * 1024;

    public static bool IsMultipart(HttpRequest request) => IsMultipart(request, out _);

    /// <param name="take">What is done with the file; null: it is over the cap.</param>
    /// <param name="stray">What is answered to another part than the one file, by its name where that can be shown; without it the form is malformed.</param>
    /// <returns>What came of <paramref name="take"/>, also when what follows the file is refused.</returns>
    public static async Task<(T? Taken, Problem? Refused)> ReadAsync<T>(HttpContext http, Func<FilePart, Task<T?>> take, Func<string, Problem>? stray = null)
        where T : class
    {
        var request = http.Request;
        if (request.ContentLength > FileCap.Most + MostAround) return (null, new(ProblemCode.TooLarge));
        if (!IsMultipart(request, out var type) || request.Headers.ContentEncoding.Count > 0) return (null, new(ProblemCode.UnsupportedMediaType));
        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= MostBoundary } boundary) return (null, new(ProblemCode.MalformedRequest));
        if (!IdempotencyKey.TryRead(request, out _)) return (null, new(ProblemCode.IdempotencyKeyRequired));

        // The cap is this reader's own, on bodies that say no length too; the server's would answer before it does.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        var parts = new MultipartReader(boundary, new CappedStream(request.Body, FileCap.Most + MostAround)) { HeadersCountLimit = MostHeaders, HeadersLengthLimit = MostHeaderBytes };
        T? taken = null;
        try
        {
            while (await parts.ReadNextSectionAsync(http.RequestAborted) is { } part)
            {
                var name = ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var named) ? HeaderUtilities.RemoveQuotes(named.Name).Value : null;
                if (name != Field || taken is not null) return (taken, stray?.Invoke(Shown(name)) ?? new(ProblemCode.MalformedRequest));
                taken = await take(new(part.Body, FileNameOf(named!), MediaTypeOf(part.ContentType)));
                if (taken is null) return (null, new(ProblemCode.TooLarge));
            }
        }
        catch (Exception fault) when (fault is CappedException or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            return (taken, new(ProblemCode.TooLarge));
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException && !http.RequestAborted.IsCancellationRequested)
        {
            // No end of a part, too many heads, no such boundary.
            return (taken, new(ProblemCode.MalformedRequest));
        }

        return taken is null ? (null, Problem.Invalid(Field, FaultCode.Required)) : (taken, null);
    }

    private static bool IsMultipart(HttpRequest request, out MediaTypeHeaderValue type) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out type!) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    // A name of the client's is no pointer before it was looked at.
    private static string Shown(string? name) => name is { Length: > 0 and <= 64 } && name.All(char.IsAsciiLetterOrDigit) ? name : "";

    private static string? FileNameOf(ContentDispositionHeaderValue named) => HeaderUtilities.RemoveQuotes(named.FileNameStar.HasValue ? named.FileNameStar : named.FileName).Value;

    private static string? MediaTypeOf(string? declared) => MediaTypeHeaderValue.TryParse(declared, out var type) ? type.MediaType.Value : null;
}
