using Gongshu.Api.Problems;
using Gongshu.Api.Shapes;
using Gongshu.Attachments;
using Gongshu.Grains.Interfaces;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Gongshu.Api.Requests;

/// <summary>The one file of a multipart body, while it comes in: never whole in memory, and nothing before its role and length were looked at.</summary>
internal static class StreamedFile
{
    private const string Field = "file";
    private const int MostBoundary = 200, MostHeaders = 16, MostHeaderBytes = 8 * 1024;

    // Boundaries and headers around the file.
    private const long MostAround = 64 * 1024;

    /// <param name="take">What is done with the file: its content, its name, its declared type.</param>
    /// <returns>The problem, or what came of <paramref name="take"/>.</returns>
    public static async Task<(T? Taken, Problem? Problem)> ReadAsync<T>(HttpContext http, Func<Stream, string?, string?, Task<T>> take)
        where T : class
    {
        var request = http.Request;
        if (request.ContentLength > AttachmentIntake.MostBytes + MostAround) return (null, new Problem(ProblemCode.TooLarge));
        if (BoundaryOf(request.ContentType) is not { } boundary || request.Headers.ContentEncoding.Count > 0) return (null, new Problem(ProblemCode.UnsupportedMediaType));

        T? taken = null;
        var limited = new CappedStream(request.Body, AttachmentIntake.MostBytes + MostAround);
        var reader = new MultipartReader(boundary, limited) { HeadersCountLimit = MostHeaders, HeadersLengthLimit = MostHeaderBytes, BodyLengthLimit = null };
        try
        {
            while (await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || HeaderUtilities.RemoveQuotes(disposition.Name) != Field)
                    return (null, Problem.Invalid(Text(disposition is null ? null : HeaderUtilities.RemoveQuotes(disposition.Name).Value), FaultCode.UnknownValue));
                if (taken is not null) return (taken, Problem.Invalid(Field, FaultCode.UnknownValue));
                var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName);
                var type = MediaTypeHeaderValue.TryParse(section.ContentType, out var declared) ? declared.MediaType.Value : null;
                taken = await take(section.Body, name.HasValue ? name.Value : null, type);
            }
        }
        catch (CappedException)
        {
            return (taken, new Problem(ProblemCode.TooLarge));
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException && !http.RequestAborted.IsCancellationRequested)
        {
            return (taken, new Problem(ProblemCode.MalformedRequest));
        }

        return taken is null ? (null, Problem.Invalid(Field, FaultCode.Required)) : (taken, null);
    }

    // A name of the client's is no pointer before it was looked at.
    private static string Text(string? name) => name is { Length: > 0 and <= 64 } && name.All(char.IsAsciiLetterOrDigit) ? name : "";

    private static string? BoundaryOf(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)) return null;
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        return boundary is { Length: > 0 and <= MostBoundary } ? boundary : null;
    }

    /// <summary>Ends a body that says no length, or a wrong one, at the cap.</summary>
    private sealed class CappedStream(Stream inner, long most) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            _read += read;
            return _read <= most ? read : throw new CappedException();
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private sealed class CappedException : Exception;
}
