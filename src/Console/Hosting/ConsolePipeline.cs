using Gongshu.StaffConsole.Contract;
using Gongshu.StaffConsole.Pages;
using Gongshu.StaffConsole.SignIn;
using Gongshu.StaffConsole.Texts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gongshu.StaffConsole.Hosting;

/// <summary>
/// What happens to a request for a page. The API has its own pipeline, so that neither can weaken the other: cookies mean nothing there, bearer
/// tokens nothing here.
/// </summary>
internal static class ConsolePipeline
{
    public static void Use(IApplicationBuilder console)
    {
        console.UsePageHeaders();
        console.UseConsoleFaults();
        console.UseStatusCodePages(context => ShowAsync(context.HttpContext, context.HttpContext.Response.StatusCode));
        console.UseCookiePolicy();
        console.UseRouting();
        console.UseAuthentication();
        console.Use(KnowCookiesAloneAsync);
        console.UseAuthorization();
        console.UseAntiforgery();
        console.UseEndpoints(MapPages);
    }

    // A branch has a routing world of its own: no path of the API can lead here, and none of these there.
    private static void MapPages(IEndpointRouteBuilder pages)
    {
        pages.MapStaticAssets().AllowAnonymous();
        pages.MapSignIn();
        pages.MapSpeech();
        pages.MapFiles();
        pages.MapRazorComponents<App>().WithStaticAssets().RequireAuthorization(Staff.Policy);
    }

    /// <summary>A page that says what a status means, with the way back.</summary>
    public static Task ShowAsync(HttpContext http, int status) => RenderAsync(http, new RazorComponentResult<StatusPage>(new { Status = status }), status);

    /// <summary>A problem in the place of a file.</summary>
    public static Task ShowProblemAsync(HttpContext http, Problem problem) =>
        RenderAsync(http, new RazorComponentResult<ProblemPage>(new { Problem = problem }), problem.Status);

    private static Task RenderAsync(HttpContext http, RazorComponentResult page, int status)
    {
        // A page that was begun has set it, and the renderer adds it once more.
        http.Response.Headers.Remove("blazor-enhanced-nav");
        page.StatusCode = status;
        page.ContentType = "text/html; charset=utf-8";
        return page.ExecuteAsync(http);
    }

    // The default scheme is the API's. Who is here, the cookie says and nothing else.
    private static async Task KnowCookiesAloneAsync(HttpContext http, RequestDelegate next)
    {
        http.User = (await http.AuthenticateAsync(Staff.Scheme)).Principal ?? new();
        await next(http);
    }
}
