using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gongshu.Api.Demo;

/// <summary>Made-up sample data of <c>./gongshu demo</c>, put in through the REST contract like any portal's.</summary>
internal interface IDemoData
{
    /// <summary>Fills an empty system; does nothing where sample data already is.</summary>
    /// <param name="address">Where the program answers.</param>
    Task FillAsync(Uri address, CancellationToken cancellation);
}

/// <summary>Fills in the sample data once the program answers. Without any, the demo is an empty system inside its window.</summary>
internal sealed partial class DemoFilling(IServer server, IHostApplicationLifetime lifetime, IEnumerable<IDemoData> samples, ILogger<DemoFilling> logger)
    : BackgroundService, IHealthCheck
{
    private volatile bool _done;

    /// <summary>Who waits for the demo to be ready finds it filled.</summary>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_done ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The sample data is being filled in."));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        var address = AddressOf(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        try
        {
            foreach (var sample in samples) await sample.FillAsync(address, stoppingToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            LogNotFilled(logger, exception);
        }

        _done = true;
    }

    /// <summary>A server that listens on every address is reached on this machine's own.</summary>
    internal static Uri AddressOf(string listening)
    {
        var address = new UriBuilder(listening.Replace("//+", "//0.0.0.0", StringComparison.Ordinal).Replace("//*", "//0.0.0.0", StringComparison.Ordinal));
        if (address.Host is "0.0.0.0" or "[::]") address.Host = "127.0.0.1";
        return address.Uri;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sample data could not be filled in; the system itself runs")]
    private static partial void LogNotFilled(ILogger logger, Exception exception);
}
