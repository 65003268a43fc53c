using System.Net;
using System.Net.Http.Headers;
using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gongshu.StaffConsole.Hosting;

/// <summary>
/// Papers, shown in place: the API gives them as downloads, and only as such to whoever has a token. Passed on piece by piece, of the types that a
/// browser shows by itself; everything else stays a download.
/// </summary>
internal static class Files
{
    private static readonly string[] Shown = ["application/pdf", "image/png", "image/jpeg"];

    public static void MapFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/attachments/{id}", (HttpContext http, GongshuApi api, string id) => ShowAsync(http, api, "/attachments/" + Uri.EscapeDataString(id)))
            .RequireAuthorization(Staff.Policy).ExcludeFromDescription();
        app.MapGet("/cases/{caseNumber}/forms/{form}", (HttpContext http, GongshuApi api, string caseNumber, string form) =>
                ShowAsync(http, api, $"/applications/{Uri.EscapeDataString(caseNumber)}/forms/{Uri.EscapeDataString(form)}"))
            .RequireAuthorization(Staff.Policy).ExcludeFromDescription();
        app.MapGet("/workers/{workerRef}/claims.pdf", (HttpContext http, GongshuApi api, string workerRef) => ShowAsync(http, api, Worker.Path(workerRef) + "/claims.pdf"))
            .RequireAuthorization(Staff.Policy).ExcludeFromDescription();
        MapDownload(app, "/batches/{id}/files/{file}", (id, file) => $"/batches/{id}/{file}");
        MapDownload(app, "/reports/files/{id}/{file}", (kind, file) => $"/reports/{kind}/{file}");
        app.MapGet("/counter/roster-template.xlsx", (HttpContext http, GongshuApi api) => ShowAsync(http, api, "/applications/roster-template.xlsx"))
            .RequireAuthorization(Staff.Policy).ExcludeFromDescription();
    }

    // A list of payments or figures, named as the API names it; what its address asks for besides (a bank's columns) goes along.
    private static void MapDownload(IEndpointRouteBuilder app, string page, Func<string, string, string> path) =>
        app.MapGet(page, (HttpContext http, GongshuApi api, string id, string file) =>
                ShowAsync(http, api, path(Uri.EscapeDataString(id), Uri.EscapeDataString(file)) + http.Request.QueryString))
            .RequireAuthorization(Staff.Policy).ExcludeFromDescription();

    private static async Task ShowAsync(HttpContext http, GongshuApi api, string path)
    {
        using var file = await api.OpenAsync(path);
        if (file.StatusCode != HttpStatusCode.OK)
        {
            http.MayStandBeside();
            http.Response.StatusCode = (int)file.StatusCode;
            await ConsolePipeline.ShowProblemAsync(http, await GongshuApi.ProblemOfAsync(file, http.RequestAborted));
            return;
        }

        var type = file.Content.Headers.ContentType?.MediaType ?? "application/octet-stream";
        var shown = Array.Exists(Shown, one => one == type);
        http.ShowsFile(pdf: type == "application/pdf");
        http.Response.ContentType = type;
        http.Response.ContentLength = file.Content.Headers.ContentLength;
        http.Response.Headers.ContentDisposition = Disposition(file.Content.Headers.ContentDisposition, shown);
        await file.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private static string Disposition(ContentDispositionHeaderValue? given, bool shown)
    {
        if (given is null) return shown ? "inline" : "attachment";
        given.DispositionType = shown ? "inline" : "attachment";
        return given.ToString();
    }
}
