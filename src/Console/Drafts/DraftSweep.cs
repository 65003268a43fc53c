using Microsoft.Extensions.Hosting;

namespace Gongshu.StaffConsole.Drafts;

/// <summary>Removes old drafts, whether or not somebody comes to the counter.</summary>
internal sealed class DraftSweep(DraftStore drafts, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do drafts.Sweep();
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
