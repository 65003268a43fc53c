using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Gongshu.Api.Auth;
using Gongshu.Api.Shapes;
using Gongshu.Api.Tests.Hosting;
using Gongshu.Grains.Interfaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gongshu.Api.Tests.Security;

[Collection(Front.Name)]
public sealed class TokenTests(SharedHost shared)
{
    private const string Path = "/api/v1/policies";
    private readonly ApiHost _host = shared.Host;

    private DevelopmentIssuer Issuer => _host.Services.GetRequiredService<DevelopmentIssuer>();

    [Fact]
    public async Task A_token_of_the_development_issuer_is_good_for_a_day_at_least()
    {
        var answer = await _host.PostAsync("/dev/tokens", """{"sub":"u-1","name":"王芳","roles":["handler"],"org":null}""", null);
        Assert.Equal(200, answer.Status);
        Assert.True(DateTimeOffset.Parse((string)answer.Json["expiresAt"]!) > TimeProvider.System.GetUtcNow().AddHours(24));
        Assert.Equal(200, (await _host.GetAsync(Path, (string)answer.Json["accessToken"]!)).Status);
    }

    [Fact]
    public async Task The_policy_clock_has_no_say_in_tokens()
    {
        await using var host = await ApiHost.StartAsync();
        var token = host.Token(null, RoleName.Handler);
        host.Clock.Now = host.Clock.Now.AddYears(40);
        Assert.Equal(200, (await host.GetAsync(Path, token)).Status);
    }

    [Fact]
    public async Task A_right_token_made_by_hand_is_accepted_so_that_the_wrong_ones_show_something() => Assert.Equal(200, await AskAsync(Token()));

    [Fact]
    public async Task An_expired_token_is_refused_beyond_the_skew()
    {
        Assert.Equal(401, await AskAsync(Token(expires: -61)));
        Assert.Equal(401, await AskAsync(Token(expires: -3_600)));
        Assert.Equal(401, await AskAsync(Token(notBefore: 120)));
    }

    [Fact]
    public async Task Another_issuer_or_audience_is_refused()
    {
        Assert.Equal(401, await AskAsync(Token(issuer: "https://elsewhere.invalid")));
        Assert.Equal(401, await AskAsync(Token(audience: "elsewhere")));
        Assert.Equal(401, await AskAsync(Token(audience: "")));
    }

    [Fact]
    public async Task An_unsigned_token_is_refused()
    {
        var parts = Token().Split('.');
        var header = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");
        Assert.Equal(401, await AskAsync($"{header}.{parts[1]}."));
        Assert.Equal(401, await AskAsync($"{parts[0]}.{parts[1]}."));
    }

    [Fact]
    public async Task A_token_signed_with_the_public_key_as_a_secret_is_refused()
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(System.IO.Path.Combine(_host.DataDirectory, "development-issuer.pem")));
        foreach (var secret in new[] { key.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()) })
            Assert.Equal(401, await AskAsync(Token(new SigningCredentials(new SymmetricSecurityKey(secret) { KeyId = Issuer.Key.KeyId }, SecurityAlgorithms.HmacSha256))));
    }

    [Fact]
    public async Task A_foreign_key_is_refused_under_its_own_name_under_ours_and_under_none()
    {
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var kid in new[] { "foreign", Issuer.Key.KeyId, null })
            Assert.Equal(401, await AskAsync(Token(new SigningCredentials(new ECDsaSecurityKey(foreign) { KeyId = kid }, SecurityAlgorithms.EcdsaSha256))));
    }

    [Fact]
    public async Task Our_own_key_under_a_foreign_name_is_refused()
    {
        var parts = Token().Split('.');
        var header = Base64UrlEncoder.Encode("""{"alg":"ES256","kid":"foreign","typ":"JWT"}""");
        using var key = ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(System.IO.Path.Combine(_host.DataDirectory, "development-issuer.pem")));
        var signature = key.SignData(Encoding.ASCII.GetBytes($"{header}.{parts[1]}"), HashAlgorithmName.SHA256);
        Assert.Equal(401, await AskAsync($"{header}.{parts[1]}.{Base64UrlEncoder.Encode(signature)}"));
    }

    [Fact]
    public async Task A_changed_payload_is_refused()
    {
        var parts = Token().Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace("handler", "leader", StringComparison.Ordinal);
        Assert.Equal(401, await AskAsync($"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("....")]
    public async Task What_is_no_token_is_refused(string token) => Assert.Equal(401, await AskAsync(token));

    [Fact]
    public async Task A_token_that_names_nobody_is_as_good_as_none() => Assert.Equal(401, await AskAsync(Token(sub: null)));

    [Theory]
    [InlineData("system", null)]
    [InlineData("Handler", null)]
    [InlineData("64", null)]
    [InlineData("portal", null)]
    [InlineData("portal", "not-a-code")]
    public async Task Roles_that_are_not_ours_and_portals_of_nobody_may_do_nothing(string role, string? org) =>
        Assert.Equal(403, await AskAsync(Token(role: role, org: org)));

    [Fact]
    public async Task Nothing_of_why_a_token_was_refused_is_told()
    {
        var reply = await _host.GetAsync(Path, Token(expires: -3_600));
        Assert.Equal("Bearer", reply.ShouldBe(ProblemCode.Unauthenticated).Headers["WWW-Authenticate"]);
    }

    [Fact]
    public void The_key_is_its_owners_alone_and_survives_a_restart()
    {
        var path = System.IO.Path.Combine(_host.DataDirectory, "development-issuer.pem");
        _ = Issuer;
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        using var again = new DevelopmentIssuer(_host.DataDirectory);
        Assert.Equal(Issuer.Key.KeyId, again.Key.KeyId);
    }

    private async Task<int> AskAsync(string token)
    {
        var reply = await _host.GetAsync(Path, token);
        if (reply.Status == 401) reply.ShouldBe(ProblemCode.Unauthenticated);
        return reply.Status;
    }

    private string Token(
        SigningCredentials? credentials = null, string issuer = DevelopmentIssuer.Issuer, string audience = DevelopmentIssuer.Audience,
        int expires = 3_600, int notBefore = -7_200, string? sub = "u-1", string role = "handler", string? org = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var claims = new List<Claim> { new("roles", role) };
        if (sub is not null) claims.Add(new Claim("sub", sub));
        if (org is not null) claims.Add(new Claim("org", org));
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience.Length == 0 ? null : audience,
            NotBefore = now.AddSeconds(notBefore),
            Expires = now.AddSeconds(expires),
            Subject = new ClaimsIdentity(claims),
            SigningCredentials = credentials ?? new SigningCredentials(Issuer.Key, DevelopmentIssuer.Algorithm),
        });
    }
}
