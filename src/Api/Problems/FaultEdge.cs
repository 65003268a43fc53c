using Gongshu.Grains.Interfaces;
using Microsoft.AspNetCore.Diagnostics;
using Orleans.Runtime;

namespace Gongshu.Api.Problems;

/// <summary>
/// The one place where exceptions end. What may have been written is called unknown; what was only read is called unavailable. Nothing of an
/// exception's text reaches the caller.
/// </summary>
internal sealed partial class FaultEdge(ILogger<FaultEdge> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var code = CodeOf(exception, httpContext.Request.Method);
        var route = (httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "";
        if (code == ProblemCode.InternalError) LogFault(logger, exception, httpContext.Request.Method, route);
        else LogRefused(logger, exception.GetType().Name, httpContext.Request.Method, route, ProblemType.Of(code).Status);
        await new Problem(code).ExecuteAsync(httpContext);
        return true;
    }

    internal static ProblemCode CodeOf(Exception exception, string method)
    {
        var reads = HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
        return exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => ProblemCode.TooLarge,
            BadHttpRequestException => ProblemCode.MalformedRequest,
            StorageUnavailableException or StorageConflictException => ProblemCode.Unavailable,
            OutcomeUnknownException => ProblemCode.OutcomeUnknown,
            // A call that timed out, or whose silo died, may have run.
            TimeoutException or SiloUnavailableException or OrleansMessageRejectionException => reads ? ProblemCode.Unavailable : ProblemCode.OutcomeUnknown,
            _ => ProblemCode.InternalError,
        };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Route} failed")]
    private static partial void LogFault(ILogger logger, Exception exception, string method, string route);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Route} was refused with {Status} because of {Fault}")]
    private static partial void LogRefused(ILogger logger, string fault, string method, string route, int status);
}
