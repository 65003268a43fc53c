using System.Security.Cryptography;
using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Endpoints;

/// <summary>Applications: filing them and finding them. Their later life: <see cref="Cases"/>.</summary>
internal static class Applications
{
    public static void MapApplications(this IEndpointRouteBuilder api)
    {
        var applications = api.MapGroup("/applications").WithTags("Applications");
        applications.MapPost("", Submit).For(May.FileApplications).Takes<ApplicationForm>().Answers<CaseView>(StatusCodes.Status201Created)
            .Refuses(
                ProblemCode.NotYourOrganisation, ProblemCode.IdempotencyKeyRequired, ProblemCode.IdempotencyKeyReused, ProblemCode.RequestInProgress,
                ProblemCode.WindowClosed, ProblemCode.IncompleteDocuments, ProblemCode.NotEligible, ProblemCode.AmountMismatch, ProblemCode.DuplicateClaim,
                ProblemCode.CalendarYearUnknown, ProblemCode.OutcomeUnknown)
            .WithSummary("Submit one Annex 1 form with its roster");
        applications.MapPost("/precheck", Precheck).For(May.FileApplications).Takes<ApplicationForm>().Answers<PrecheckView>()
            .Refuses(ProblemCode.NotYourOrganisation, ProblemCode.CalendarYearUnknown).WithSummary("What a submission would be answered now; nothing is held or stored");
        applications.MapPost("/search", Search).For(May.LookUpWorkers).Takes<Search>().Lists().Answers<PageOf<CaseView>>()
            .WithSummary("Cases in which a person stands");
        applications.MapGet("", List).For(May.ReadOwnOrAll).Lists(Filters).Answers<PageOf<CaseView>>().WithSummary("Cases, newest first, without their lines");
        applications.MapRosters();
        applications.MapCases();
        applications.MapCaseLife();
        applications.MapExplanations();
        applications.MapCasePapers();
    }

    private static readonly string[] Filters = ["status", "window", "programme", "applicant", "q"];

    private static async Task<IResult> Submit(HttpContext http, IGrainFactory grains)
    {
        var body = await http.ReadAsync(ApplicationShape.Read, BodyRule.KeyDemanded | BodyRule.ComparedByForm);
        if (body.Refused is { } refused) return refused;
        var actor = http.Actor();
        if (!MayDate(actor, body.Form)) return new Problem(ProblemCode.Forbidden);
        if (!MayFileFor(actor, body.Form.Applicant)) return new Problem(ProblemCode.NotYourOrganisation);
        var operation = body.Operation!;
        var answer = await grains.Submission(operation).Submit(new SubmitApplication(body.Form, operation, actor, body.ReceivedAt));

        // The first answer again is a 201 again: the case is there, and that is where.
        if (answer.Refusal is { } refusal) return new Problem(refusal);
        var view = answer.Value!;
        return new Resource<CaseView>(view, view.Version, $"/api/v1/applications/{view.CaseNumber}", answer.Replayed);
    }

    private static async Task<IResult> Precheck(HttpContext http, IGrainFactory grains)
    {
        var body = await http.ReadAsync(ApplicationShape.Read);
        if (body.Refused is { } refused) return refused;
        var actor = http.Actor();
        if (!MayDate(actor, body.Form)) return new Problem(ProblemCode.Forbidden);
        if (!MayFileFor(actor, body.Form.Applicant)) return new Problem(ProblemCode.NotYourOrganisation);

        // No twins to meet: any of the submission grains will do.
        var grain = grains.Known<ISubmissionGrain>(GrainKeys.Submission(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))));
        return Resource.OfAnswer(await grain.Precheck(body.Form, actor, body.ReceivedAt));
    }

    private static async Task<IResult> Search(HttpContext http, IGrainFactory grains)
    {
        var body = await http.ReadAsync(SearchShape.Read);
        if (body.Refused is { } refused) return refused;
        var query = new ListQuery(http.Request);
        if (query.Problem is { } problem) return problem;
        return Resource.OfAnswer(await grains.Lists().Search(new PersonSearch(body.Form.IdNumber, body.Form.Name, query.Cursor, query.Limit), http.Actor()));
    }

    private static async Task<IResult> List(HttpContext http, IGrainFactory grains)
    {
        var query = new ListQuery(http.Request, Filters);
        var read = new CaseQuery(
            query.Choice<CaseStatus>("status"), query.Window("window"), query.Choice<Programme>("programme"), query.UsccCode("applicant"),
            query.Text("q", ShapeLimits.OrganisationName), query.Cursor, query.Limit);
        if (query.Problem is { } problem) return problem;
        return Resource.OfAnswer(await grains.Lists().Cases(read, http.Actor()));
    }

    // What came on paper, and when, is for the counter to say.
    private static bool MayDate(Actor actor, ApplicationForm form) => form.ReceivedOnPaper is null || actor.Has(Roles.Handler);

    private static bool MayFileFor(Actor actor, string applicant) => actor.Has(Roles.Handler) || actor.Owns(applicant);
}
