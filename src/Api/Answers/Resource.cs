using System.Globalization;
using Gongshu.Api.Json;
using Gongshu.Api.Problems;

namespace Gongshu.Api.Answers;

/// <summary>An answer that shows something: its JSON, its version as <c>ETag</c>, and where it was created.</summary>
internal sealed class Resource<T>(T value, int? version = null, string? createdAt = null, bool replayed = false) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = createdAt is null ? StatusCodes.Status200OK : StatusCodes.Status201Created;
        response.ContentType = "application/json; charset=utf-8";
        if (version is { } number) response.Headers.ETag = $"\"{number.ToString(CultureInfo.InvariantCulture)}\"";
        if (createdAt is not null) response.Headers.Location = createdAt;
        if (replayed) response.Headers["Idempotency-Replayed"] = "true";
        var english = Language.IsEnglish(httpContext);
        Language.Tell(response, english);
        await JsonAnswer.WriteAsync(httpContext, value, english ? ApiJson.English : ApiJson.Chinese);
    }
}

internal static class Resource
{
    public static IResult Of<T>(T value, int? version = null) => new Resource<T>(value, version);

    /// <summary>The value, or 404.</summary>
    public static IResult OfOrMissing<T>(T? value, Func<T, int>? version = null)
        where T : class => value is null ? new Problem(Grains.Interfaces.ProblemCode.NotFound) : new Resource<T>(value, version?.Invoke(value));

    /// <summary>The outcome of a command: what it shows, or its refusal.</summary>
    /// <param name="createdAt">Where the thing stands when this call created it.</param>
    public static IResult OfAnswer<T>(Grains.Interfaces.Answer<T> answer, Func<T, int>? version = null, Func<T, string>? createdAt = null)
    {
        if (answer.Refusal is { } refusal) return new Problem(refusal);
        var value = answer.Value!;
        return new Resource<T>(value, version?.Invoke(value), answer.Created ? createdAt?.Invoke(value) : null, answer.Replayed);
    }
}
