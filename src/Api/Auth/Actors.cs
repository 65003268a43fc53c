using System.Security.Claims;
using Gongshu.Api.Json;
using Gongshu.Api.Shapes;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Auth;

/// <summary>Who calls, from the claims <c>sub</c>, <c>name</c>, <c>roles</c> and <c>org</c> of a validated token.</summary>
internal static class Actors
{
    private const int MaxSubject = 200;

    /// <summary>The caller of this call. Only on routes that demand a token.</summary>
    public static Actor Actor(this HttpContext http) =>
        Of(http.User) ?? throw new InvalidOperationException("A route without a token asked who calls.");

    /// <summary>Null: no token, or one that names nobody. Roles that are not ours give nothing; a portal without an organisation is none.</summary>
    public static Actor? Of(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true }) return null;
        if (user.FindFirst("sub")?.Value is not { Length: > 0 and <= MaxSubject } id) return null;

        Roles roles = default;
        foreach (var claim in user.FindAll("roles"))
        {
            if (WireNames.TryParse<RoleName>(claim.Value, out var role)) roles |= (Roles)role;
        }

        var org = user.FindFirst("org")?.Value;
        if (org != "*") org = Uscc.TryParse(org, out var uscc) ? uscc.Value : null;
        if (org is null) roles &= ~Roles.Portal;
        return new Actor(id, user.FindFirst("name")?.Value ?? id, roles, org);
    }
}
