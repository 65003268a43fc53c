using Gongshu.StaffConsole.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Gongshu.StaffConsole.SignIn;

/// <summary>Sign-in by the authorization code flow with PKCE. What counts afterwards is the access token alone, for the API reads nothing else.</summary>
internal static class Oidc
{
    public const string Scheme = "console-oidc";

    public static void AddOidc(this AuthenticationBuilder authentication, OidcSettings settings) => authentication.AddOpenIdConnect(Scheme, options =>
    {
        options.Authority = settings.Authority;
        options.RequireHttpsMetadata = settings.Authority.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret;
        options.Resource = settings.Resource;
        options.SignInScheme = Staff.Scheme;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.UsePkce = true;
        // By query, not by a form posted from elsewhere: so the cookies of the flow need not be sent across sites.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = false;
        options.SaveTokens = true;
        foreach (var scope in settings.Scopes) options.Scope.Add(scope);
        options.Events = new OpenIdConnectEvents
        {
            OnTicketReceived = TakeTokenAsync,
            OnRedirectToIdentityProviderForSignOut = static context =>
            {
                // An issuer without a place to sign out: then it is done here alone.
                if (!string.IsNullOrEmpty(context.ProtocolMessage.IssuerAddress)) return Task.CompletedTask;
                context.Response.Redirect(Staff.Page);
                context.HandleResponse();
                return Task.CompletedTask;
            },
            OnRemoteFailure = static async context =>
            {
                context.HandleResponse();
                await ConsolePipeline.ShowAsync(context.HttpContext, StatusCodes.Status403Forbidden);
            },
        };
    });

    // The ticket of the flow becomes the same as in Development: who the token names, as long as it is good.
    private static Task TakeTokenAsync(TicketReceivedContext context)
    {
        var ticket = context.Properties!;
        if (ticket.GetTokenValue("access_token") is not { } token)
        {
            context.Fail("The issuer gave no access token.");
            return Task.CompletedTask;
        }

        (context.Principal, var expires) = Staff.Read(token);
        var idToken = ticket.GetTokenValue("id_token");
        ticket.StoreTokens(
        [
            new AuthenticationToken { Name = "access_token", Value = token },
            // For signing out at the issuer too.
            .. idToken is null ? [] : new[] { new AuthenticationToken { Name = "id_token", Value = idToken } },
        ]);
        ticket.ExpiresUtc = expires;
        ticket.AllowRefresh = false;
        ticket.IsPersistent = false;
        return Task.CompletedTask;
    }
}
