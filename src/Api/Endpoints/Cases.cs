using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Endpoints;

/// <summary>One case: reading it, deciding it, withdrawing it.</summary>
internal static class Cases
{
    public static void MapCases(this RouteGroupBuilder applications)
    {
        applications.MapGet("/{caseNumber}", Get).For(May.ReadOwnOrAll).Answers<CaseView>().Refuses(ProblemCode.NotFound).WithSummary("One case");
        applications.MapPost("/{caseNumber}/decisions", Decide).For(May.Decide).Takes<DecisionForm>().Versioned(demanded: true).Answers<CaseView>()
            .Refuses(ProblemCode.NotFound, ProblemCode.IllegalTransition, ProblemCode.SeparationOfDuties, ProblemCode.PapersNotConfirmed, ProblemCode.OutcomeUnknown)
            .WithSummary("An officer's decision at a stage");
        applications.MapPost("/{caseNumber}/withdrawal", Withdraw).For(May.FileApplications).Takes<Withdrawal>().Versioned().Answers<CaseView>()
            .Refuses(ProblemCode.NotFound, ProblemCode.IllegalTransition, ProblemCode.OutcomeUnknown).WithSummary("Withdraw until approved");
        applications.MapGet("/{caseNumber}/audit", Audit).For(May.ReadCaseAudit).Answers<CaseAudit>().Refuses(ProblemCode.NotFound)
            .WithSummary("Every event of the case, oldest first");
    }

    private static async Task<IResult> Get(HttpContext http, IGrainFactory grains, string caseNumber) => CaseNumber.TryParse(caseNumber, out var number)
        ? Resource.OfOrMissing(
            await CaseSignals.ShowAsync(http, grains, await CaseBank.ShowAsync(grains, await grains.Case(number).Get(http.Actor()), http.Actor())), view => view.Version)
        : new Problem(ProblemCode.NotFound);

    private static async Task<IResult> Decide(HttpContext http, IGrainFactory grains, string caseNumber)
    {
        var body = await http.ReadAsync(DecisionShape.Read);
        if (body.Refused is { } refused) return refused;
        if (!IfMatch.TryRead(http.Request, out var version, out var problem)) return problem!;
        var actor = http.Actor();
        if (!actor.Has(RoleOf(body.Form.Stage))) return new Problem(ProblemCode.Forbidden);
        if (!CaseNumber.TryParse(caseNumber, out var number)) return new Problem(ProblemCode.NotFound);

        // A missing case is 404 before a missing header is 428; the grain says all that comes after.
        if (version is null)
            return new Problem(await grains.Case(number).Get(actor) is null ? ProblemCode.NotFound : ProblemCode.IfMatchRequired);
        return Resource.OfAnswer(await CaseBank.ShowAsync(grains, await grains.Case(number).Decide(new DecideCase(body.Form, version.Value, body.Operation, actor)), actor), view => view.Version);
    }

    private static Task<IResult> Withdraw(HttpContext http, IGrainFactory grains, string caseNumber) =>
        CaseLife.Command(http, grains, caseNumber, WithdrawalShape.Read, (@case, form, version, body) =>
            @case.Withdraw(new WithdrawCase(form.Reason, version, body.Operation, http.Actor())));

    private static async Task<IResult> Audit(HttpContext http, IGrainFactory grains, string caseNumber)
    {
        if (!CaseNumber.TryParse(caseNumber, out var number)) return new Problem(ProblemCode.NotFound);
        return await grains.Case(number).Audit(http.Actor()) is { } events
            ? Resource.Of(new CaseAudit([.. events.Select(EventAnswer.Of)]))
            : new Problem(ProblemCode.NotFound);
    }

    private static Roles RoleOf(Stage stage) => stage switch
    {
        Stage.Handler => Roles.Handler,
        Stage.Approver => Roles.Approver,
        Stage.Leader => Roles.Leader,
    };
}
