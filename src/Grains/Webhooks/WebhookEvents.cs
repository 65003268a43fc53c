using System.Text.Json;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Registries;
using Gongshu.Grains.Windows;
using Gongshu.Ledger;

namespace Gongshu.Grains.Webhooks;

/// <summary>The first event of a subscription's stream, which is named by its id. Never its secret.</summary>
public sealed record WebhookRegistered(string Owner, string Url, string[] Types, long Position);

/// <summary>Somebody asked for an event once more.</summary>
public sealed record RedeliveryAsked(long Sequence);

/// <summary>Event types, and how a subscription is shown.</summary>
public static class WebhookEvents
{
    public const string Registered = "webhook.registered", Removed = "webhook.removed", Redelivery = "webhook.redeliveryAsked";

    internal static WebhookView View(WebhookRow row) => new(
        row.Write.Id, row.Write.Owner == WebhookWrite.Staff ? null : row.Write.Owner, row.Write.Target.Url, row.Write.Types,
        row.DisabledAt is null ? WebhookState.Active : WebhookState.Disabled, row.Write.RegisteredAt, row.Write.Position, row.Retrying, row.Dead);

    internal static DeliveryView View(DeliveryRow row) => new(
        row.Sequence, (DeliveryState)row.Status, row.Attempts, row.FirstAt, row.LastAt, row.NextAt, row.Error);

    /// <summary>The answer to a repeated request: what the first one was shown.</summary>
    internal static async Task<Answer<T>?> ReplayAsync<T>(ILedger ledger, OperationKey? operation)
    {
        if (await WindowOperation.FindAsync(ledger, operation) is not { } record) return null;
        if (WindowOperation.Reused(record, operation!) is { } reused) return reused;
        return Granted.Of(JsonSerializer.Deserialize<T>(record.Answer!, RegistryJson.Options)!, replayed: true);
    }
}
