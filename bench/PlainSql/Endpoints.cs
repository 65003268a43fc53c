using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gongshu.Policy;

namespace Gongshu.PlainSql;

/// <summary>The policy's time: the machine's, moved to where the trial begins.</summary>
internal sealed class Clock(DateTimeOffset startAt)
{
    private readonly TimeSpan _ahead = startAt - TimeProvider.System.GetUtcNow();

    public DateTimeOffset Now => TimeProvider.System.GetUtcNow() + _ahead;
}

/// <summary>The routes of the contract that are measured.</summary>
internal static class Endpoints
{
    private const int PageLimit = 50;

    public static void MapPlain(this IEndpointRouteBuilder api)
    {
        api.MapPost("/applications", SubmitAsync);
        api.MapPost("/applications/precheck", PrecheckAsync);
        api.MapPost("/applications/{number}/decisions", DecideAsync);
        api.MapGet("/workers/{workerRef}/claims", HistoryAsync);
        api.MapPut("/enterprises/{uscc}", RegisterAsync);
    }

    private static async Task<IResult> SubmitAsync(HttpContext http, Plain plain, Clock clock)
    {
        var form = await ReadAsync(http, ContractJson.Instance.Application);
        if (form is null) return Show(Problems.Of("malformed-request", 400));
        if (OperationOf(http, "/api/v1/applications") is not { } operation) return Show(Problems.Of("idempotency-key-required", 400));
        var by = CallerOf(http);
        if (!by.MaySee(form.Applicant)) return Show(Problems.Of("not-your-organisation", 403));
        var answer = await plain.SubmitAsync(form, operation, by, clock.Now);
        if (answer.Value is not { } filed) return Show(answer.Refused!);
        http.Response.Headers.Location = $"/api/v1/applications/{filed.CaseNumber}";
        http.Response.Headers.ETag = "\"1\"";
        if (answer.Replayed) http.Response.Headers["Idempotency-Replayed"] = "true";
        return TypedResults.Json(filed, ContractJson.Instance.CaseAnswer, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> PrecheckAsync(HttpContext http, Plain plain, Clock clock)
    {
        var form = await ReadAsync(http, ContractJson.Instance.Application);
        if (form is null) return Show(Problems.Of("malformed-request", 400));
        var by = CallerOf(http);
        if (!by.MaySee(form.Applicant)) return Show(Problems.Of("not-your-organisation", 403));
        var answer = await plain.PrecheckAsync(form, by, clock.Now);
        return answer.Value is { } view ? TypedResults.Json(view, ContractJson.Instance.PrecheckAnswer) : Show(answer.Refused!);
    }

    private static async Task<IResult> DecideAsync(HttpContext http, Plain plain, Clock clock, string number)
    {
        var form = await ReadAsync(http, ContractJson.Instance.Decision);
        if (form is null || !int.TryParse(http.Request.Headers.IfMatch.ToString().Trim('"'), out var version)) return Show(Problems.Of("malformed-request", 400));
        var by = CallerOf(http);
        if (!by.IsStaff) return Show(Problems.Of("forbidden", 403));
        if (!CaseNumber.TryParse(number, out var known)) return Show(Problems.Of("not-found", 404));
        var answer = await plain.DecideAsync(known, form, version, OperationOf(http, $"/api/v1/applications/{number}/decisions"), by, clock.Now);
        return answer.Value is { } view ? TypedResults.Json(view, ContractJson.Instance.CaseAnswer) : Show(answer.Refused!);
    }

    private static async Task<IResult> HistoryAsync(HttpContext http, Plain plain, string workerRef) =>
        await plain.HistoryAsync(workerRef, PageLimit, CallerOf(http)) is { } history
            ? TypedResults.Json(history, ContractJson.Instance.HistoryAnswer) : Show(Problems.Of("not-found", 404));

    private static async Task<IResult> RegisterAsync(HttpContext http, Plain plain)
    {
        var enterprise = await ReadAsync(http, ContractJson.Instance.Enterprise);
        if (enterprise is null) return Show(Problems.Of("malformed-request", 400));
        if (!CallerOf(http).IsStaff) return Show(Problems.Of("forbidden", 403));
        plain.Register(enterprise);
        return TypedResults.StatusCode(StatusCodes.Status201Created);
    }

    private static async Task<T?> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(http.Request.Body, type, http.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? OperationOf(HttpContext http, string path)
    {
        if (http.Request.Headers["Idempotency-Key"] is not [{ Length: >= 1 and <= 128 } key]) return null;
        var by = CallerOf(http);
        var scope = by is { IsStaff: false, Org: { } org and not "*" } ? "org:" + org : "sub:" + by.Id;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{scope.Length}:{scope}\nPOST {path}\n{key}")));
    }

    private static Caller CallerOf(HttpContext http) => new(
        http.User.FindFirstValue("sub")!, http.User.FindFirstValue("name") ?? "", !http.User.HasClaim("roles", "portal"), http.User.FindFirstValue("org"));

    private static Microsoft.AspNetCore.Http.HttpResults.JsonHttpResult<Problem> Show(Problem problem) => TypedResults.Json(problem, ProblemJson.Instance.Problem, "application/problem+json", problem.Status);
}
