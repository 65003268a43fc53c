using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Gongshu.Api.Auth;

/// <summary><c>Auth:*</c>. Outside Development, <c>Authority</c> and <c>Audience</c> have to be there.</summary>
internal sealed record AuthSettings(string? Authority, string? Audience, bool Development)
{
    /// <exception cref="OptionsValidationException">The settings do not allow a start; it names every fault.</exception>
    public static AuthSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection("Auth");
        var settings = new AuthSettings(
            Text(section["Authority"]), Text(section["Audience"]), section.GetValue<bool?>("DevelopmentIssuer") ?? environment.IsDevelopment());
        var faults = new List<string>();
        if (settings.Development && !environment.IsDevelopment())
            faults.Add($"Auth:DevelopmentIssuer is true in {environment.EnvironmentName}: anybody could issue tokens and move the clock.");
        if (!settings.Development)
        {
            if (settings.Authority is null) faults.Add("Auth:Authority has to name the issuer of tokens.");
            if (settings.Audience is null) faults.Add("Auth:Audience has to name the audience of tokens.");
            if (!environment.IsDevelopment() && settings.Authority is { } authority && !authority.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
                faults.Add("Auth:Authority has to be an https address: who can change its answers can issue tokens.");
        }

        return faults.Count == 0 ? settings : throw new OptionsValidationException("Auth", typeof(AuthSettings), faults);
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}

/// <summary>Bearer tokens: fixed algorithms, issuer, audience, expiry, at most 60 s of skew, and keys from the issuer alone.</summary>
internal static class Tokens
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    // Asymmetric only: a public key is no shared secret.
    private static readonly string[] Algorithms =
        [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256];

    public static void AddTokens(this IServiceCollection services, AuthSettings settings, string dataDirectory)
    {
        if (settings.Development) services.AddSingleton(_ => new DevelopmentIssuer(dataDirectory));
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IServiceProvider>((options, provider) =>
        {
            options.IncludeErrorDetails = false;
            options.TokenHandlers.Clear();
            options.TokenHandlers.Add(new RememberedTokens(provider.GetService<TimeProvider>() ?? TimeProvider.System) { MapInboundClaims = false });
            options.TokenValidationParameters = new TokenValidationParameters
            {
                NameClaimType = "sub",
                RoleClaimType = "roles",
                ClockSkew = Skew,
                RequireExpirationTime = true,
                RequireSignedTokens = true,
                ValidAlgorithms = Algorithms,
                ValidateIssuerSigningKey = true,
            };
            options.Events = new JwtBearerEvents
            {
                OnTokenValidated = static context =>
                {
                    if (context.Principal is null || Actors.Of(context.Principal) is null) context.Fail("The token names nobody.");
                    return Task.CompletedTask;
                },
            };
            if (settings.Development) TrustDevelopment(options, provider.GetRequiredService<DevelopmentIssuer>());
            else TrustAuthority(options, settings);
        });
        services.AddAuthorization();
    }

    private static void TrustDevelopment(JwtBearerOptions options, DevelopmentIssuer issuer)
    {
        options.TokenValidationParameters.ValidIssuer = DevelopmentIssuer.Issuer;
        options.TokenValidationParameters.ValidAudience = DevelopmentIssuer.Audience;
        options.TokenValidationParameters.ValidAlgorithms = [DevelopmentIssuer.Algorithm];
        // Asked for a key by another name, the resolver has none: a foreign kid is not tried with ours.
        options.TokenValidationParameters.IssuerSigningKeyResolver = (_, _, kid, _) => kid == issuer.Key.KeyId ? [issuer.Key] : [];
    }

    private static void TrustAuthority(JwtBearerOptions options, AuthSettings settings)
    {
        options.Authority = settings.Authority;
        options.Audience = settings.Audience;
        options.TokenValidationParameters.ValidAudience = settings.Audience;
        options.RequireHttpsMetadata = settings.Authority!.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
    }
}
