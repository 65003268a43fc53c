using System.Threading.RateLimiting;
using Gongshu.Api.Auth;
using Gongshu.Api.Problems;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Hosting;

/// <summary><c>RateLimits:*</c>: requests a minute; 0 is no limit, the default in Development.</summary>
/// <param name="PerPrincipal">Of one <c>sub</c>.</param>
/// <param name="PerOrganisation">Of all portal tokens of one organisation together.</param>
internal sealed record RateLimitSettings(int PerPrincipal, int PerOrganisation)
{
    public static RateLimitSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection("RateLimits");
        var development = environment.IsDevelopment();
        return new RateLimitSettings(
            section.GetValue("PerPrincipal", development ? 0 : 600), section.GetValue("PerOrganisation", development ? 0 : 1_200));
    }
}

internal static class RateLimits
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static void AddRateLimits(this IServiceCollection services, RateLimitSettings settings) => services.AddRateLimiter(options =>
    {
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(http => Partition(Actors.Of(http.User)?.Id ?? AddressOf(http), settings.PerPrincipal)),
            PartitionedRateLimiter.Create<HttpContext, string>(http => Partition(OrganisationOf(http), settings.PerOrganisation)));
        options.OnRejected = async (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Minute;
            var refusal = new Refusal { Code = ProblemCode.TooManyRequests, RetryAfterSeconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) };
            await new Problem(refusal).ExecuteAsync(context.HttpContext);
        };
    });

    private static string? OrganisationOf(HttpContext http) => Actors.Of(http.User) is { Org: { } org and not "*" } ? org : null;

    // Who has no token gets no further than 401, but for what the API opens to anyone: there an address counts as a caller.
    private static string? AddressOf(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && http.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is not null
            ? $" {http.Connection.RemoteIpAddress}"
            : null;

    private static RateLimitPartition<string> Partition(string? key, int permits) => key is null || permits <= 0
        ? RateLimitPartition.GetNoLimiter("")
        : RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = permits,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = Minute / permits,
            QueueLimit = 0,
        });
}
