namespace Gongshu.Ledger;

internal sealed class SqliteWebhooks(SqliteLedger ledger) : SqlWebhooks(ledger)
{
    public override Task<bool> SaveAsync(
        string id, long position, IReadOnlyList<DeliveryRow> kept, IReadOnlyList<long> accepted, DateTimeOffset? disabledAt, CancellationToken cancellation) =>
        ledger.WriteAsync("save-deliveries", statements =>
        {
            if (statements.Run(
                "UPDATE webhooks SET position = max(position, @2), disabled_at = coalesce(disabled_at, @3) WHERE webhook_id = @1", id, position, disabledAt) == 0)
                return false;
            foreach (var sequence in accepted)
                statements.Run("DELETE FROM webhook_deliveries WHERE webhook_id = @1 AND sequence = @2", id, sequence);
            foreach (var row in kept)
                statements.Run(
                    """
                    INSERT INTO webhook_deliveries (webhook_id, sequence, status, attempts, first_at, last_at, next_at, error) VALUES (@1, @2, @3, @4, @5, @6, @7, @8)
                    ON CONFLICT (webhook_id, sequence) DO UPDATE SET status = excluded.status, attempts = excluded.attempts, first_at = excluded.first_at,
                      last_at = excluded.last_at, next_at = excluded.next_at, error = excluded.error
                    """,
                    id, row.Sequence, (int)row.Status, row.Attempts, row.FirstAt, row.LastAt, row.NextAt, row.Error);
            return true;
        }, cancellation);
}

internal sealed partial class SqliteCommandWriter
{
    private void WriteWebhooks(LedgerCommand command)
    {
        if (command.Webhook is { } made)
            statements.Run(
                "INSERT INTO webhooks (webhook_id, owner, types, sealed_target, registered_at, position) VALUES (@1, @2, @3, @4, @5, @6)",
                made.Id, made.Owner, string.Join(' ', made.Types), sealedColumns.Target(made.Target), made.RegisteredAt, made.Position);
        if (command.RemovedWebhook is { } removed)
        {
            statements.Run("DELETE FROM webhooks WHERE webhook_id = @1", removed);
            statements.Run("DELETE FROM webhook_deliveries WHERE webhook_id = @1", removed);
        }
        if (command.Redelivery is { } again)
            statements.Run(
                """
                INSERT INTO webhook_deliveries (webhook_id, sequence, status, attempts, first_at, next_at) VALUES (@1, @2, 1, 0, @3, @3)
                ON CONFLICT (webhook_id, sequence) DO UPDATE SET status = 1, attempts = 0, first_at = excluded.first_at, next_at = excluded.next_at
                """,
                again.WebhookId, again.Sequence, again.At);
    }
}
