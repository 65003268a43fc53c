using Gongshu.Api.Answers;
using Gongshu.Api.Exports;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Endpoints;

/// <summary>The year against the targets of section 二, and what a window came to.</summary>
internal static class Reports
{
    public static void MapReports(this IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/reports").WithTags("Reports");
        reports.MapGet("/annual/{year}", Annual).For(May.ReadReports).Answers<AnnualReportView>().Refuses(ProblemCode.NotFound, ProblemCode.ReportWithoutData)
            .WithSummary("The year against its targets, by the year of the certificate; cases and money by window, programme and enterprise (the top 20)");
        reports.MapGet("/annual/{year}/inputs", GetInputs).For(May.ReadReports).Answers<ReportInputsView>().Refuses(ProblemCode.NotFound)
            .WithSummary("What staff entered for the year");
        reports.MapPut("/annual/{year}/inputs", PutInputs).For(May.EnterReportInputs).Takes<ReportInputsForm>().Versioned()
            .Answers<ReportInputsView>().Answers<ReportInputsView>(StatusCodes.Status201Created).Refuses(ProblemCode.ReportWithoutData)
            .WithSummary("Enter how many skilled workers the district has");
        reports.MapGet("/windows/{window}", Window).For(May.ReadReports).Answers<WindowReportView>().Refuses(ProblemCode.NotFound, ProblemCode.ReportWithoutData)
            .WithSummary("A window: cases, money, stages, batches, what is held back, and how many cases show each signal");
        foreach (var (ending, mediaType) in (ReadOnlySpan<(string, string)>)[(".csv", FileAnswer.Csv), (".xlsx", FileAnswer.Xlsx)])
        {
            reports.MapGet("/annual/{year}" + ending, (HttpContext http, IGrainFactory grains, string year) => AnnualFile(http, grains, year, ending)).For(May.ReadReports)
                .AnswersText(mediaType).Refuses(ProblemCode.NotFound, ProblemCode.ReportWithoutData).WithSummary("The same figures as a file");
            reports.MapGet("/windows/{window}" + ending, (HttpContext http, IGrainFactory grains, string window) => WindowFile(http, grains, window, ending)).For(May.ReadReports)
                .AnswersText(mediaType).Refuses(ProblemCode.NotFound, ProblemCode.ReportWithoutData).WithSummary("The same figures as a file");
        }
    }

    private static async Task<IResult> AnnualFile(HttpContext http, IGrainFactory grains, string year, string ending)
    {
        if (!PathIds.TryYear(year, out var number)) return new Problem(ProblemCode.NotFound);
        var answer = await grains.Reports().Annual(number, http.Actor(), Language.IsEnglish(http));
        return answer.Refusal is { } refusal ? new Problem(refusal) : FileAnswer.Of($"annual-{number}{ending}", ReportTables.Of(answer.Value!));
    }

    private static async Task<IResult> WindowFile(HttpContext http, IGrainFactory grains, string window, string ending)
    {
        if (!WindowId.TryParse(window, out var id)) return new Problem(ProblemCode.NotFound);
        var answer = await grains.Reports().Window(id, http.Actor(), Language.IsEnglish(http));
        return answer.Refusal is { } refusal ? new Problem(refusal) : FileAnswer.Of($"window-{id}{ending}", ReportTables.Of(answer.Value!));
    }

    private static async Task<IResult> Annual(HttpContext http, IGrainFactory grains, string year) => PathIds.TryYear(year, out var number)
        ? Resource.OfAnswer(await grains.Reports().Annual(number, http.Actor(), Language.IsEnglish(http)))
        : new Problem(ProblemCode.NotFound);

    private static async Task<IResult> Window(HttpContext http, IGrainFactory grains, string window) => WindowId.TryParse(window, out var id)
        ? Resource.OfAnswer(await grains.Reports().Window(id, http.Actor(), Language.IsEnglish(http)))
        : new Problem(ProblemCode.NotFound);

    private static async Task<IResult> GetInputs(IGrainFactory grains, string year) => PathIds.TryYear(year, out var number)
        ? Resource.OfOrMissing(await grains.ReportInputs(number).Get(), view => view.Version)
        : new Problem(ProblemCode.NotFound);

    private static async Task<IResult> PutInputs(HttpContext http, IGrainFactory grains, string year)
    {
        var body = await http.ReadAsync(ReportInputsShape.Read);
        if (body.Refused is { } refused) return refused;
        if (!PathIds.TryYear(year, out var number)) return Problem.Invalid("year", FaultCode.OutOfRange);
        if (!IfMatch.TryRead(http.Request, out var version, out var problem)) return problem!;
        return Resource.OfAnswer(
            await grains.ReportInputs(number).Put(body.Form, http.Actor(), version), view => view.Version, view => $"/api/v1/reports/annual/{view.Year}/inputs");
    }
}
