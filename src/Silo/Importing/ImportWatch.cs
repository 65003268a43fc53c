using Gongshu.Grains.Subjects;
using Gongshu.Ledger;

namespace Gongshu.Silo.Importing;

/// <summary>
/// Follows the imports that other processes commit beside this silo (on PostgreSQL; an embedded store has one process): after one the subjects in memory
/// read the ledger anew, so that histories, entitlements and prechecks tell of it. What may be granted does not lean on this: the index refuses at once.
/// </summary>
internal sealed partial class ImportWatch(ILedger ledger, SubjectSlots slots, ILogger<ImportWatch> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What was imported before the first look may have met a subject that was awake before it.
        var seen = 0L;
        using var timer = new PeriodicTimer(LookEvery);
        do
        {
            try
            {
                var imports = await ledger.ImportsAsync(stoppingToken);
                if (imports == seen) continue;
                seen = imports;
                slots.ForgetAll();
            }
            catch (LedgerUnavailableException fault)
            {
                LogNotSeen(fault.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether payments were imported could not be seen: {Reason}")]
    private partial void LogNotSeen(string reason);
}
