using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gongshu.StaffConsole.Hosting;

/// <summary>Headers on every answer of the console: set when the answer starts, so that no page can lose them.</summary>
internal static class PageHeaders
{
    private const string Page =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; frame-src 'self'; base-uri 'self'";

    private const string Beside = "'self'", Alone = "'none'";

    // A picture that somebody uploaded gets no origin, no script, nothing to load. Chromium shows no PDF in a sandbox; its viewer is a process apart.
    private const string Picture = "default-src 'none'; sandbox; frame-ancestors 'self'", Pdf = "default-src 'none'; frame-ancestors 'self'";

    /// <summary>The page may stand in a frame of the console's own.</summary>
    public static void MayStandBeside(this HttpContext http) => http.Items[typeof(PageHeaders)] = Beside;

    /// <summary>The answer is somebody's file, shown in a frame of the console's own.</summary>
    public static void ShowsFile(this HttpContext http, bool pdf) => http.Items[typeof(PageHeaders)] = pdf ? Pdf : Picture;

    public static void UsePageHeaders(this IApplicationBuilder app)
    {
        // The forms that sign in and out are answered with a redirect to the issuer, which browsers count as sending the form there.
        var issuer = app.ApplicationServices.GetRequiredService<ConsoleSettings>().Oidc is { } oidc ? " " + new Uri(oidc.Authority).GetLeftPart(UriPartial.Authority) : "";
        var page = $"{Page}; form-action 'self'{issuer}; frame-ancestors ";
        app.Use((http, next) =>
        {
            http.Response.OnStarting(() =>
            {
                Set(http, page);
                return Task.CompletedTask;
            });
            return next(http);
        });
    }

    private static void Set(HttpContext http, string page)
    {
        var headers = http.Response.Headers;
        var policy = http.Items[typeof(PageHeaders)] as string ?? Alone;
        headers.ContentSecurityPolicy = policy is Alone or Beside ? page + policy : policy;
        headers.XFrameOptions = policy == Alone ? "DENY" : "SAMEORIGIN";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        if (http.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";

        // Files of the console itself may be kept; a page never, a shared machine at a counter has a back button.
        if (string.IsNullOrEmpty(headers.CacheControl) || http.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
            headers.CacheControl = "no-store";
    }
}
