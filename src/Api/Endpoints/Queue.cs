using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Endpoints;

/// <summary>What waits for the caller, and when it is due.</summary>
internal static class Queue
{
    private static readonly string[] Filters = ["stage", "assignee", "overdue"];

    public static void MapQueue(this IEndpointRouteBuilder api) =>
        api.MapGet("/queue", Read).For(May.ReadQueue).WithTags("Queue").Lists(Filters).Answers<QueueView>()
            .WithSummary("What waits for the caller's roles, by due day; assignee is me, none or somebody's sub; overdue=true leaves only what is overdue");

    private static async Task<IResult> Read(HttpContext http, IGrainFactory grains)
    {
        var actor = http.Actor();
        var query = new ListQuery(http.Request, Filters);
        var assignee = query.Text("assignee", ShapeLimits.Identifier);
        var read = new QueueQuery(
            query.Choice<QueueStage>("stage"), assignee switch { "me" => actor.Id, "none" => null, _ => assignee }, assignee == "none",
            query.Flag("overdue") ?? false, query.Cursor, query.Limit);
        return query.Problem is { } problem ? problem : Resource.OfAnswer(await grains.Queue().Read(read, actor));
    }
}
