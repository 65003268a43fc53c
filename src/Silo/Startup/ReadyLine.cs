using Gongshu.Ledger;
using System.Diagnostics;
using Gongshu.Silo.Composition;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Gongshu.Silo.Startup;

/// <summary>Says in one line that the program is ready, where, and on what; and lets go of the reserved port.</summary>
internal sealed partial class ReadyLine(SiloSettings settings, SiloPorts ports, IServiceProvider services, ILogger<ReadyLine> logger) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        ports.Dispose();
        var addresses = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var urls = string.Join(' ', addresses);
        using var process = Process.GetCurrentProcess();
        var began = ProgramStart.Of(Environment.GetEnvironmentVariable(ProgramStart.Variable), process.Id, new(process.StartTime));
        var milliseconds = (long)(TimeProvider.System.GetUtcNow() - began).TotalMilliseconds;
        LogReady(logger, urls, settings.Database.Provider, settings.Cluster.ClusterId, settings.Cluster.AdvertisedAddress, ports.Silo, milliseconds);
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Ready at {Urls} on {Provider}, cluster {ClusterId}, silo {Address}:{Port}, {Milliseconds} ms after the start of the program")]
    private static partial void LogReady(ILogger logger, string urls, DatabaseProvider provider, string clusterId, System.Net.IPAddress address, int port, long milliseconds);
}
