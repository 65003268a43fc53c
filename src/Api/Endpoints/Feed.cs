using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Endpoints;

/// <summary>What happened, in order, for those who follow along.</summary>
internal static class Feed
{
    public static void MapFeed(this IEndpointRouteBuilder api) =>
        api.MapGet("/events", Read).For(May.ReadEvents).TakesOnly("after", "wait", "limit").Answers<FeedView>()
            .Refuses(ProblemCode.InvalidRequest, ProblemCode.FeedPositionAhead).WithTags("Events")
            .WithSummary("Events after a position, oldest first; waits for one up to wait seconds");

    private static async Task<IResult> Read(HttpContext http, IGrainFactory grains, IHostApplicationLifetime program, TimeProvider time)
    {
        var query = new ListQuery(http.Request, "after", "wait");
        var after = query.Position("after") ?? 0;
        var wait = TimeSpan.FromSeconds(query.Whole("wait", 0, FeedLimits.MostWait) ?? 0);
        if (query.Problem is { } problem) return problem;
        // The feed goes on for ever: its position is a number, not a cursor.
        if (query.Cursor is not null) return Problem.Invalid("cursor", FaultCode.UnknownValue);

        var started = time.GetTimestamp();
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, program.ApplicationStopping);
        while (true)
        {
            var left = wait - time.GetElapsedTime(started);
            var once = left < FeedLimits.OneWait ? left : FeedLimits.OneWait;
            var answer = await grains.Feed().Read(after, query.Limit, once > TimeSpan.Zero ? once : TimeSpan.Zero, http.Actor());
            // Whoever is hung up on, or has hung up, asks again from where he was.
            if (answer.Value is not { Items: [] } page || left <= TimeSpan.Zero || ends.IsCancellationRequested) return Resource.OfAnswer(answer);
            after = page.Next;
        }
    }
}
