using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Endpoints;

/// <summary>Training plans, filed before the class (四(一)).</summary>
internal static class TrainingPlans
{
    public static void MapTrainingPlans(this IEndpointRouteBuilder api)
    {
        var plans = api.MapGroup("/training-plans").WithTags("Training plans");
        plans.MapGet("", List).For(May.ReadOwnOrAll).Lists("applicant", "q").Answers<PageOf<TrainingPlanView>>().WithSummary("Plans by applicant, title or id");
        plans.MapGet("/{id}", Get).For(May.ReadOwnOrAll).Answers<TrainingPlanView>().Refuses(ProblemCode.NotFound).WithSummary("One plan");
        plans.MapPut("/{id}", Put).For(May.PutTrainingPlans).Takes<TrainingPlanForm>().Versioned()
            .Answers<TrainingPlanView>().Answers<TrainingPlanView>(StatusCodes.Status201Created)
            .Refuses(ProblemCode.NotYourOrganisation, ProblemCode.ClassHasBegun, ProblemCode.CalendarYearUnknown).WithSummary("File or change a plan; the filing date is the server's");
    }

    private static async Task<IResult> List(HttpContext http, IGrainFactory grains)
    {
        var query = new ListQuery(http.Request, "applicant", "q");
        var read = new RegistryQuery(query.UsccCode("applicant"), query.Text("q", ShapeLimits.Title), query.Cursor, query.Limit);
        if (query.Problem is { } problem) return problem;
        return Resource.OfAnswer(await grains.Lists().TrainingPlans(read, http.Actor()));
    }

    private static async Task<IResult> Get(HttpContext http, IGrainFactory grains, string id) => PathIds.IsRegistryId(id)
        ? Resource.OfOrMissing(await grains.TrainingPlan(id).Get(http.Actor()), view => view.Version)
        : new Problem(ProblemCode.NotFound);

    private static async Task<IResult> Put(HttpContext http, IGrainFactory grains, string id)
    {
        var body = await http.ReadAsync(TrainingPlanShape.Read);
        if (body.Refused is { } refused) return refused;
        if (!PathIds.IsRegistryId(id)) return Problem.Invalid("id", FaultCode.InvalidText);
        if (!IfMatch.TryRead(http.Request, out var version, out var problem)) return problem!;
        var actor = http.Actor();
        if (body.Form.ReceivedOnPaper is not null && !actor.Has(Roles.Handler)) return new Problem(ProblemCode.Forbidden);
        if (!actor.Has(Roles.Handler) && !actor.Owns(body.Form.Applicant)) return new Problem(ProblemCode.NotYourOrganisation);
        return Resource.OfAnswer(
            await grains.TrainingPlan(id).Put(body.Form, actor, version), view => view.Version, view => $"/api/v1/training-plans/{view.Id}");
    }
}
