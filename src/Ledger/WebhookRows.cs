namespace Gongshu.Ledger;

/// <summary>A new subscription.</summary>
/// <param name="Owner">A USCC, <c>*</c> for the district's own portal, or <see cref="Staff"/>.</param>
/// <param name="Types">Event types of the contract.</param>
/// <param name="Target">Stored sealed: an address may carry a secret of its own.</param>
/// <param name="Position">It gets what comes after this sequence.</param>
public sealed record WebhookWrite(string Id, string Owner, string[] Types, WebhookTarget Target, DateTimeOffset RegisteredAt, long Position)
{
    public const string Staff = "staff";
}

/// <param name="Secret">As it was given.</param>
public sealed record WebhookTarget(string Url, string Secret);

/// <param name="Write">With the position as it is now.</param>
/// <param name="DisabledAt">The receiver said that it is gone; nothing is sent any more.</param>
/// <param name="Retrying">Deliveries that are tried again.</param>
/// <param name="Dead">Deliveries that were given up.</param>
public sealed record WebhookRow(long Number, WebhookWrite Write, DateTimeOffset? DisabledAt, int Retrying, int Dead);

/// <summary>Values are stored: never renumber.</summary>
public enum DeliveryStatus { Retrying = 1, Dead = 2 }

/// <summary>One event that one subscriber did not accept at once.</summary>
/// <param name="FirstAt">When it was tried first, or a person asked for it once more; it is given up so long after.</param>
/// <param name="LastAt">Null: not tried yet.</param>
/// <param name="NextAt">Null when given up.</param>
/// <param name="Error">What the last attempt met; nothing of what the receiver wrote.</param>
public sealed record DeliveryRow(
    long Sequence, DeliveryStatus Status, int Attempts, DateTimeOffset FirstAt, DateTimeOffset? LastAt, DateTimeOffset? NextAt, string? Error);

/// <summary>An event is to be sent once more, whatever became of it.</summary>
public sealed record Redelivery(string WebhookId, long Sequence, DateTimeOffset At);

/// <summary>
/// Subscriptions and what they did not accept. Registered, removed and asked anew by a <see cref="LedgerCommand"/>, with its event; how far each
/// has come is saved here, by the one who delivers.
/// </summary>
public interface IWebhookStore
{
    Task<WebhookRow?> FindAsync(string id, CancellationToken cancellation);
    /// <summary>Newest first.</summary>
    /// <param name="owner">Null: everybody's.</param>
    /// <param name="portals">Only those of portals.</param>
    Task<Page<WebhookRow>> ListAsync(string? owner, bool portals, PageRequest page, CancellationToken cancellation);
    /// <summary>Ids of those that are not disabled.</summary>
    Task<string[]> ActiveAsync(CancellationToken cancellation);
    Task<int> CountAsync(string owner, CancellationToken cancellation);
    /// <summary>Newest event first.</summary>
    Task<Page<DeliveryRow>> ListDeliveriesAsync(string id, DeliveryStatus? status, PageRequest page, CancellationToken cancellation);
    Task<DeliveryRow?> FindDeliveryAsync(string id, long sequence, CancellationToken cancellation);
    /// <summary>Those that are tried again, oldest event first.</summary>
    Task<DeliveryRow[]> RetryingAsync(string id, int limit, CancellationToken cancellation);
    /// <summary>Saves how far deliveries have come, in one transaction. The position never goes back.</summary>
    /// <param name="kept">Not accepted: as they stand now.</param>
    /// <param name="accepted">Sequences that need no row any more.</param>
    /// <returns>False: the subscription was removed, and nothing is left of it.</returns>
    Task<bool> SaveAsync(string id, long position, IReadOnlyList<DeliveryRow> kept, IReadOnlyList<long> accepted, DateTimeOffset? disabledAt, CancellationToken cancellation);
}
