using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Endpoints;

/// <summary>The policies in force, as their files say them.</summary>
internal static class Policies
{
    public static void MapPolicies(this IEndpointRouteBuilder api)
    {
        var policies = api.MapGroup("/policies").WithTags("Policies");
        policies.MapGet("", List).For(May.ReadAll).Lists().Answers<PageOf<PolicyListed>>().WithSummary("Policies, newest first");
        policies.MapGet("/{id}", Get).For(May.ReadAll).AnswersText("application/json").Refuses(ProblemCode.NotFound).WithSummary("One policy file");
    }

    private static async Task<IResult> List(HttpContext http, IGrainFactory grains)
    {
        var query = new ListQuery(http.Request);
        if (query.Problem is { } problem) return problem;
        var ids = await grains.Policies().List();
        var start = 0;
        if (query.Cursor is { } cursor)
        {
            // The cursor is the last id shown.
            start = Array.IndexOf(ids, cursor) + 1;
            if (start == 0) return Problem.Invalid("cursor", FaultCode.UnknownValue);
        }

        var page = ids.Skip(start).Take(query.Limit).ToArray();
        var next = start + page.Length < ids.Length ? page[^1] : null;
        return Resource.Of(new PageOf<PolicyListed>([.. page.Select(id => new PolicyListed(id))], next));
    }

    private static async Task<IResult> Get(IGrainFactory grains, string id) =>
        PathIds.IsRegistryId(id) && await grains.Policies().Get(id) is { } file
            ? Results.Content(file, "application/json; charset=utf-8")
            : new Problem(ProblemCode.NotFound);
}
