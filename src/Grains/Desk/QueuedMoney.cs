using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Lists;
using Gongshu.Grains.Registries;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Desk;

/// <summary>Accounts that wait for a second person. The directory says of whom, the enterprise itself whether it is still so.</summary>
internal sealed class QueuedAccounts(QueueAsked asked, ILedger ledger, IGrainFactory grains) : IQueueSource
{
    private const int PageSize = 200;

    public async Task<Page<QueueItem>> ReadAsync(PageRequest page)
    {
        var found = await ListAsync(page);
        return new(await ListPages.AskAsync(found.Items, ItemAsync), found.Next);
    }

    public async Task<int> CountAsync()
    {
        var count = 0;
        string? after = null;
        do
        {
            var page = await ListAsync(new PageRequest(after, PageSize));
            count += page.Items.Length;
            after = page.Next;
        }
        while (after is not null);
        return count;
    }

    private Task<Page<string>> ListAsync(PageRequest page) =>
        ledger.Directory.ListAsync(DirectoryKind.PendingAccount, PendingAccounts.Waiting, null, page, CancellationToken.None);

    private async Task<QueueItem?> ItemAsync(string uscc)
    {
        if (await grains.GetGrain<IEnterpriseGrain>(GrainKeys.Enterprise(uscc)).Get(asked.Actor) is not { PendingBank: not null } enterprise) return null;
        return new QueueItem
        {
            Kind = QueueKind.BankConfirmation,
            Stage = QueueStage.Finance,
            Status = "pendingBank",
            Applicant = new Organisation(uscc, enterprise.Name),
            Uscc = uscc,
            Overdue = false,
            MayDecide = asked.Actor.Has(Roles.Finance) && enterprise.PendingBankProposedBy?.Any(by => by.Id == asked.Actor.Id) != true,
        };
    }
}

/// <summary>Sealed batches that wait for the second signature.</summary>
internal sealed class QueuedBatches(QueueAsked asked, ILedger ledger) : IQueueSource
{
    public async Task<Page<QueueItem>> ReadAsync(PageRequest page) => QueuePages.Slice((await WaitingAsync()).Select(batch => (batch.BatchId, Item(batch))), page);

    public async Task<int> CountAsync() => (await WaitingAsync()).Length;

    private Task<WaitingBatch[]> WaitingAsync() => ledger.WaitingBatchesAsync(asked.Actor.Id, CancellationToken.None);

    private QueueItem Item(WaitingBatch batch) => new()
    {
        Kind = QueueKind.BatchRelease,
        Stage = QueueStage.Finance,
        Status = "sealed",
        Amount = batch.Total,
        Window = batch.Window,
        WaitingSince = PolicyTime.Of(batch.SealedAt),
        Overdue = false,
        BatchId = batch.BatchId,
        MayDecide = asked.Actor.Has(Roles.Finance) && batch.SealedBy != asked.Actor.Id && !batch.TookStage,
    };
}

/// <summary>Windows that closed and are not settled.</summary>
internal sealed class QueuedWindows(QueueAsked asked, IGrainFactory grains) : IQueueSource
{
    private WindowView[]? _waiting;

    public async Task<Page<QueueItem>> ReadAsync(PageRequest page) => QueuePages.Slice((await WaitingAsync()).Select(window => (window.Window.ToString(), Item(window))), page);

    public async Task<int> CountAsync() => (await WaitingAsync()).Length;

    private async Task<WindowView[]> WaitingAsync() => _waiting ??= await grains.GetGrain<IIntakeGrain>(GrainKeys.Intake).Unsettled();

    private QueueItem Item(WindowView window) => new()
    {
        Kind = QueueKind.Settlement,
        Stage = QueueStage.Finance,
        Status = "closed",
        Amount = window.Totals.ByStatus.TryGetValue("approved", out var approved) ? approved.Amount : Money.Zero,
        Window = window.Window,
        WaitingSince = PolicyTime.StartOf(window.ClosesOn.AddDays(1)),
        Overdue = false,
        MayDecide = asked.Actor.Has(Roles.Finance),
    };
}
