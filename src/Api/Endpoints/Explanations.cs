using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Endpoints;

/// <summary>Why a case stands as it does; its lines a page at a time.</summary>
internal static class Explanations
{
    private static readonly string[] Filters = ["line"];

    public static void MapExplanations(this RouteGroupBuilder applications) =>
        applications.MapGet("/{caseNumber}/explanation", Get).For(May.ReadOwnOrAll).Lists(Filters).Answers<ExplanationView>().Refuses(ProblemCode.NotFound, ProblemCode.IllegalTransition)
            .WithSummary("Why each yuan was or was not granted: clause, facts, rules, computation, decisions, and what would have to be different");

    private static async Task<IResult> Get(HttpContext http, IGrainFactory grains, string caseNumber)
    {
        var query = new ListQuery(http.Request, Filters);
        var line = query.Whole("line", 1, RosterLineShape.MaxLineNumber);
        if (query.Problem is { } problem) return problem;
        if (!CaseNumber.TryParse(caseNumber, out var number)) return new Problem(ProblemCode.NotFound);
        return Resource.OfAnswer(
            await grains.Explanations().Of(new ExplanationQuery(number, line, query.Cursor, query.Limit, Language.IsEnglish(http)), http.Actor()), view => view.Version);
    }
}
