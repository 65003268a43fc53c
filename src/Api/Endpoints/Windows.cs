using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Endpoints;

/// <summary>Intake windows: their days, and what closing them pays.</summary>
internal static class Windows
{
    public static void MapWindows(this IEndpointRouteBuilder api)
    {
        var windows = api.MapGroup("/windows").WithTags("Windows");
        windows.MapGet("", List).For(May.ReadAll).Lists("year").Answers<PageOf<WindowView>>().WithSummary("The windows of a year");
        windows.MapGet("/current", Current).For(May.ReadAll).Answers<WindowView>().Refuses(ProblemCode.NotFound).WithSummary("The open window, else the next");
        windows.MapGet("/{window}", Get).For(May.ReadAll).Answers<WindowView>().Refuses(ProblemCode.NotFound).WithSummary("One window");
        windows.MapPost("/{window}/overrides", Override).For(May.OverrideWindows).Takes<WindowDaysAsked>().Versioned()
            .Answers<WindowView>(StatusCodes.Status201Created)
            .Refuses(ProblemCode.NotFound, ProblemCode.WindowSettled, ProblemCode.WindowOverlap).WithSummary("Move the days of one window, with a reason");
        windows.MapGet("/{window}/settlement", Closing).For(May.ReadReports).Answers<ClosingView>().Refuses(ProblemCode.NotFound)
            .WithSummary("What a settlement called now would seal and hold back, where the window's money is, and how far its batches are");
        windows.MapPost("/{window}/settlement", Settle).For(May.HandleMoney).Takes<SettlementAsked>(optional: true)
            .Answers<SettlementView>().Answers<SettlementView>(StatusCodes.Status201Created)
            .Refuses(ProblemCode.NotFound, ProblemCode.WindowNotClosed, ProblemCode.CasesUndecided, ProblemCode.OutcomeUnknown).WithSummary("Seal a batch of the approved cases");
    }

    private static async Task<IResult> List(HttpContext http, IGrainFactory grains, IPolicyClock clock)
    {
        var query = new ListQuery(http.Request, "year");
        var year = query.Whole("year", 2000, 2999) ?? clock.Today.Year;
        if (query.Problem is { } problem) return problem;
        // A year has four windows: there is no second page that a cursor could name.
        if (query.Cursor is not null) return Problem.Invalid("cursor", FaultCode.UnknownValue);
        var windows = await grains.Intake().Year(year);
        return Resource.Of(new PageOf<WindowView>(windows, null));
    }

    // After a policy has ended there is no next window.
    private static async Task<IResult> Current(IGrainFactory grains, IPolicyClock clock) => Show(await grains.Intake().Current(), clock);

    private static async Task<IResult> Get(IGrainFactory grains, IPolicyClock clock, string window) => WindowId.TryParse(window, out var id)
        ? Show(await grains.Window(id).Get(), clock)
        : new Problem(ProblemCode.NotFound);

    // With the day and the instant at which it was read: what is left is counted by the policy's clock, which is not the caller's.
    private static IResult Show(WindowView? window, IPolicyClock clock)
    {
        var now = clock.Now;
        return Resource.OfOrMissing(window is null ? null : window with { Today = PolicyTime.DayOf(now), Now = now }, view => view.Version);
    }

    private static async Task<IResult> Override(HttpContext http, IGrainFactory grains, string window)
    {
        var body = await http.ReadAsync(OverrideShape.Read);
        if (body.Refused is { } refused) return refused;
        if (!IfMatch.TryRead(http.Request, out var version, out var problem)) return problem!;
        if (!WindowId.TryParse(window, out var id)) return new Problem(ProblemCode.NotFound);
        var asked = body.Form;
        var answer = await grains.Window(id).Override(new OverrideWindow(asked.OpensOn, asked.ClosesOn, asked.Reason, body.Operation, http.Actor(), version));
        if (answer.Refusal is { } refusal) return new Problem(refusal);
        var view = answer.Value!;
        return new Resource<WindowView>(view, view.Version, $"/api/v1/windows/{view.Window}", answer.Replayed);
    }

    private static async Task<IResult> Closing(HttpContext http, IGrainFactory grains, string window) => WindowId.TryParse(window, out var id)
        ? Resource.OfOrMissing(await grains.Reports().Closing(id, http.Actor()))
        : new Problem(ProblemCode.NotFound);

    private static async Task<IResult> Settle(HttpContext http, IGrainFactory grains, string window)
    {
        var body = await http.ReadAsync(SettlementShape.Read, BodyRule.MayBeAbsent);
        if (body.Refused is { } refused) return refused;
        if (!WindowId.TryParse(window, out var id)) return new Problem(ProblemCode.NotFound);
        var answer = await grains.Window(id).Settle(new SettleWindow(body.Form.CarryUndecided, body.Operation, http.Actor()));
        return Resource.OfAnswer(answer, createdAt: view => view.Batch is { } batch ? $"/api/v1/batches/{batch.BatchId}" : $"/api/v1/windows/{view.Window}");
    }
}
