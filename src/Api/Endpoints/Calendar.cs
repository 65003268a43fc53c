using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Endpoints;

/// <summary>The working days of a year.</summary>
internal static class Calendar
{
    public static void MapCalendar(this IEndpointRouteBuilder api)
    {
        var calendar = api.MapGroup("/calendar").WithTags("Calendar");
        calendar.MapGet("/{year}", Get).For(May.ReadAll).Answers<CalendarView>().Refuses(ProblemCode.NotFound).WithSummary("Holidays and make-up days of a year");
        calendar.MapPut("/{year}", Put).For(May.PutCalendar).Takes<CalendarForm>().Versioned()
            .Answers<CalendarView>().Answers<CalendarView>(StatusCodes.Status201Created).WithSummary("Enter or correct a year; days already passed do not change");
    }

    private static async Task<IResult> Get(IGrainFactory grains, string year) => PathIds.TryYear(year, out var number)
        ? Resource.OfOrMissing(await grains.Calendar().Get(number), view => view.Version)
        : new Problem(ProblemCode.NotFound);

    private static async Task<IResult> Put(HttpContext http, IGrainFactory grains, string year)
    {
        var known = PathIds.TryYear(year, out var number);
        var body = await http.ReadAsync(CalendarShape.Read, _ => number, BodyRule.Plain);
        if (!known) return body.Refused is { Code: not ProblemCode.InvalidRequest } worse ? worse : Problem.Invalid("year", FaultCode.OutOfRange);
        if (body.Refused is { } refused) return refused;
        if (!IfMatch.TryRead(http.Request, out var version, out var problem)) return problem!;
        return Resource.OfAnswer(
            await grains.Calendar().Put(number, body.Form, http.Actor(), version), view => view.Version, view => $"/api/v1/calendar/{view.Year}");
    }
}
