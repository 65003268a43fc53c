using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.Json;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Endpoints;

/// <summary>What cases go through when they do not go straight: correction, reversal, appeal, stop, clawback, assignment.</summary>
internal static class CaseLife
{
    public static void MapCaseLife(this RouteGroupBuilder applications)
    {
        applications.MapPost("/{caseNumber}/resubmission", Resubmit).For(May.FileApplications).Takes<ApplicationForm>().Versioned(demanded: true).Answers<CaseView>()
            .Refuses(
                ProblemCode.NotFound, ProblemCode.IllegalTransition, ProblemCode.SeparationOfDuties, ProblemCode.LineAddedAfterWindow, ProblemCode.IncompleteDocuments,
                ProblemCode.NotEligible, ProblemCode.AmountMismatch, ProblemCode.DuplicateClaim, ProblemCode.OutcomeUnknown)
            .WithSummary("The corrected form of a returned case");
        Step<Reversal>(applications.MapPost("/{caseNumber}/decisions/{round:int}/{stage}/reversal", Reverse), May.Decide, "The officer takes back his own decision")
            .Refuses(ProblemCode.SeparationOfDuties, ProblemCode.DuplicateClaim);
        applications.MapPost("/{caseNumber}/appeals", FileAppeal).For(May.FileApplications).Takes<AppealAsked>().Versioned().Answers<CaseView>(StatusCodes.Status201Created)
            .Refuses(ProblemCode.NotFound, ProblemCode.IllegalTransition, ProblemCode.AppealOutOfTime, ProblemCode.OutcomeUnknown)
            .WithSummary("Appeal against the rejection of lines");
        applications.MapGet("/{caseNumber}/appeals/{number:int}", Appeal).For(May.ReadOwnOrAll).Answers<AppealView>().Refuses(ProblemCode.NotFound).WithSummary("One appeal");
        Step<AppealRuling>(applications.MapPost("/{caseNumber}/appeals/{number:int}/decision", DecideAppeal), May.DecideAppeals, "A leader who took no part decides the appeal")
            .Refuses(ProblemCode.SeparationOfDuties, ProblemCode.DuplicateClaim);
        Step<StopAsked>(applications.MapPost("/{caseNumber}/stop", Stop), May.StopPayments, "Stop the payment of lines, until their batch is released");
        Step<StopAsked>(applications.MapPost("/{caseNumber}/stop/release", ReleaseStop), May.StopPayments, "Another person lets the payment go on").Refuses(ProblemCode.SeparationOfDuties);
        Step<ClawbackAsked>(applications.MapPost("/{caseNumber}/clawback", ClawBack), May.HandleMoney, "Record what has to be paid back").Refuses(ProblemCode.AlreadyClawedBack);
        Step<RepaymentAsked>(applications.MapPost("/{caseNumber}/clawback/repayments", Repay), May.HandleMoney, "Record what was paid back");
        applications.MapPost("/{caseNumber}/assignment", Assign).For(May.Assign).Takes<AssignmentAsked>(optional: true).Versioned().Answers<CaseView>()
            .Refuses(ProblemCode.NotFound, ProblemCode.IllegalTransition, ProblemCode.OutcomeUnknown).WithSummary("Put the case on somebody's desk: one's own when nobody is named");

        static RouteHandlerBuilder Step<T>(RouteHandlerBuilder mapped, Roles may, string summary) => mapped.For(may).Takes<T>().Versioned()
            .Answers<CaseView>().Refuses(ProblemCode.NotFound, ProblemCode.IllegalTransition, ProblemCode.OutcomeUnknown).WithSummary(summary);
    }

    private static async Task<IResult> Resubmit(HttpContext http, IGrainFactory grains, string caseNumber)
    {
        var body = await http.ReadAsync(ApplicationShape.Read);
        if (body.Refused is { } refused) return refused;
        if (!IfMatch.TryRead(http.Request, out var version, out var problem)) return problem!;
        if (!CaseNumber.TryParse(caseNumber, out var number)) return new Problem(ProblemCode.NotFound);
        var actor = http.Actor();
        if (version is null)
            return new Problem(await grains.Case(number).Get(actor) is null ? ProblemCode.NotFound : ProblemCode.IfMatchRequired);
        return await Answer(http, grains, await grains.Case(number).Resubmit(new ResubmitCase(body.Form, version.Value, body.Operation, actor, body.ReceivedAt)));
    }

    private static Task<IResult> Reverse(HttpContext http, IGrainFactory grains, string caseNumber, int round, string stage) =>
        WireNames.TryParse<Stage>(stage, out var of)
            ? Command(http, grains, caseNumber, ReversalShape.Read, (@case, form, version, body) =>
                @case.Reverse(new ReverseDecision(round, of, form.Reason, version, body.Operation, http.Actor())))
            : Task.FromResult<IResult>(new Problem(ProblemCode.NotFound));

    private static Task<IResult> FileAppeal(HttpContext http, IGrainFactory grains, string caseNumber) =>
        Command(http, grains, caseNumber, AppealShape.Read, (@case, form, version, body) =>
            @case.FileAppeal(new FileAppeal(form.Lines, form.Grounds, version, body.Operation, http.Actor())));

    private static async Task<IResult> Appeal(HttpContext http, IGrainFactory grains, string caseNumber, int number) =>
        CaseNumber.TryParse(caseNumber, out var of) && await grains.Case(of).Get(http.Actor()) is { Appeals: { } appeals }
            ? Resource.OfOrMissing(Array.Find(appeals, appeal => appeal.Number == number))
            : new Problem(ProblemCode.NotFound);

    private static Task<IResult> DecideAppeal(HttpContext http, IGrainFactory grains, string caseNumber, int number) =>
        Command(http, grains, caseNumber, AppealDecisionShape.Read, (@case, form, version, body) =>
            @case.DecideAppeal(new DecideAppeal(number, form.Outcome, form.Comment, version, body.Operation, http.Actor())));

    private static Task<IResult> Stop(HttpContext http, IGrainFactory grains, string caseNumber) =>
        Command(http, grains, caseNumber, StopShape.Read, (@case, form, version, body) =>
            @case.Stop(new StopPayment(form.Lines, form.Reason, version, body.Operation, http.Actor())));

    private static Task<IResult> ReleaseStop(HttpContext http, IGrainFactory grains, string caseNumber) =>
        Command(http, grains, caseNumber, StopShape.Read, (@case, form, version, body) =>
            @case.ReleaseStop(new ReleaseStop(form.Lines, form.Reason, version, body.Operation, http.Actor())));

    private static Task<IResult> ClawBack(HttpContext http, IGrainFactory grains, string caseNumber) =>
        Command(http, grains, caseNumber, ClawbackShape.Read, (@case, form, version, body) =>
            @case.ClawBack(new ClawBackPayment(form.Lines, form.Reason, form.Release, version, body.Operation, http.Actor())));

    private static Task<IResult> Repay(HttpContext http, IGrainFactory grains, string caseNumber) =>
        Command(http, grains, caseNumber, RepaymentShape.Read, (@case, form, version, body) =>
            @case.RecordRepayment(new RecordRepayment(form.Amount, form.PaidOn, form.Reference, version, body.Operation, http.Actor())));

    private static Task<IResult> Assign(HttpContext http, IGrainFactory grains, string caseNumber) =>
        Command(http, grains, caseNumber, AssignmentShape.Read, (@case, form, version, body) =>
        {
            var actor = http.Actor();
            var to = form.Release ? null : form.Assignee ?? new Officer(actor.Id, actor.Name);
            return @case.Assign(new AssignCase(to, version, body.Operation, actor));
        }, BodyRule.MayBeAbsent);

    /// <summary>The way of every command on a case: shape, version, case, answer.</summary>
    public static async Task<IResult> Command<T>(
        HttpContext http, IGrainFactory grains, string caseNumber, Func<ShapeObject, DateOnly, T> shape,
        Func<IApplicationGrain, T, int?, Body<T>, Task<Answer<CaseView>>> ask, BodyRule rule = BodyRule.Plain)
        where T : class
    {
        var body = await http.ReadAsync(shape, rule);
        if (body.Refused is { } refused) return refused;
        if (!IfMatch.TryRead(http.Request, out var version, out var problem)) return problem!;
        return CaseNumber.TryParse(caseNumber, out var number)
            ? await Answer(http, grains, await ask(grains.Case(number), body.Form, version, body))
            : new Problem(ProblemCode.NotFound);
    }

    private static async Task<IResult> Answer(HttpContext http, IGrainFactory grains, Answer<CaseView> answer) => Resource.OfAnswer(
        await CaseBank.ShowAsync(grains, answer, http.Actor()), view => view.Version, view => $"/api/v1/applications/{view.CaseNumber}/appeals/{view.Appeals!.Length}");
}
