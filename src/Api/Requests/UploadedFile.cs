using System.Buffers;
using Gongshu.Api.Problems;
using Gongshu.Api.Shapes;
using Gongshu.Documents.Spreadsheets;
using Gongshu.Grains.Interfaces;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Gongshu.Api.Requests;

/// <summary>A file of a request (multipart, field <c>file</c>), read into memory up to its cap: what may hold ID numbers never touches a disk.</summary>
internal static class UploadedFile
{
    private const string Field = "file";
    private const int MaxBoundary = 100;

    // Heads of parts and boundaries come on top of the file.
    private const int Overhead = 64 * 1024;

    // Reading a spreadsheet takes a multiple of its size; so many at once.
    private static readonly SemaphoreSlim AtOnce = new(Math.Max(2, Environment.ProcessorCount));

    public static bool IsMultipart(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    /// <summary>The bytes, or why there are none: 413 and 415 before anything is read, then the form.</summary>
    public static async Task<(byte[] Bytes, Problem? Refused)> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > SpreadsheetFile.MostBytes + Overhead) return ([], new(ProblemCode.TooLarge));
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !IsMultipart(request)) return ([], new(ProblemCode.UnsupportedMediaType));
        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= MaxBoundary } boundary) return ([], new(ProblemCode.MalformedRequest));
        if (!IdempotencyKey.TryRead(request, out _)) return ([], new(ProblemCode.IdempotencyKeyRequired));
        try
        {
            return await ReadPartsAsync(new MultipartReader(boundary, request.Body) { HeadersCountLimit = 8, HeadersLengthLimit = 8 * 1024 }, request.HttpContext.RequestAborted);
        }
        catch (Exception fault) when (fault is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            // No end of a part, too many heads, no such boundary.
            return ([], new(ProblemCode.MalformedRequest));
        }
    }

    /// <summary>The bytes of a request that is a file itself.</summary>
    public static async Task<(byte[] Bytes, Problem? Refused)> ReadBareAsync(HttpRequest request)
    {
        if (request.ContentLength > SpreadsheetFile.MostBytes) return ([], new(ProblemCode.TooLarge));
        if (!IdempotencyKey.TryRead(request, out _)) return ([], new(ProblemCode.IdempotencyKeyRequired));
        return await ReadAsync(request.Body, request.HttpContext.RequestAborted) is { } bytes ? (bytes, null) : ([], new(ProblemCode.TooLarge));
    }

    /// <summary>Reads a spreadsheet with <paramref name="read"/>, a few at once.</summary>
    public static async Task<T> ParseAsync<T>(Func<T> read, CancellationToken cancellation)
    {
        await AtOnce.WaitAsync(cancellation);
        try
        {
            return read();
        }
        finally
        {
            AtOnce.Release();
        }
    }

    private static async Task<(byte[] Bytes, Problem? Refused)> ReadPartsAsync(MultipartReader parts, CancellationToken cancellation)
    {
        byte[]? file = null;
        while (await parts.ReadNextSectionAsync(cancellation) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var named) || HeaderUtilities.RemoveQuotes(named.Name).Value != Field || file is not null)
                return ([], new(ProblemCode.MalformedRequest));
            file = await ReadAsync(part.Body, cancellation);
            if (file is null) return ([], new(ProblemCode.TooLarge));
        }

        return file is null ? ([], Problem.Invalid(Field, FaultCode.Required)) : (file, null);
    }

    /// <summary>Null: more than the cap.</summary>
    private static async Task<byte[]?> ReadAsync(Stream body, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            int read;
            while ((read = await body.ReadAsync(buffer, cancellation)) > 0)
            {
                if (bytes.Length + read > SpreadsheetFile.MostBytes) return null;
                bytes.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }

        return bytes.ToArray();
    }
}
