using Gongshu.Grains.Feed;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Lists;
using Gongshu.Grains.Registries;
using Gongshu.Grains.Windows;
using Gongshu.Ledger;
using Orleans.Concurrency;

namespace Gongshu.Grains.Webhooks;

/// <summary>Reads subscriptions, ends them, and sends what was given up once more. Key 0.</summary>
[StatelessWorker]
public sealed class WebhookListGrain(WindowServices services, FeedTelling telling, IPolicyClock clock, TimeProvider time) : Grain, IWebhookListGrain
{
    private const int MostAttempts = 5;

    private IWebhookStore Store => services.Ledger.Webhooks;

    /// <inheritdoc/>
    public Task<Answer<PageOf<WebhookView>>> List(Actor actor, string? cursor, int limit)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var admin = actor.Has(Roles.Admin);
        if (!admin && !actor.Has(Roles.Portal)) return Task.FromResult<Answer<PageOf<WebhookView>>>(ProblemCode.Forbidden);
        var owner = admin || actor.Org == "*" ? null : actor.Org ?? "";
        return ListPages.PageAsync(
            ListCursor.Of("webhooks", owner, $"{admin}"), cursor, limit, page => Store.ListAsync(owner, portals: !admin, page, CancellationToken.None),
            rows => Task.FromResult(Array.ConvertAll(rows, WebhookEvents.View)));
    }

    /// <inheritdoc/>
    public Task<WebhookView?> Get(string id, Actor actor) => LedgerTurn.RunAsync(this, async () =>
        await FindAsync(id, actor) is { } row ? WebhookEvents.View(row) : null);

    /// <inheritdoc/>
    public async Task<Answer<PageOf<DeliveryView>>> Deliveries(string id, DeliveryState? status, Actor actor, string? cursor, int limit)
    {
        if (await LedgerTurn.RunAsync(this, () => FindAsync(id, actor)) is null) return ProblemCode.NotFound;
        return await ListPages.PageAsync(
            ListCursor.Of("deliveries", id, $"{status}"), cursor, limit, page => Store.ListDeliveriesAsync(id, (DeliveryStatus?)status, page, CancellationToken.None),
            rows => Task.FromResult(Array.ConvertAll(rows, WebhookEvents.View)));
    }

    /// <inheritdoc/>
    public Task<Answer<WebhookView>> Remove(string id, Actor actor) => LedgerTurn.RunAsync(this, async () =>
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (await FindAsync(id, actor) is not { } row) return ProblemCode.NotFound;
            var happened = await HappenedAsync(id, WebhookEvents.Removed, actor, RegistryJson.Write(new { }));
            if (await LedgerTurn.CommitAsync(services, new LedgerCommand { RemovedWebhook = id, Events = [happened] }) is not Committed) continue;
            await GrainFactory.GetGrain<ICourierGrain>(GrainKeys.Courier(id)).Attend();
            return Granted.Of(WebhookEvents.View(row));
        }
        throw new StorageConflictException("Others kept writing the same subscription; nothing was written.");
    });

    /// <inheritdoc/>
    public Task<Answer<DeliveryView>> Redeliver(string id, long sequence, OperationKey? operation, Actor actor) => LedgerTurn.RunAsync(this, async () =>
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (await FindAsync(id, actor) is not { DisabledAt: null } row) return ProblemCode.NotFound;
            if (await WebhookEvents.ReplayAsync<DeliveryView>(services.Ledger, operation) is { } replayed) return replayed;
            if (sequence > row.Write.Position || !await IsForAsync(row, sequence)) return ProblemCode.NotFound;
            var at = time.GetUtcNow();
            var view = WebhookEvents.View(new DeliveryRow(sequence, DeliveryStatus.Retrying, 0, at, null, at, null));
            var happened = await HappenedAsync(id, WebhookEvents.Redelivery, actor, RegistryJson.Write(new RedeliveryAsked(sequence)));
            var outcome = await LedgerTurn.CommitAsync(services, new LedgerCommand
            {
                Redelivery = new(id, sequence, at),
                Events = [happened],
                Operation = WindowOperation.Write(operation, id, happened.Version, RegistryJson.Write(view), clock.Now),
            });
            if (outcome is not Committed) continue;
            await GrainFactory.GetGrain<ICourierGrain>(GrainKeys.Courier(id)).Attend();
            return Granted.Of(view);
        }
        throw new StorageConflictException("Others kept writing the same subscription; nothing was written.");
    });

    private async Task<WebhookRow?> FindAsync(string id, Actor actor) =>
        await Store.FindAsync(id, CancellationToken.None) is { } row && WebhookRights.MaySee(actor, row) ? row : null;

    /// <summary>Whether the event exists, and is one that this subscription gets.</summary>
    private async Task<bool> IsForAsync(WebhookRow row, long sequence)
    {
        if (sequence < 1) return false;
        var page = await services.Ledger.LoadFeedAsync(sequence - 1, 1, CancellationToken.None);
        var told = (await telling.TellAsync(page.Events, CancellationToken.None)).FirstOrDefault(told => told.Sequence == sequence);
        return told is not null && row.Write.Types.Contains(told.Type) && FeedReader.Sees(CourierGrain.OrgOf(row.Write.Owner), told);
    }

    private async Task<NewEvent> HappenedAsync(string id, string type, Actor actor, byte[] body)
    {
        var last = (await services.Ledger.LoadEventsAsync(id, 0, CancellationToken.None))[^1];
        return NewEvent.After(last.Hash, id, last.Version + 1, type, actor.Id, clock.Now, body);
    }
}
