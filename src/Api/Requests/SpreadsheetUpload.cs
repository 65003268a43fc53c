using System.Buffers;
using Gongshu.Api.Problems;
using Gongshu.Documents.Spreadsheets;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Requests;

/// <summary>A spreadsheet of a request, read into memory up to its cap: what may hold ID numbers never touches a disk.</summary>
internal static class SpreadsheetUpload
{
    // Reading a spreadsheet takes a multiple of its size; so many at once.
    private static readonly SemaphoreSlim AtOnce = new(Math.Max(2, Environment.ProcessorCount));

    /// <summary>The bytes of a form's file, or why there are none.</summary>
    public static async Task<(byte[] Bytes, Problem? Refused)> ReadAsync(HttpContext http)
    {
        var (bytes, refused) = await UploadedFile.ReadAsync(http, part => ReadAsync(part.Content, http.RequestAborted));
        return (bytes ?? [], refused);
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
