using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gongshu.Api.Auth;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Requests;

/// <summary>The header <c>Idempotency-Key</c>: 1 to 128 printable ASCII characters.</summary>
internal static class IdempotencyKey
{
    private const string Header = "Idempotency-Key";
    private const int MaxLength = 128;

    /// <summary>False: a key was given that is none. True with null: none was given.</summary>
    public static bool TryRead(HttpRequest request, out string? key)
    {
        key = null;
        if (!request.Headers.TryGetValue(Header, out var values)) return true;
        if (values is not [{ Length: >= 1 and <= MaxLength } value]) return false;
        foreach (var c in value)
        {
            if (c is < ' ' or > '~') return false;
        }

        key = value;
        return true;
    }

    /// <summary>Scope, method and path as the contract says. The path is the route's, so that another spelling of it is no other operation.</summary>
    public static OperationKey OperationOf(HttpContext http, string key, byte[] canonical)
    {
        var actor = http.Actor();
        var scope = actor is { Org: { } org and not "*" } && !actor.IsStaff ? "org:" + org : "sub:" + actor.Id;
        var identity = $"{scope.Length}:{scope}\n{http.Request.Method} {PathOf(http)}\n{key}";
        return new OperationKey(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity))), canonical);
    }

    private static string PathOf(HttpContext http)
    {
        if (http.GetEndpoint() is not RouteEndpoint endpoint) return http.Request.Path.Value ?? "";
        var path = new StringBuilder(endpoint.RoutePattern.RawText);
        foreach (var parameter in endpoint.RoutePattern.Parameters)
            path.Replace("{" + parameter.Name + "}", Convert.ToString(http.Request.RouteValues[parameter.Name], CultureInfo.InvariantCulture));
        return path.ToString();
    }
}
