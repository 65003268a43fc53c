using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Gongshu.StaffConsole.SignIn;

/// <summary>Who is signed in. The access token lies in the sealed cookie and nowhere that a script could read.</summary>
internal static class Staff
{
    public const string Scheme = "console", Policy = "console-staff", Page = "/sign-in";

    private const string Token = "access_token";

    public static string? Id(this ClaimsPrincipal user) => user.FindFirst("sub")?.Value;

    public static string Name(this ClaimsPrincipal user) => user.FindFirst("name")?.Value is { Length: > 0 } name ? name : user.Id() ?? "";

    public static IEnumerable<string> Roles(this ClaimsPrincipal user) => user.FindAll("roles").Select(role => role.Value);

    public static bool Has(this ClaimsPrincipal user, params ReadOnlySpan<string> roles)
    {
        foreach (var role in roles)
        {
            if (user.HasClaim("roles", role)) return true;
        }

        return false;
    }

    public static Task<string?> TokenOfAsync(HttpContext http) => http.GetTokenAsync(Scheme, Token);

    /// <summary>When the sign-in ends; null: nobody is signed in.</summary>
    public static async Task<DateTimeOffset?> EndsAsync(HttpContext http) => (await http.AuthenticateAsync(Scheme)).Properties?.ExpiresUtc;

    /// <summary>
    /// Keeps the token in the cookie until it expires. Its claims are read here for showing them; whether it is a right one, the API says on each call.
    /// </summary>
    public static Task SignInAsync(HttpContext http, string accessToken)
    {
        var (user, expires) = Read(accessToken);
        var ticket = new AuthenticationProperties { ExpiresUtc = expires, IsPersistent = false, AllowRefresh = false };
        ticket.StoreTokens([new AuthenticationToken { Name = Token, Value = accessToken }]);
        return http.SignInAsync(Scheme, user, ticket);
    }

    /// <summary>The token is no longer good: forget it, and come back here after the next sign-in.</summary>
    public static async Task SignInAgainAsync(HttpContext http, string from)
    {
        await http.SignOutAsync(Scheme);
        http.Response.Redirect(Page + QueryString.Create("returnUrl", ReturnUrl.AfterSignIn(from)));
    }

    /// <summary>Who a token names, and until when it is good.</summary>
    public static (ClaimsPrincipal User, DateTimeOffset Expires) Read(string accessToken)
    {
        var token = new JsonWebToken(accessToken);
        var claims = token.Claims.Where(claim => claim.Type is "sub" or "name" or "roles").Select(claim => new Claim(claim.Type, claim.Value));
        return (new(new ClaimsIdentity(claims, Scheme, "name", "roles")), new(token.ValidTo, TimeSpan.Zero));
    }
}
