using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Endpoints;

/// <summary>Studios of recognised masters (三(四)).</summary>
internal static class MasterStudios
{
    public static void MapMasterStudios(this IEndpointRouteBuilder api)
    {
        var routes = api.MapGroup("/master-studios").WithTags("Master studios");
        routes.MapGet("", List).For(May.ReadAll).Lists("q").Answers<PageOf<MasterStudioView>>().WithSummary("By name or id; all, newest first");
        routes.MapGet("/{id}", Get).For(May.ReadAll).Answers<MasterStudioView>().Refuses(ProblemCode.NotFound).WithSummary("One studio");
        routes.MapPut("/{id}", Put).For(May.PutStudiosAndCompetitions).Takes<MasterStudioForm>().Versioned()
            .Answers<MasterStudioView>().Answers<MasterStudioView>(StatusCodes.Status201Created).Refuses(ProblemCode.AlreadyRegistered).WithSummary("Register or change");
        routes.MapGet("/{id}/claims", Claims).For(May.ReadHistories).Lists(HistoryFilters.Names).Answers<SubjectClaims>().Refuses(ProblemCode.NotFound)
            .WithSummary("What was claimed on it, newest first");
    }

    private static async Task<IResult> List(HttpContext http, IGrainFactory grains)
    {
        var query = new ListQuery(http.Request, "q");
        var read = new RegistryQuery(null, query.Text("q", ShapeLimits.OrganisationName), query.Cursor, query.Limit);
        if (query.Problem is { } problem) return problem;
        return Resource.OfAnswer(await grains.Lists().MasterStudios(read, http.Actor()));
    }

    private static async Task<IResult> Get(IGrainFactory grains, string id) => PathIds.IsRegistryId(id)
        ? Resource.OfOrMissing(await grains.MasterStudio(id).Get(), view => view.Version)
        : new Problem(ProblemCode.NotFound);

    private static async Task<IResult> Put(HttpContext http, IGrainFactory grains, string id)
    {
        var body = await http.ReadAsync(MasterStudioShape.Read);
        if (body.Refused is { } refused) return refused;
        if (!PathIds.IsRegistryId(id)) return Problem.Invalid("id", FaultCode.InvalidText);
        if (!IfMatch.TryRead(http.Request, out var version, out var problem)) return problem!;
        return Resource.OfAnswer(
            await grains.MasterStudio(id).Put(body.Form, http.Actor(), version), view => view.Version, view => $"/api/v1/master-studios/{view.Id}");
    }

    private static async Task<IResult> Claims(HttpContext http, IGrainFactory grains, string id)
    {
        var query = HistoryFilters.Read(http.Request, out var problem);
        if (problem is not null) return problem;
        var actor = http.Actor();
        var answer = PathIds.IsRegistryId(id) ? await grains.MasterStudio(id).History(query, actor) : ProblemCode.NotFound;
        return HistoryFilters.Show(answer, actor, id, SubjectClaims.Of);
    }
}
