using System.Text.Json;

namespace Gongshu.Ledger;

/// <summary>What both databases share of the subscriptions: the reading.</summary>
internal abstract class SqlWebhooks(SqlLedger ledger) : IWebhookStore
{
    private readonly string _schema = ledger.Dialect.Schema;

    private string Columns =>
        $"""
        w.number, w.webhook_id, w.owner, w.types, w.sealed_target, w.registered_at, w.position, w.disabled_at,
        (SELECT count(*) FROM {_schema}webhook_deliveries d WHERE d.webhook_id = w.webhook_id AND d.status = 1),
        (SELECT count(*) FROM {_schema}webhook_deliveries d WHERE d.webhook_id = w.webhook_id AND d.status = 2)
        """;

    private const string DeliveryColumns = "d.sequence, d.status, d.attempts, d.first_at, d.last_at, d.next_at, d.error";

    private WebhookRow RowOf(RowReader row) => new(
        row.Long(0),
        new(row.Text(1), row.Text(2), row.Text(3).Split(' '), JsonSerializer.Deserialize(ledger.Sealed.OpenBytes(row.Bytes(4))!, SealedJson.Default.WebhookTarget)!,
            row.Instant(5), row.Long(6)),
        row.InstantOrNull(7), (int)row.Long(8), (int)row.Long(9));

    private static DeliveryRow DeliveryOf(RowReader row) => new(
        row.Long(0), (DeliveryStatus)row.Int(1), row.Int(2), row.Instant(3), row.InstantOrNull(4), row.InstantOrNull(5), row.TextOrNull(6));

    public async Task<WebhookRow?> FindAsync(string id, CancellationToken cancellation)
    {
        WebhookRow? found = null;
        await ledger.ReadAsync("find-webhook", cancellation,
            new Query($"SELECT {Columns} FROM {_schema}webhooks w WHERE w.webhook_id = @id", row => found = RowOf(row)).With("id", id));
        return found;
    }

    public async Task<Page<WebhookRow>> ListAsync(string? owner, bool portals, PageRequest page, CancellationToken cancellation)
    {
        var where = new Conditions();
        if (owner is not null) where.Add("w.owner = @owner", "owner", owner);
        if (portals) where.Add("w.owner <> @staff", "staff", WebhookWrite.Staff);
        if (page.After is not null) where.Add("w.number < @after", "after", Cursor.Parse("webhooks", 1, page.After)[0]);
        var rows = new List<WebhookRow>();
        await ledger.ReadAsync("list-webhooks", cancellation,
            new Query($"SELECT {Columns} FROM {_schema}webhooks w {where} ORDER BY w.number DESC LIMIT @limit", row => rows.Add(RowOf(row)))
                .With(where.Values).With("limit", page.Limit + 1));
        return SqlLedger.PageOf(rows, page.Limit, last => Cursor.Of("webhooks", last.Number));
    }

    public async Task<string[]> ActiveAsync(CancellationToken cancellation)
    {
        var ids = new List<string>();
        await ledger.ReadAsync("active-webhooks", cancellation,
            new Query($"SELECT w.webhook_id FROM {_schema}webhooks w WHERE w.disabled_at IS NULL ORDER BY w.number", row => ids.Add(row.Text(0))));
        return [.. ids];
    }

    public async Task<int> CountAsync(string owner, CancellationToken cancellation)
    {
        var count = 0L;
        await ledger.ReadAsync("count-webhooks", cancellation,
            new Query($"SELECT count(*) FROM {_schema}webhooks w WHERE w.owner = @owner", row => count = row.Long(0)).With("owner", owner));
        return (int)count;
    }

    public async Task<Page<DeliveryRow>> ListDeliveriesAsync(string id, DeliveryStatus? status, PageRequest page, CancellationToken cancellation)
    {
        var where = new Conditions();
        where.Add("d.webhook_id = @id", "id", id);
        if (status is { } one) where.Add("d.status = @status", "status", (int)one);
        if (page.After is not null) where.Add("d.sequence < @after", "after", Cursor.Parse("deliveries", 1, page.After)[0]);
        var rows = new List<DeliveryRow>();
        await ledger.ReadAsync("list-deliveries", cancellation,
            new Query($"SELECT {DeliveryColumns} FROM {_schema}webhook_deliveries d {where} ORDER BY d.sequence DESC LIMIT @limit", row => rows.Add(DeliveryOf(row)))
                .With(where.Values).With("limit", page.Limit + 1));
        return SqlLedger.PageOf(rows, page.Limit, last => Cursor.Of("deliveries", last.Sequence));
    }

    public async Task<DeliveryRow?> FindDeliveryAsync(string id, long sequence, CancellationToken cancellation)
    {
        DeliveryRow? found = null;
        await ledger.ReadAsync("find-delivery", cancellation,
            new Query($"SELECT {DeliveryColumns} FROM {_schema}webhook_deliveries d WHERE d.webhook_id = @id AND d.sequence = @sequence", row => found = DeliveryOf(row))
                .With("id", id).With("sequence", sequence));
        return found;
    }

    public async Task<DeliveryRow[]> RetryingAsync(string id, int limit, CancellationToken cancellation)
    {
        var rows = new List<DeliveryRow>();
        await ledger.ReadAsync("retrying-deliveries", cancellation,
            new Query(
                $"SELECT {DeliveryColumns} FROM {_schema}webhook_deliveries d WHERE d.webhook_id = @id AND d.status = 1 ORDER BY d.sequence LIMIT @limit",
                row => rows.Add(DeliveryOf(row)))
                .With("id", id).With("limit", limit));
        return [.. rows];
    }

    public abstract Task<bool> SaveAsync(
        string id, long position, IReadOnlyList<DeliveryRow> kept, IReadOnlyList<long> accepted, DateTimeOffset? disabledAt, CancellationToken cancellation);
}
