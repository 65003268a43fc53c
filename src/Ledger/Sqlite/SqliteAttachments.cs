using System.Text;

namespace Gongshu.Ledger;

internal sealed class SqliteAttachments(SqliteLedger ledger) : SqlAttachments(ledger)
{
    private readonly SqliteLedger _ledger = ledger;

    public override Task MarkAsync(string id, AttachmentScan scan, CancellationToken cancellation) =>
        _ledger.WriteAsync("mark-attachment", statements => statements.Run("UPDATE attachments SET scan = @2 WHERE id = @1 AND scan = 1", id, (int)scan), cancellation);

    public override Task KeepAsync(IReadOnlyList<string> ids, CancellationToken cancellation) =>
        _ledger.WriteAsync("keep-attachments", statements => ids.Sum(id => statements.Run("UPDATE attachments SET kept = 1 WHERE id = @1", id)), cancellation);

    public override Task RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellation) =>
        _ledger.WriteAsync("remove-attachments", statements => ids.Sum(id => statements.Run("DELETE FROM attachments WHERE id = @1 AND kept = 0", id)), cancellation);
}

internal sealed partial class SqliteCommandWriter
{
    private void WriteAttachment(AttachmentRow? row)
    {
        if (row is null) return;
        statements.Run(
            """
            INSERT INTO attachments (id, owner, stored_by, stored_at, size, sha256, media_type, sealed_name, scan, operation)
            VALUES (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10)
            """,
            row.Id, row.Owner, row.StoredBy, row.StoredAt, row.Size, row.Sha256, row.MediaType, sealedColumns.Bytes(Encoding.UTF8.GetBytes(row.Name)), (int)row.Scan,
            row.Operation is { } operation ? Stored.Operation(operation) : null);
    }
}
