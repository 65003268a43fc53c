using System.Text.Json;
using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Endpoints;

/// <summary>The policies in force, as their files say them, and what a draft of one would have paid.</summary>
internal static class Policies
{
    private static readonly string[] SimulationFilters = ["differing"];

    public static void MapPolicies(this IEndpointRouteBuilder api)
    {
        var policies = api.MapGroup("/policies").WithTags("Policies");
        policies.MapGet("", List).For(May.ReadAll).Lists().Answers<PageOf<PolicyListed>>().WithSummary("Policies, newest first");
        policies.MapGet("/{id}/refusals", Refusals).For(May.ReadAll).Answers<PolicyRefusals>().Refuses(ProblemCode.NotFound)
            .WithSummary("The grounds on which this policy refuses, each code in the reader's words");
        policies.MapGet("/{id}", Get).For(May.ReadAll).AnswersText("application/json").Refuses(ProblemCode.NotFound).WithSummary("One policy file");
        policies.MapPost("/simulations", Simulate).For(May.Simulate).Takes<SimulationAsked>().Lists(SimulationFilters).Answers<SimulationView>()
            .WithSummary("What a draft would have paid on the cases of a window, in total and line by line, beside what was granted and paid; nothing is written");
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

    // In the order of the list of codes, which is that of the clauses. The file says under which programme and clause each stands.
    private static async Task<IResult> Refusals(HttpContext http, IGrainFactory grains, string id)
    {
        if (!PathIds.IsRegistryId(id) || await grains.Policies().Get(id) is not { } file) return new Problem(ProblemCode.NotFound);
        var english = Language.IsEnglish(http);
        var used = CodesOf(file);
        return Resource.Of(new PolicyRefusals(id,
        [
            .. Enum.GetValues<RefusalCode>().Where(code => used.Contains(code.Wire())).Select(code => new RefusalWords(code.Wire(), english ? code.Title().En : code.Title().Zh)),
        ]));
    }

    private static async Task<IResult> Simulate(HttpContext http, IGrainFactory grains)
    {
        var body = await http.ReadAsync(SimulationShape.Read);
        if (body.Refused is { } refused) return refused;
        var query = new ListQuery(http.Request, SimulationFilters);
        var differing = query.Flag("differing");
        if (query.Problem is { } problem) return problem;
        return Resource.OfAnswer(await grains.Simulations().Run(new SimulationQuery(body.Form, differing, query.Cursor, query.Limit, Language.IsEnglish(http)), http.Actor()));
    }

    private static HashSet<string> CodesOf(string file)
    {
        using var policy = JsonDocument.Parse(file, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var rules = policy.RootElement.GetProperty("programmes").EnumerateArray().SelectMany(programme => programme.GetProperty("rules").EnumerateArray());
        return rules.Concat(policy.RootElement.GetProperty("officers").EnumerateArray()).Select(rule => rule.GetProperty("code").GetString()!).ToHashSet(StringComparer.Ordinal);
    }
}
