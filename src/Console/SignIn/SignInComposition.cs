using Gongshu.StaffConsole.Drafts;
using Gongshu.StaffConsole.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongshu.StaffConsole.SignIn;

/// <summary>The cookie by which the console knows people, and the ways to get and lose it.</summary>
internal static class SignInComposition
{
    private const string Cookie = "__Host-gongshu";

    public static void AddSignIn(this IServiceCollection services, ConsoleSettings settings)
    {
        // No default: the API's scheme stays the one that answers where none is named.
        var authentication = services.AddAuthentication().AddCookie(Staff.Scheme, options =>
        {
            options.Cookie.Name = Cookie;
            options.Cookie.Path = "/";
            options.Cookie.HttpOnly = true;
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            // Strict would lose the cookie on the way back from the issuer.
            options.Cookie.SameSite = settings.Oidc is null ? SameSiteMode.Strict : SameSiteMode.Lax;
            options.SlidingExpiration = false;
            options.LoginPath = Staff.Page;
            options.ReturnUrlParameter = "returnUrl";
            options.Events = new CookieAuthenticationEvents { OnRedirectToAccessDenied = static context => ConsolePipeline.ShowAsync(context.HttpContext, StatusCodes.Status403Forbidden) };
        });
        if (settings.Oidc is { } oidc) authentication.AddOidc(oidc);
        services.AddAuthorizationBuilder().AddPolicy(Staff.Policy, policy => policy.AddAuthenticationSchemes(Staff.Scheme).RequireAuthenticatedUser());
    }

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapPost("/sign-out", SignOutAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/sign-in/oidc", SignInWithOidcAsync).AllowAnonymous().ExcludeFromDescription();
    }

    // The forms are read so that antiforgery is asked: nobody signs another out, or in, from elsewhere.
    private static async Task SignOutAsync(HttpContext http, ConsoleSettings settings, DraftStore drafts, [FromForm] string? discard)
    {
        // Drafts end with the session: who has some is asked first.
        if (http.User.Id() is { } owner)
        {
            if (discard != "true" && (await drafts.ListAsync(owner, http.RequestAborted)).Length > 0)
            {
                http.Response.Redirect("/counter?leaving=true");
                return;
            }

            drafts.DropAll(owner);
        }

        if (settings.Oidc is null)
        {
            await http.SignOutAsync(Staff.Scheme);
            http.Response.Redirect(Staff.Page);
            return;
        }

        await http.SignOutAsync(Staff.Scheme);
        await http.SignOutAsync(Oidc.Scheme, new AuthenticationProperties { RedirectUri = Staff.Page });
    }

    private static Task SignInWithOidcAsync(HttpContext http, ConsoleSettings settings, [FromForm] string? returnUrl)
    {
        if (settings.Oidc is not null) return http.ChallengeAsync(Oidc.Scheme, new AuthenticationProperties { RedirectUri = ReturnUrl.AfterSignIn(returnUrl) });
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
