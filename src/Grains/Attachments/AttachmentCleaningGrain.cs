using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Windows;
using Gongshu.Ledger;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Gongshu.Grains.Attachments;

/// <summary>
/// Goes through uploads that were not named in time, page by page: what a case names is marked as kept, the rest is removed, contents first. Once a day,
/// and at start, it also sweeps contents that have no row (<see cref="AttachmentSweep"/>). What nobody scanned is scanned (<see cref="AttachmentRescan"/>).
/// </summary>
public sealed partial class AttachmentCleaningGrain(
    WindowServices services, AttachmentUses uses, IAttachmentStore store, AttachmentSweep sweep, AttachmentRescan rescan, AttachmentPatience patience, ILogger<AttachmentCleaningGrain> logger)
    : Grain, IAttachmentCleaningGrain, IRemindable
{
    private const string Reminder = "clean";
    private const int PageSize = 200;

    private bool _reminded;
    private DateOnly? _sweptOn;

    /// <inheritdoc/>
    public Task Attend() => LedgerTurn.RunAsync(this, async () =>
    {
        await services.Clock.RefreshAsync(CancellationToken.None);
        var before = AttachmentRules.GoneBefore(services.Today, patience);
        for (AttachmentRow? after = null; ;)
        {
            var page = await services.Ledger.Attachments.NotKeptAsync(before, after, PageSize, CancellationToken.None);
            if (page.Length > 0) await CleanAsync(page);
            if (page.Length < PageSize) break;
            after = page[^1];
        }

        await rescan.RunAsync(services.Now, CancellationToken.None);
        if (_sweptOn != services.Today)
        {
            await sweep.RunAsync(CancellationToken.None);
            _sweptOn = services.Today;
        }

        if (_reminded) return;
        await this.RegisterOrUpdateReminder(Reminder, services.Attendance.Every, services.Attendance.Every);
        _reminded = true;
    });

    /// <summary>A missed or repeated tick changes nothing.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Attend();

    private async Task CleanAsync(AttachmentRow[] page)
    {
        var cases = await uses.OfAsync([.. page.Select(row => row.Id)]);
        string[] kept = [.. page.Where(row => cases.Contains(row.Id)).Select(row => row.Id)];
        if (kept.Length > 0) await services.Ledger.Attachments.KeepAsync(kept, CancellationToken.None);
        var gone = new List<string>();
        foreach (var row in page.Where(row => !cases.Contains(row.Id)))
        {
            try
            {
                await store.RemoveAsync(row.Id, CancellationToken.None);
                gone.Add(row.Id);
            }
            catch (AttachmentStoreException fault)
            {
                // The row stays, so the next round tries again.
                LogNotRemoved(fault, row.Id);
            }
        }

        if (gone.Count == 0) return;
        await services.Ledger.Attachments.RemoveAsync(gone, CancellationToken.None);
        LogRemoved(gone.Count);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} uploads that no application named were removed")]
    private partial void LogRemoved(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The content of {AttachmentId} could not be removed; it is tried again")]
    private partial void LogNotRemoved(Exception fault, string attachmentId);
}
