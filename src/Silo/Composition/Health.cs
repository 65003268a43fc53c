using Gongshu.Silo.Schema;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Runtime;

namespace Gongshu.Silo.Composition;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it may be given work.</summary>
public static class Health
{
    /// <summary>The tag of a check that readiness asks.</summary>
    public const string Ready = "ready";

    // A probe that is asked each second must not wait longer than its caller.
    private static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(3);

    /// <summary>Both endpoints at the root, without a token; they say "Healthy" or "Unhealthy" and no more.</summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
        return routes;
    }

    internal static void AddHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<RegistryHealth>("registry", tags: [Ready], timeout: MostPatience)
        .AddCheck<SiloHealth>("silo", tags: [Ready], timeout: MostPatience);
}

/// <summary>The registry answers, its scripts are applied and its unique index stands.</summary>
internal sealed class RegistryHealth(RegistrySchema schema) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var faults = await schema.FaultsAsync(cancellationToken);
        return faults.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(string.Join(' ', faults));
    }
}

/// <summary>The silo is an active member of its cluster.</summary>
internal sealed class SiloHealth(ISiloStatusOracle silo) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(silo.CurrentStatus == SiloStatus.Active
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"The silo is {silo.CurrentStatus}."));
}
