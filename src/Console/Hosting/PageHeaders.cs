using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gongshu.StaffConsole.Hosting;

/// <summary>Headers on every answer of the console: set when the answer starts, so that no page can lose them.</summary>
internal static class PageHeaders
{
    private const string Page =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'self'";

    private const string Alone = Page + "; frame-ancestors 'none'", Beside = Page + "; frame-ancestors 'self'";

    // A picture that somebody uploaded gets no origin, no script, nothing to load. Chromium shows no PDF in a sandbox; its viewer is a process apart.
    private const string Picture = "default-src 'none'; sandbox; frame-ancestors 'self'", Pdf = "default-src 'none'; frame-ancestors 'self'";

    /// <summary>The page may stand in a frame of the console's own.</summary>
    public static void MayStandBeside(this HttpContext http) => http.Items[typeof(PageHeaders)] = Beside;

    /// <summary>The answer is somebody's file, shown in a frame of the console's own.</summary>
    public static void ShowsFile(this HttpContext http, bool pdf) => http.Items[typeof(PageHeaders)] = pdf ? Pdf : Picture;

    public static void UsePageHeaders(this IApplicationBuilder app) => app.Use(static (http, next) =>
    {
        http.Response.OnStarting(static state =>
        {
            Set((HttpContext)state);
            return Task.CompletedTask;
        }, http);
        return next(http);
    });

    private static void Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        var policy = http.Items[typeof(PageHeaders)] as string ?? Alone;
        headers.ContentSecurityPolicy = policy;
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
