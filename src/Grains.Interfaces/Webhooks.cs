using Orleans.Concurrency;

namespace Gongshu.Grains.Interfaces;

/// <summary>
/// The subscriptions of one owner: a portal's organisation, the district's own portal, or staff. One grain, so that their number is bounded.
/// Key <c>whk-{owner}</c>.
/// </summary>
public interface IWebhooksGrain : IGrainWithStringKey
{
    /// <summary>Durable on return, with its event; safe to repeat under the same operation. It gets what happens from now on.</summary>
    Task<Answer<WebhookView>> Register(WebhookForm form, OperationKey? operation, Actor actor);
}

/// <summary>Subscriptions, for reading and for single acts upon one. A stateless worker with key 0.</summary>
public interface IWebhookListGrain : IGrainWithIntegerKey
{
    /// <summary>Newest first: an admin sees everybody's, a portal its own.</summary>
    Task<Answer<PageOf<WebhookView>>> List(Actor actor, string? cursor, int limit);
    /// <summary>Null: there is none, or another's.</summary>
    Task<WebhookView?> Get(string id, Actor actor);
    /// <summary>Ends it, with its event; nothing is sent after it has returned but what was under way. Answers what stood there.</summary>
    Task<Answer<WebhookView>> Remove(string id, Actor actor);
    /// <summary>What was not accepted and is tried again, or was given up; the newest event first.</summary>
    Task<Answer<PageOf<DeliveryView>>> Deliveries(string id, DeliveryState? status, Actor actor, string? cursor, int limit);
    /// <summary>Sends an event once more, under its old id, whatever became of it. Durable on return; an event of its own.</summary>
    Task<Answer<DeliveryView>> Redeliver(string id, long sequence, OperationKey? operation, Actor actor);
}

/// <summary>Delivers to one subscriber, one event after another. Key <c>cou-{webhook}</c>: one in the cluster.</summary>
public interface ICourierGrain : IGrainWithStringKey
{
    /// <summary>Sees that it is at work, and looks at once for what was asked for by hand or ended. Safe to repeat.</summary>
    [AlwaysInterleave]
    Task Attend();
}

/// <summary>Sees that every subscription has its courier, by a reminder. Key <c>couriers</c>.</summary>
public interface ICouriersGrain : IGrainWithStringKey
{
    Task Attend();
}

/// <summary><c>POST /webhooks</c>.</summary>
/// <param name="Secret"><c>whsec_</c> and base64 of 16 to 64 bytes, or 16 to 128 characters that are taken as they are.</param>
[GenerateSerializer, Immutable, Alias("gongshu.WebhookForm"), NotPersonal]
public sealed record WebhookForm([property: Id(0)] string Url, [property: Id(1)] string[] Types, [property: Id(2)] string Secret);

[GenerateSerializer, Alias("gongshu.WebhookState")]
public enum WebhookState { Active = 1, Disabled }

/// <param name="Owner">A USCC; <c>*</c>: the district's own portal; null: staff.</param>
/// <param name="Status">Disabled: its receiver answered that it is gone (410).</param>
/// <param name="Position">What lies up to it was accepted, or stands among the deliveries.</param>
/// <param name="Retrying">How many deliveries are tried again.</param>
/// <param name="Dead">How many were given up.</param>
[GenerateSerializer, Immutable, Alias("gongshu.Webhook"), NotPersonal]
public sealed record WebhookView(
    [property: Id(0)] string Id, [property: Id(1)] string? Owner, [property: Id(2)] string Url, [property: Id(3)] string[] Types,
    [property: Id(4)] WebhookState Status, [property: Id(5)] DateTimeOffset RegisteredAt, [property: Id(6)] long Position,
    [property: Id(7)] int Retrying, [property: Id(8)] int Dead);

[GenerateSerializer, Alias("gongshu.DeliveryState")]
public enum DeliveryState { Retrying = 1, Dead }

/// <param name="Sequence">The event's.</param>
/// <param name="NextAttemptAt">Null: given up.</param>
/// <param name="LastError">What the last attempt met; nothing that the receiver wrote.</param>
[GenerateSerializer, Immutable, Alias("gongshu.Delivery"), NotPersonal]
public sealed record DeliveryView(
    [property: Id(0)] long Sequence, [property: Id(1)] DeliveryState Status, [property: Id(2)] int Attempts, [property: Id(3)] DateTimeOffset FirstAttemptAt,
    [property: Id(4)] DateTimeOffset? LastAttemptAt, [property: Id(5)] DateTimeOffset? NextAttemptAt, [property: Id(6)] string? LastError);
