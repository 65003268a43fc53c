using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gongshu.StaffConsole.Tests;

/// <summary>An OpenID provider that signs everybody in as one handler: discovery, keys, the code flow with PKCE, and nothing else.</summary>
internal sealed class Issuer : IAsyncDisposable
{
    public const string Audience = "gongshu-api", ClientId = "gongshu-console", ClientSecret = "not-a-secret";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce, string RedirectUri)> _codes = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private Issuer(WebApplication app) => _app = app;

    public string Url { get; private set; } = "";

    /// <summary>What was asked of the authorization endpoint last.</summary>
    public string Asked { get; private set; } = "";

    /// <summary>The lifetime of the tokens.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    public static async Task<Issuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var issuer = new Issuer(app);
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/.well-known/openid-configuration", issuer.Discovery);
        app.MapGet("/jwks", issuer.Keys);
        app.MapGet("/authorize", issuer.Authorize);
        app.MapPost("/token", issuer.TokenAsync);
        await app.StartAsync();
        issuer.Url = app.Urls.First();
        return issuer;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private ECDsaSecurityKey SigningKey => new(_key) { KeyId = "k1" };

    private IResult Discovery() => Results.Json(new
    {
        issuer = Url,
        authorization_endpoint = Url + "/authorize",
        token_endpoint = Url + "/token",
        jwks_uri = Url + "/jwks",
        response_types_supported = new[] { "code" },
        subject_types_supported = new[] { "public" },
        id_token_signing_alg_values_supported = new[] { "ES256" },
    });

    private IResult Keys()
    {
        var point = _key.ExportParameters(false).Q;
        return Results.Json(new { keys = new[] { new { kty = "EC", crv = "P-256", use = "sig", kid = "k1", x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y) } } });
    }

    private IResult Authorize(HttpRequest request)
    {
        Asked = request.QueryString.Value ?? "";
        var query = request.Query;
        if (query["client_id"] != ClientId || query["code_challenge_method"] != "S256" || query["response_type"] != "code") return Results.BadRequest();
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (query["code_challenge"]!, query["nonce"]!, query["redirect_uri"]!);
        return Results.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"]!)}");
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (!_codes.TryRemove(form["code"].ToString(), out var asked) || form["client_secret"] != ClientSecret || form["redirect_uri"] != asked.RedirectUri
            || Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != asked.Challenge)
            return Results.BadRequest(new { error = "invalid_grant" });
        return Results.Json(new
        {
            token_type = "Bearer",
            expires_in = (int)Lifetime.TotalSeconds,
            access_token = Token(Audience, new Claim("name", "统一认证经办"), new Claim("roles", "handler")),
            id_token = Token(ClientId, new Claim("nonce", asked.Nonce)),
        });
    }

    private string Token(string audience, params Claim[] claims)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Url,
            Audience = audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            Subject = new ClaimsIdentity([new Claim("sub", "oidc-handler"), .. claims]),
            SigningCredentials = new SigningCredentials(SigningKey, SecurityAlgorithms.EcdsaSha256),
        });
    }
}
