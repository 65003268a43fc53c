using System.Text;

namespace Gongshu.Ledger;

internal sealed class PostgresAttachments(PostgresLedger ledger) : SqlAttachments(ledger)
{
    private readonly PostgresLedger _ledger = ledger;

    public override Task MarkAsync(string id, AttachmentScan scan, CancellationToken cancellation) =>
        _ledger.WriteAsync<string>("mark-attachment", "UPDATE gongshu.attachments SET scan = @scan WHERE id = @id AND scan = 1", cancellation, ("id", id), ("scan", (short)scan));

    public override Task KeepAsync(IReadOnlyList<string> ids, CancellationToken cancellation) =>
        _ledger.WriteAsync<string>("keep-attachments", "UPDATE gongshu.attachments SET kept = true WHERE id = ANY(@ids)", cancellation, ("ids", ids.ToArray()));

    public override Task RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellation) =>
        _ledger.WriteAsync<string>("remove-attachments", "DELETE FROM gongshu.attachments WHERE id = ANY(@ids) AND NOT kept", cancellation, ("ids", ids.ToArray()));
}

internal sealed partial class PostgresGroup
{
    private void AddAttachments(AttachmentRow[] added)
    {
        if (added.Length == 0) return;
        Add(
            """
            INSERT INTO gongshu.attachments (id, owner, stored_by, stored_at, size, sha256, media_type, sealed_name, scan, operation)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            Texts(added, a => a.Id), Texts(added, a => a.Owner), Texts(added, a => a.StoredBy), Instants(added, a => a.StoredAt), Longs(added, a => a.Size),
            Bytes(added, a => a.Sha256), Texts(added, a => a.MediaType), Bytes(added, a => sealedColumns.Bytes(Encoding.UTF8.GetBytes(a.Name))), Shorts(added, a => (int)a.Scan),
            Bytes(added, a => a.Operation is { } operation ? Stored.Operation(operation) : null));
    }
}
