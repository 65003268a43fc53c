namespace Gongshu.Ledger;

internal sealed class PostgresAttachments(PostgresLedger ledger) : SqlAttachments(ledger)
{
    private readonly PostgresLedger _ledger = ledger;

    protected override Task InsertAsync(AttachmentRow row, byte[] sealedName, CancellationToken cancellation) =>
        _ledger.WriteAsync<string>("add-attachment",
            """
            INSERT INTO gongshu.attachments (id, owner, stored_by, stored_at, size, sha256, media_type, sealed_name, scan, operation)
            VALUES (@id, @owner, @stored_by, @stored_at, @size, @sha256, @media_type, @sealed_name, @scan, @operation) ON CONFLICT (operation) DO NOTHING
            """,
            cancellation, ("id", row.Id), ("owner", row.Owner), ("stored_by", row.StoredBy), ("stored_at", row.StoredAt.ToUniversalTime()), ("size", row.Size),
            ("sha256", row.Sha256), ("media_type", row.MediaType), ("sealed_name", sealedName), ("scan", (short)row.Scan),
            ("operation", row.Operation is { } operation ? Stored.Operation(operation) : null));

    public override Task KeepAsync(IReadOnlyList<string> ids, CancellationToken cancellation) =>
        _ledger.WriteAsync<string>("keep-attachments", "UPDATE gongshu.attachments SET kept = true WHERE id = ANY(@ids)", cancellation, ("ids", ids.ToArray()));

    public override Task RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellation) =>
        _ledger.WriteAsync<string>("remove-attachments", "DELETE FROM gongshu.attachments WHERE id = ANY(@ids) AND NOT kept", cancellation, ("ids", ids.ToArray()));
}
