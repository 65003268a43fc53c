using Npgsql;

namespace Gongshu.Ledger;

internal sealed class PostgresWebhooks(PostgresLedger ledger) : SqlWebhooks(ledger)
{
    public override async Task<bool> SaveAsync(
        string id, long position, IReadOnlyList<DeliveryRow> kept, IReadOnlyList<long> accepted, DateTimeOffset? disabledAt, CancellationToken cancellation) =>
        // What is kept is written only if the row of the subscription still stands, and locked it.
        await ledger.WriteAsync<long>("save-deliveries",
            """
            WITH moved AS (
              UPDATE gongshu.webhooks SET position = greatest(position, @position), disabled_at = coalesce(disabled_at, @disabled_at) WHERE webhook_id = @id RETURNING 1),
            gone AS (DELETE FROM gongshu.webhook_deliveries WHERE webhook_id = @id AND sequence = ANY(@accepted)),
            kept AS (
              INSERT INTO gongshu.webhook_deliveries (webhook_id, sequence, status, attempts, first_at, last_at, next_at, error)
              SELECT @id, k.* FROM unnest(@sequences, @statuses, @attempts, @firsts, @lasts, @nexts, @errors) AS k WHERE EXISTS (SELECT FROM moved)
              ON CONFLICT (webhook_id, sequence) DO UPDATE SET status = excluded.status, attempts = excluded.attempts, first_at = excluded.first_at,
                last_at = excluded.last_at, next_at = excluded.next_at, error = excluded.error)
            SELECT count(*) FROM moved
            """,
            cancellation, ("id", id), ("position", position), ("disabled_at", new NpgsqlParameter<DateTime?> { TypedValue = disabledAt?.UtcDateTime, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz }),
            ("accepted", accepted.ToArray()), ("sequences", kept.Select(k => k.Sequence).ToArray()), ("statuses", kept.Select(k => (short)k.Status).ToArray()),
            ("attempts", kept.Select(k => k.Attempts).ToArray()), ("firsts", kept.Select(k => k.FirstAt.UtcDateTime).ToArray()),
            ("lasts", kept.Select(k => k.LastAt?.UtcDateTime).ToArray()), ("nexts", kept.Select(k => k.NextAt?.UtcDateTime).ToArray()),
            ("errors", kept.Select(k => k.Error).ToArray())) == 1;
}

internal sealed partial class PostgresGroup
{
    private void AddWebhooks()
    {
        WebhookWrite[] made = [.. group.Select(c => c.Webhook).OfType<WebhookWrite>()];
        if (made.Length > 0)
            Add("INSERT INTO gongshu.webhooks (webhook_id, owner, types, sealed_target, registered_at, position) SELECT * FROM unnest($1, $2, $3, $4, $5, $6)",
                Texts(made, w => w.Id), Texts(made, w => w.Owner), Texts(made, w => string.Join(' ', w.Types)), Bytes(made, w => sealedColumns.Target(w.Target)),
                Instants(made, w => w.RegisteredAt), Longs(made, w => w.Position));
        string[] removed = [.. group.Select(c => c.RemovedWebhook).OfType<string>().Order(StringComparer.Ordinal)];
        if (removed.Length > 0)
        {
            // The subscription first: who saves deliveries holds its row.
            Add("DELETE FROM gongshu.webhooks WHERE webhook_id = ANY($1)", Texts(removed, id => id));
            Add("DELETE FROM gongshu.webhook_deliveries WHERE webhook_id = ANY($1)", Texts(removed, id => id));
        }
        Redelivery[] again = [.. group.Select(c => c.Redelivery).OfType<Redelivery>().OrderBy(r => (r.WebhookId, r.Sequence))];
        if (again.Length > 0)
            Add(
                """
                INSERT INTO gongshu.webhook_deliveries (webhook_id, sequence, status, attempts, first_at, next_at)
                SELECT id, sequence, 1, 0, at, at FROM unnest($1, $2, $3) AS r (id, sequence, at)
                ON CONFLICT (webhook_id, sequence) DO UPDATE SET status = 1, attempts = 0, first_at = excluded.first_at, next_at = excluded.next_at
                """,
                Texts(again, r => r.WebhookId), Longs(again, r => r.Sequence), Instants(again, r => r.At));
    }
}
