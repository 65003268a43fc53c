using Gongshu.Api.Auth;

namespace Gongshu.Api.Hosting;

/// <summary>One line a request: route (not the path, whose values may be anything), status, time, who. No query, no header, no body.</summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            if (logger.IsEnabled(LogLevel.Debug))
            {
                var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";
                var milliseconds = TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
                LogRequest(logger, http.Request.Method, route, http.Response.StatusCode, milliseconds, Actors.Of(http.User)?.Id ?? "-");
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Method} {Route} answered {Status} in {Milliseconds:F1} ms to {Actor}")]
    private static partial void LogRequest(ILogger logger, string method, string route, int status, double milliseconds, string actor);
}
