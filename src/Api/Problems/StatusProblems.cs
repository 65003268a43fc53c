using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Problems;

/// <summary>Gives the answers that the framework leaves empty (no such path, no such method, no token) their problem document.</summary>
internal static class StatusProblems
{
    public static Task WriteAsync(HttpContext http) => CodeOf(http.Response.StatusCode) is { } code
        ? new Problem(code).ExecuteAsync(http)
        : Task.CompletedTask;

    private static ProblemCode? CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => ProblemCode.MalformedRequest,
        StatusCodes.Status401Unauthorized => ProblemCode.Unauthenticated,
        StatusCodes.Status403Forbidden => ProblemCode.Forbidden,
        StatusCodes.Status404NotFound => ProblemCode.NotFound,
        StatusCodes.Status405MethodNotAllowed => ProblemCode.MethodNotAllowed,
        StatusCodes.Status406NotAcceptable => ProblemCode.NotAcceptable,
        StatusCodes.Status413PayloadTooLarge => ProblemCode.TooLarge,
        StatusCodes.Status415UnsupportedMediaType => ProblemCode.UnsupportedMediaType,
        StatusCodes.Status429TooManyRequests => ProblemCode.TooManyRequests,
        StatusCodes.Status500InternalServerError => ProblemCode.InternalError,
        // Health answers 503 in words of its own.
        _ => null,
    };
}
