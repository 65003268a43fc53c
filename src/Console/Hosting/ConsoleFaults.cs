using System.Diagnostics;
using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gongshu.StaffConsole.Hosting;

/// <summary>
/// Where exceptions of the pages end. Nothing of their text is shown; the trace id is. Not ASP.NET Core's own handler: that would ask the API's first,
/// which answers with a problem document.
/// </summary>
internal static partial class ConsoleFaults
{
    public static void UseConsoleFaults(this IApplicationBuilder app) => app.Use(static async (http, next) =>
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            await AnswerAsync(http, fault);
        }
    });

    private static Task AnswerAsync(HttpContext http, Exception fault)
    {
        if (fault is SignedOutException) return Staff.SignInAgainAsync(http, http.Request.Path + http.Request.QueryString);
        if (fault is BadHttpRequestException) return ConsolePipeline.ShowAsync(http, StatusCodes.Status400BadRequest);
        var logger = http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ConsoleFaults));
        var page = http.GetEndpoint()?.DisplayName ?? "(none)";
        LogFault(logger, fault, http.Request.Method, page, Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier);
        return ConsolePipeline.ShowAsync(http, StatusCodes.Status500InternalServerError);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Page} failed (trace {TraceId})")]
    private static partial void LogFault(ILogger logger, Exception exception, string method, string page, string traceId);
}
