using System.Security.Claims;
using System.Security.Cryptography;
using Gongshu.Api.Auth;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gongshu.Api.Tests.Security;

/// <summary>A token that was found valid is not checked again at once; nothing else follows from it.</summary>
public sealed class RememberedTokensTests : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Watch _watch = new();
    private readonly RememberedTokens _tokens;
    private int _keysAsked;

    public RememberedTokensTests() => _tokens = new(_watch) { MapInboundClaims = false };

    [Fact]
    public async Task The_signature_of_a_valid_token_is_checked_once_a_minute()
    {
        var token = Token();
        for (var i = 0; i < 3; i++) Assert.True((await ValidateAsync(token)).IsValid);
        Assert.Equal(1, _keysAsked);
        _watch.Ahead += TimeSpan.FromSeconds(59);
        Assert.True((await ValidateAsync(token)).IsValid);
        Assert.Equal(1, _keysAsked);
        _watch.Ahead += TimeSpan.FromSeconds(1);
        Assert.True((await ValidateAsync(token)).IsValid);
        Assert.Equal(2, _keysAsked);
    }

    [Fact]
    public async Task A_key_that_was_withdrawn_is_missed_within_a_minute()
    {
        var token = Token();
        Assert.True((await ValidateAsync(token)).IsValid);
        _watch.Ahead += TimeSpan.FromMinutes(1);
        Assert.False((await ValidateAsync(token, withKey: false)).IsValid);
        // Nothing is left of it.
        _watch.Ahead = TimeSpan.Zero;
        Assert.False((await ValidateAsync(token, withKey: false)).IsValid);
    }

    [Fact]
    public async Task No_token_is_remembered_past_its_expiry()
    {
        var token = Token(seconds: 30);
        Assert.True((await ValidateAsync(token)).IsValid);
        _watch.Ahead += TimeSpan.FromSeconds(31);
        // Checked anew: the keys are asked for, whatever the machine's clock says then.
        await ValidateAsync(token);
        Assert.Equal(2, _keysAsked);
    }

    [Fact]
    public async Task Another_token_of_the_same_words_is_checked_for_itself()
    {
        var token = Token();
        Assert.True((await ValidateAsync(token)).IsValid);
        // Another signature over the same words, and other words under the same signature.
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.False((await ValidateAsync(Token(key: stranger))).IsValid);
        Assert.False((await ValidateAsync(Token(sub: "u-2")[..token.LastIndexOf('.')] + token[token.LastIndexOf('.')..])).IsValid);
    }

    [Fact]
    public async Task What_is_invalid_is_never_remembered()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var token = Token(key: stranger);
        for (var i = 1; i <= 3; i++)
        {
            Assert.False((await ValidateAsync(token)).IsValid);
            Assert.Equal(i, _keysAsked);
        }
    }

    [Fact]
    public async Task Each_request_has_an_identity_of_its_own()
    {
        var token = Token();
        (await ValidateAsync(token)).ClaimsIdentity.AddClaim(new("roles", "admin"));
        (await ValidateAsync(token)).ClaimsIdentity.AddClaim(new("roles", "admin"));
        var third = (await ValidateAsync(token)).ClaimsIdentity;
        Assert.Equal("u-1", third.FindFirst("sub")!.Value);
        Assert.False(third.HasClaim("roles", "admin"));
    }

    public void Dispose() => _key.Dispose();

    private string Token(string sub = "u-1", int seconds = 3_600, ECDsa? key = null) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = "i",
        Audience = "a",
        Subject = new ClaimsIdentity([new("sub", sub)]),
        NotBefore = _watch.GetUtcNow().UtcDateTime.AddMinutes(-1),
        Expires = _watch.GetUtcNow().UtcDateTime.AddSeconds(seconds),
        SigningCredentials = new(new ECDsaSecurityKey(key ?? _key), SecurityAlgorithms.EcdsaSha256),
    });

    private Task<TokenValidationResult> ValidateAsync(string token, bool withKey = true) => _tokens.ValidateTokenAsync(token, new()
    {
        ValidIssuer = "i",
        ValidAudience = "a",
        ClockSkew = TimeSpan.Zero,
        IssuerSigningKeyResolver = (_, _, _, _) =>
        {
            _keysAsked++;
            return withKey ? [new ECDsaSecurityKey(_key)] : [];
        },
    });

    private sealed class Watch : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
