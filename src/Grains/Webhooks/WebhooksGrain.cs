using System.Security.Cryptography;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Registries;
using Gongshu.Grains.Windows;
using Gongshu.Ledger;

namespace Gongshu.Grains.Webhooks;

/// <summary>Registers the subscriptions of one owner. Key <c>whk-{owner}</c>.</summary>
public sealed class WebhooksGrain(WindowServices services, WebhookPost post, WebhookSettings settings, IPolicyClock clock) : Grain, IWebhooksGrain
{
    private const int IdLength = 24;

    private string Owner => this.GetPrimaryKeyString()[GrainKeys.WebhooksPrefix.Length..];

    /// <inheritdoc/>
    public Task<Answer<WebhookView>> Register(WebhookForm form, OperationKey? operation, Actor actor) => LedgerTurn.RunAsync(this, async () =>
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(actor);
        if (WebhookRights.OwnerOf(actor) != Owner) return ProblemCode.Forbidden;
        var ledger = services.Ledger;
        if (await WebhookEvents.ReplayAsync<WebhookView>(ledger, operation) is { } replayed) return replayed with { Created = true };
        if (await ledger.Webhooks.CountAsync(Owner, CancellationToken.None) >= settings.MostOfOneOwner)
            return new Refusal { Code = ProblemCode.TooManyWebhooks, Detail = $"每个单位最多登记 {settings.MostOfOneOwner} 个推送地址。" };
        if (await post.RefusalOfAsync(form.Url, CancellationToken.None) is { } refused) return refused;

        var (id, at) = ("wh" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz234567", IdLength), clock.Now);
        var position = (await ledger.LoadFeedAsync(0, 1, CancellationToken.None)).DecidedUpTo;
        var write = new WebhookWrite(id, Owner, form.Types, new(form.Url, form.Secret), at, position);
        var view = WebhookEvents.View(new WebhookRow(0, write, null, 0, 0));
        var happened = NewEvent.After(
            EventChain.Genesis, id, 1, WebhookEvents.Registered, actor.Id, at, RegistryJson.Write(new WebhookRegistered(Owner, form.Url, form.Types, position)));
        var outcome = await LedgerTurn.CommitAsync(services, new LedgerCommand
        {
            Webhook = write,
            Events = [happened],
            Operation = WindowOperation.Write(operation, id, 1, RegistryJson.Write(view), at),
        });
        // Somebody else was first under the same key.
        if (outcome is not Committed) return (await WebhookEvents.ReplayAsync<WebhookView>(ledger, operation) ?? ProblemCode.RequestInProgress) with { Created = true };
        await GrainFactory.GetGrain<ICourierGrain>(GrainKeys.Courier(id)).Attend();
        return Granted.Of(view, created: true);
    });
}

/// <summary>Whose a subscription is.</summary>
internal static class WebhookRights
{
    /// <summary>For whom the caller registers; null: for nobody.</summary>
    public static string? OwnerOf(Actor actor) => actor.Has(Roles.Admin) ? WebhookWrite.Staff : actor.Has(Roles.Portal) ? actor.Org : null;

    /// <summary>An admin sees to everybody's, the district's own portal to every portal's, a portal to its own.</summary>
    public static bool MaySee(Actor actor, WebhookRow row) =>
        actor.Has(Roles.Admin) || (row.Write.Owner != WebhookWrite.Staff && actor.Owns(row.Write.Owner));
}
