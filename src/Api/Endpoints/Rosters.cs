using Gongshu.Api.Answers;
using Gongshu.Api.Auth;
using Gongshu.Api.OpenApi;
using Gongshu.Api.Problems;
using Gongshu.Api.Requests;
using Gongshu.Documents.Rosters;
using Gongshu.Documents.Spreadsheets;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Endpoints;

/// <summary>A roster as a spreadsheet: read into lines, nothing is stored.</summary>
internal static class Rosters
{
    private static readonly byte[] Template = RosterWorkbook.Template();

    public static void MapRosters(this RouteGroupBuilder applications)
    {
        applications.MapPost("/rosters", Read).For(May.FileApplications).TakesFile().Answers<RosterAnswer>().Refuses(ProblemCode.UnreadableFile)
            .WithSummary("Read a roster (XLSX or CSV) into lines for an application, with every fault by row and column; nothing is stored");
        applications.MapGet("/roster-template.xlsx", GetTemplate).For(May.FileApplications).AnswersText(FileAnswer.Xlsx).WithSummary("An empty roster with drop-downs and notes");
    }

    private static async Task<IResult> Read(HttpContext http, IPolicyClock clock)
    {
        var (bytes, refused) = await SpreadsheetUpload.ReadAsync(http);
        if (refused is not null) return refused;
        var today = PolicyTime.DayOf(clock.Now);
        var read = await SpreadsheetUpload.ParseAsync(() => RosterImport.Read(bytes, today), http.RequestAborted);
        var english = Language.IsEnglish(http);
        return read.Content is { } roster ? Resource.Of(RosterAnswer.Of(roster, english)) : Unreadable(read.Unreadable!, english);
    }

    /// <summary>422, with the reason in the caller's language.</summary>
    public static Problem Unreadable(UnreadableFile reason, bool english) => new(ProblemCode.UnreadableFile) { Detail = english ? reason.En : reason.Zh };

    private static FileAnswer GetTemplate() => new(Template, "roster-template.xlsx", FileAnswer.Xlsx);
}
