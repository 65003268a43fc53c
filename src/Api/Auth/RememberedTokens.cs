using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gongshu.Api.Auth;

/// <summary>
/// Validates tokens, and takes one that was found valid as valid for a minute more, though never past its expiry: a portal sends the same token with each of
/// thousands of requests, and checking its signature costs more than judging an application of one line. Only what was valid is remembered, by its SHA-256;
/// a key that the issuer withdraws is honoured a minute longer (docs/decisions/0064-valid-tokens-are-remembered.md).
/// </summary>
internal sealed class RememberedTokens(TimeProvider time) : JsonWebTokenHandler
{
    private static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(1);

    /// <summary>More live tokens than a district has clients and officers; past it all are forgotten.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, Remembered> _known = new(StringComparer.Ordinal);

    private sealed record Remembered(ClaimsIdentity Identity, SecurityToken Token, string Issuer, DateTimeOffset Until);

    /// <inheritdoc/>
    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        ArgumentNullException.ThrowIfNull(validationParameters);
        if (string.IsNullOrEmpty(token)) return await base.ValidateTokenAsync(token, validationParameters);
        var name = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        if (_known.TryGetValue(name, out var known))
        {
            if (time.GetUtcNow() < known.Until) return Valid(known);
            _known.TryRemove(KeyValuePair.Create(name, known));
        }
        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (result is { IsValid: true, SecurityToken: { } valid, ClaimsIdentity: { } identity }) Remember(name, new(identity.Clone(), valid, result.Issuer, UntilOf(valid, validationParameters)));
        return result;
    }

    private DateTimeOffset UntilOf(SecurityToken valid, TokenValidationParameters parameters)
    {
        var until = time.GetUtcNow() + ValidFor;
        var expires = new DateTimeOffset(valid.ValidTo, TimeSpan.Zero) + parameters.ClockSkew;
        return expires < until ? expires : until;
    }

    private void Remember(string name, Remembered known)
    {
        if (_known.Count >= Most) _known.Clear();
        _known[name] = known;
    }

    /// <summary>An identity of its own for each request: what one adds to it, no other sees.</summary>
    private static TokenValidationResult Valid(Remembered known) => new()
    {
        IsValid = true,
        ClaimsIdentity = known.Identity.Clone(),
        SecurityToken = known.Token,
        Issuer = known.Issuer,
    };
}
