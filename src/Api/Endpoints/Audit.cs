using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Endpoints;

/// <summary>All events, also those of no case.</summary>
internal static class Audit
{
    private static readonly string[] Filters = ["actor", "type", "from", "to"];

    public static void MapAudit(this IEndpointRouteBuilder api) =>
        api.MapGet("/audit", List).For(May.ReadWholeAudit).Lists(Filters).Answers<PageOf<EventAnswer>>().WithTags("Audit").WithSummary("Events over all cases, newest first");

    private static async Task<IResult> List(HttpContext http, IGrainFactory grains)
    {
        var query = new ListQuery(http.Request, Filters);
        var read = new EventQuery(
            query.Text("actor", ShapeLimits.Identifier), query.Text("type", ShapeLimits.Identifier), query.Instant("from", end: false),
            query.Instant("to", end: true), query.Cursor, query.Limit);
        if (query.Problem is { } problem) return problem;
        var answer = await grains.Lists().Events(read);
        if (answer.Refusal is { } refusal) return new Problem(refusal);
        var page = answer.Value!;
        return Resource.Of(new PageOf<EventAnswer>([.. page.Items.Select(EventAnswer.Of)], page.NextCursor));
    }
}
