using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Endpoints;

/// <summary>The model units of a year (三(七)): a list without money, and who might stand on it.</summary>
internal static class Honours
{
    public static void MapHonours(this IEndpointRouteBuilder api)
    {
        var honours = api.MapGroup("/honours/{year}").WithTags("Honours");
        honours.MapGet("", List).For(May.ReadHonours).Lists().Answers<PageOf<HonourView>>().Refuses(ProblemCode.NotFound).WithSummary("The model units of a year, newest first");
        honours.MapGet("/shortlist", Shortlist).For(May.ReadShortlist).Lists().Answers<PageOf<ShortlistedView>>().Refuses(ProblemCode.NotFound)
            .WithSummary("Enterprises by the high-skilled workers whom they had trained that year, the most first");
        honours.MapGet("/enterprises/{uscc}", Get).For(May.ReadHonours).Answers<HonourView>().Refuses(ProblemCode.NotFound).WithSummary("One model unit");
        honours.MapPut("/enterprises/{uscc}", Put).For(May.Honour).Takes<HonourForm>().Versioned()
            .Answers<HonourView>().Answers<HonourView>(StatusCodes.Status201Created).Refuses(ProblemCode.NotFound).WithSummary("Put an enterprise on the list, or change its entry");
        honours.MapDelete("/enterprises/{uscc}", Remove).For(May.Honour).Versioned().Answers<HonourView>().Refuses(ProblemCode.NotFound)
            .WithSummary("Take an enterprise off the list; answers what stood there");
    }

    private static async Task<IResult> List(HttpContext http, IGrainFactory grains, string year)
    {
        var query = new ListQuery(http.Request);
        if (query.Problem is { } problem) return problem;
        return PathIds.TryYear(year, out var number) ? Resource.OfAnswer(await grains.Honours(number).List(query.Cursor, query.Limit)) : new Problem(ProblemCode.NotFound);
    }

    private static async Task<IResult> Shortlist(HttpContext http, IGrainFactory grains, string year)
    {
        var query = new ListQuery(http.Request);
        if (query.Problem is { } problem) return problem;
        return PathIds.TryYear(year, out var number)
            ? Resource.OfAnswer(await grains.Shortlist().Read(number, http.Actor(), query.Cursor, query.Limit))
            : new Problem(ProblemCode.NotFound);
    }

    private static async Task<IResult> Get(IGrainFactory grains, string year, string uscc) => PathIds.TryYear(year, out var number) && Uscc.TryParse(uscc, out var id)
        ? Resource.OfOrMissing(await grains.Honours(number).Get(id.Value), view => view.Version)
        : new Problem(ProblemCode.NotFound);

    private static async Task<IResult> Put(HttpContext http, IGrainFactory grains, string year, string uscc)
    {
        var body = await http.ReadAsync(HonourShape.Read);
        if (body.Refused is { } refused) return refused;
        if (!PathIds.TryYear(year, out var number)) return Problem.Invalid("year", FaultCode.OutOfRange);
        if (!Uscc.TryParse(uscc, out var id)) return Problem.Invalid("uscc", FaultCode.InvalidUscc);
        if (!IfMatch.TryRead(http.Request, out var version, out var problem)) return problem!;
        return Resource.OfAnswer(
            await grains.Honours(number).Put(id.Value, body.Form, http.Actor(), version), view => view.Version,
            view => $"/api/v1/honours/{view.Year}/enterprises/{view.Enterprise.Uscc}");
    }

    private static async Task<IResult> Remove(HttpContext http, IGrainFactory grains, string year, string uscc)
    {
        if (!PathIds.TryYear(year, out var number) || !Uscc.TryParse(uscc, out var id)) return new Problem(ProblemCode.NotFound);
        if (!IfMatch.TryRead(http.Request, out var version, out var problem)) return problem!;
        return Resource.OfAnswer(await grains.Honours(number).Remove(id.Value, http.Actor(), version), view => view.Version);
    }
}
