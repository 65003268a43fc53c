namespace Gongshu.Ledger;

internal sealed class SqliteAttachments(SqliteLedger ledger) : SqlAttachments(ledger)
{
    private readonly SqliteLedger _ledger = ledger;

    protected override Task InsertAsync(AttachmentRow row, byte[] sealedName, CancellationToken cancellation) =>
        _ledger.WriteAsync("add-attachment", statements => statements.Run(
            """
            INSERT INTO attachments (id, owner, stored_by, stored_at, size, sha256, media_type, sealed_name, scan, operation)
            VALUES (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10) ON CONFLICT (operation) DO NOTHING
            """,
            row.Id, row.Owner, row.StoredBy, row.StoredAt, row.Size, row.Sha256, row.MediaType, sealedName, (int)row.Scan,
            row.Operation is { } operation ? Stored.Operation(operation) : null), cancellation);

    public override Task KeepAsync(IReadOnlyList<string> ids, CancellationToken cancellation) =>
        _ledger.WriteAsync("keep-attachments", statements => ids.Sum(id => statements.Run("UPDATE attachments SET kept = 1 WHERE id = @1", id)), cancellation);

    public override Task RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellation) =>
        _ledger.WriteAsync("remove-attachments", statements => ids.Sum(id => statements.Run("DELETE FROM attachments WHERE id = @1 AND kept = 0", id)), cancellation);
}
