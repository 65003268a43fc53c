using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

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
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        var address = new Uri(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        try
        {
            foreach (var sample in samples) await sample.FillAsync(address, stoppingToken);
        }
        catch (HttpRequestException exception)
        {
            LogNotFilled(logger, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sample data could not be filled in; the system itself runs")]
    private static partial void LogNotFilled(ILogger logger, Exception exception);
}
