using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Endpoints;

/// <summary>Organisations, their accounts, and what they applied for.</summary>
internal static class Enterprises
{
    public static void MapEnterprises(this IEndpointRouteBuilder api)
    {
        var enterprises = api.MapGroup("/enterprises").WithTags("Enterprises");
        enterprises.MapGet("", List).For(May.ReadOwnOrAll).Lists("q").Answers<PageOf<EnterpriseView>>().WithSummary("Organisations by name or code");
        enterprises.MapGet("/{uscc}", Get).For(May.ReadOwnOrAll).Answers<EnterpriseView>().Refuses(ProblemCode.NotFound).WithSummary("One organisation");
        enterprises.MapPut("/{uscc}", Put).For(May.PutEnterprises).Takes<EnterpriseForm>().Versioned()
            .Answers<EnterpriseView>().Answers<EnterpriseView>(StatusCodes.Status201Created).WithSummary("Register or change; what is absent stays as it was");
        enterprises.MapGet("/{uscc}/claims", Claims).For(May.ReadHistories).Lists(HistoryFilters.Names).Answers<EnterpriseClaims>().Refuses(ProblemCode.NotFound)
            .WithSummary("All that it applied for, newest first");
        enterprises.MapPost("/{uscc}/bank/confirmation", ConfirmBank).For(May.HandleMoney).Takes<BankConfirmation>().Versioned().Answers<EnterpriseView>()
            .Refuses(ProblemCode.NotFound, ProblemCode.IllegalTransition, ProblemCode.SeparationOfDuties, ProblemCode.IdempotencyKeyReused, ProblemCode.OutcomeUnknown).WithSummary("Confirm or refuse a pending account");
    }

    private static async Task<IResult> List(HttpContext http, IGrainFactory grains)
    {
        var query = new ListQuery(http.Request, "q");
        var read = new RegistryQuery(null, query.Text("q", ShapeLimits.OrganisationName), query.Cursor, query.Limit);
        if (query.Problem is { } problem) return problem;
        return Resource.OfAnswer(await grains.Lists().Enterprises(read, http.Actor()));
    }

    private static async Task<IResult> Get(HttpContext http, IGrainFactory grains, string uscc) => Uscc.TryParse(uscc, out var code)
        ? Resource.OfOrMissing(await grains.Enterprise(code.Value).Get(http.Actor()), view => view.Version)
        : new Problem(ProblemCode.NotFound);

    private static async Task<IResult> Put(HttpContext http, IGrainFactory grains, string uscc)
    {
        var body = await http.ReadAsync(EnterpriseShape.Read);
        if (body.Refused is { } refused) return refused;
        if (!Uscc.TryParse(uscc, out var code)) return Problem.Invalid("uscc", FaultCode.InvalidUscc);
        if (!IfMatch.TryRead(http.Request, out var version, out var problem)) return problem!;

        // A foreign thing in the path answers exactly as a missing one.
        var actor = http.Actor();
        if (!actor.Has(Roles.Handler | Roles.Admin) && !actor.Owns(code.Value)) return new Problem(ProblemCode.NotFound);
        return Resource.OfAnswer(
            await grains.Enterprise(code.Value).Put(body.Form, actor, version), view => view.Version, view => $"/api/v1/enterprises/{view.Uscc}");
    }

    private static async Task<IResult> Claims(HttpContext http, IGrainFactory grains, string uscc)
    {
        var query = HistoryFilters.Read(http.Request, out var problem);
        if (problem is not null) return problem;
        var actor = http.Actor();
        var answer = Uscc.TryParse(uscc, out var code) ? await grains.Enterprise(code.Value).History(query, actor) : ProblemCode.NotFound;
        return HistoryFilters.Show(answer, actor, uscc, EnterpriseClaims.Of);
    }

    private static async Task<IResult> ConfirmBank(HttpContext http, IGrainFactory grains, string uscc)
    {
        var body = await http.ReadAsync(BankConfirmationShape.Read);
        if (body.Refused is { } refused) return refused;
        if (!IfMatch.TryRead(http.Request, out var version, out var problem)) return problem!;
        if (!Uscc.TryParse(uscc, out var code)) return new Problem(ProblemCode.NotFound);
        var command = new RuleOnAccount(body.Form.Outcome == BankOutcome.Confirm, body.Form.Comment, version, body.Operation, http.Actor());
        return Resource.OfAnswer(await grains.Enterprise(code.Value).ConfirmBank(command), view => view.Version);
    }
}
