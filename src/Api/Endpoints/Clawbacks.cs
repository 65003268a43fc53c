using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Requests;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Endpoints;

/// <summary>What has to be paid back, over all cases.</summary>
internal static class Clawbacks
{
    public static void MapClawbacks(this IEndpointRouteBuilder api) =>
        api.MapGet("/clawbacks", List).For(May.ReadClawbacks).WithTags("Clawbacks").Lists("open").Answers<PageOf<OpenClawback>>()
            .WithSummary("Cases with money clawed back, the newest first; those that still owe some with open=true");

    private static async Task<IResult> List(HttpContext http, IGrainFactory grains)
    {
        var query = new ListQuery(http.Request, "open");
        var open = query.Flag("open");
        if (query.Problem is { } problem) return problem;
        return Resource.OfAnswer(await grains.Lists().Clawbacks(open ?? false, query.Cursor, query.Limit));
    }
}
