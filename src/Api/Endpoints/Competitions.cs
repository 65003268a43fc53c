using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Endpoints;

/// <summary>Competitions, of the district and WorldSkills (三(三), 三(六)).</summary>
internal static class Competitions
{
    public static void MapCompetitions(this IEndpointRouteBuilder api)
    {
        var routes = api.MapGroup("/competitions").WithTags("Competitions");
        routes.MapGet("", List).For(May.ReadAll).Lists("q").Answers<PageOf<CompetitionView>>().WithSummary("By name or id; all, newest first");
        routes.MapGet("/{id}", Get).For(May.ReadAll).Answers<CompetitionView>().Refuses(ProblemCode.NotFound).WithSummary("One competition");
        routes.MapPut("/{id}", Put).For(May.PutStudiosAndCompetitions).Takes<CompetitionForm>().Versioned()
            .Answers<CompetitionView>().Answers<CompetitionView>(StatusCodes.Status201Created).Refuses(ProblemCode.AlreadyRegistered).WithSummary("Register or change");
        routes.MapGet("/{id}/claims", Claims).For(May.ReadHistories).Lists(HistoryFilters.Names).Answers<SubjectClaims>().Refuses(ProblemCode.NotFound)
            .WithSummary("What was claimed on it, newest first");
    }

    private static async Task<IResult> List(HttpContext http, IGrainFactory grains)
    {
        var query = new ListQuery(http.Request, "q");
        var read = new RegistryQuery(null, query.Text("q", ShapeLimits.OrganisationName), query.Cursor, query.Limit);
        if (query.Problem is { } problem) return problem;
        return Resource.OfAnswer(await grains.Lists().Competitions(read, http.Actor()));
    }

    private static async Task<IResult> Get(IGrainFactory grains, string id) => PathIds.IsRegistryId(id)
        ? Resource.OfOrMissing(await grains.Competition(id).Get(), view => view.Version)
        : new Problem(ProblemCode.NotFound);

    private static async Task<IResult> Put(HttpContext http, IGrainFactory grains, string id)
    {
        var body = await http.ReadAsync(CompetitionShape.Read);
        if (body.Refused is { } refused) return refused;
        if (!PathIds.IsRegistryId(id)) return Problem.Invalid("id", FaultCode.InvalidText);
        if (!IfMatch.TryRead(http.Request, out var version, out var problem)) return problem!;
        return Resource.OfAnswer(
            await grains.Competition(id).Put(body.Form, http.Actor(), version), view => view.Version, view => $"/api/v1/competitions/{view.Id}");
    }

    private static async Task<IResult> Claims(HttpContext http, IGrainFactory grains, string id)
    {
        var query = HistoryFilters.Read(http.Request, out var problem);
        if (problem is not null) return problem;
        var actor = http.Actor();
        var answer = PathIds.IsRegistryId(id) ? await grains.Competition(id).History(query, actor) : ProblemCode.NotFound;
        return HistoryFilters.Show(answer, actor, id, SubjectClaims.Of);
    }
}
