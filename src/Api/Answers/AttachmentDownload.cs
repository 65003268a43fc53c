using System.Security.Cryptography;
using Gongshu.Api.Problems;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Answers;

/// <summary>
/// The content as it was uploaded, block by block. What turns out not to be that content is never answered as a whole file: an error while nothing was
/// sent, else the connection breaks off before the length that was promised.
/// </summary>
internal sealed partial class AttachmentDownload(Stream content, AttachmentView view) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using (content)
        {
            try
            {
                FileHeaders.Tell(httpContext.Response, view.MediaType, view.Name, view.Size);
                await content.CopyToAsync(httpContext.Response.Body, httpContext.RequestAborted);
            }
            catch (CryptographicException)
            {
                var logger = httpContext.RequestServices.GetRequiredService<ILogger<AttachmentDownload>>();
                LogAltered(logger, view.Id);
                await BreakOffAsync(httpContext);
            }
        }
    }

    private static async Task BreakOffAsync(HttpContext http)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.ContentLength = null;
        http.Response.Headers.ContentDisposition = default;
        await new Problem(ProblemCode.InternalError).ExecuteAsync(http);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The stored content of {AttachmentId} is not the one that was taken in: it was changed or exchanged in the store")]
    private static partial void LogAltered(ILogger logger, string attachmentId);
}
