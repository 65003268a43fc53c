using Gongshu.Ledger;
using Microsoft.Extensions.Logging;

namespace Gongshu.Grains.Attachments;

/// <summary>
/// Removes contents that have no row: what a process left that died between the two. Only what is older than a week by the store's clock: no upload takes
/// so long, and after a restore from a backup there is time to notice that rows are missing. When most of the store seems to be nobody's, it is more
/// likely another database's, and nothing is removed.
/// </summary>
public sealed partial class AttachmentSweep(ILedger ledger, IAttachmentStore store, TimeProvider time, ILogger<AttachmentSweep> logger)
{
    private const int PageSize = 200;

    // So few may well be all that there is.
    private const int FewEnough = 20;

    private static readonly TimeSpan SafeAge = TimeSpan.FromDays(7);

    /// <summary>What the store refuses is logged, and tried again by the next sweep.</summary>
    /// <exception cref="LedgerUnavailableException">Whether a content has a row could not be learnt.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            var (nobodys, known) = await ListAsync(cancellation);
            if (nobodys.Count > FewEnough && nobodys.Count > known) LogAnothers(nobodys.Count, known);
            else if (nobodys.Count > 0) await RemoveAsync(nobodys, cancellation);
        }
        catch (AttachmentStoreException fault)
        {
            LogBrokenOff(fault);
        }
    }

    private async Task<(HashSet<string> Nobodys, int Known)> ListAsync(CancellationToken cancellation)
    {
        var (nobodys, known) = (new HashSet<string>(StringComparer.Ordinal), 0);
        var page = new HashSet<string>(StringComparer.Ordinal);
        async Task LookUpAsync()
        {
            foreach (var row in await ledger.Attachments.FindAsync([.. page], cancellation))
            {
                page.Remove(row.Id);
                known++;
            }

            nobodys.UnionWith(page);
            page.Clear();
        }

        await foreach (var id in store.ListAsync(time.GetUtcNow() - SafeAge, cancellation))
        {
            page.Add(id);
            if (page.Count == PageSize) await LookUpAsync();
        }

        await LookUpAsync();
        return (nobodys, known);
    }

    private async Task RemoveAsync(HashSet<string> nobodys, CancellationToken cancellation)
    {
        foreach (var id in nobodys) await store.RemoveAsync(id, cancellation);
        LogSwept(nobodys.Count);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} contents without a row were removed")]
    private partial void LogSwept(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} contents have no row, {Known} have one: does the store of files belong to this database? None was removed")]
    private partial void LogAnothers(int count, int known);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sweep of contents without a row broke off; it is tried again")]
    private partial void LogBrokenOff(Exception fault);
}
