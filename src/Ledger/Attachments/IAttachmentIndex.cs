namespace Gongshu.Ledger;

/// <summary>What is known of uploaded files. Their contents lie in an <see cref="IAttachmentStore"/>.</summary>
/// <remarks>Every method may throw <see cref="LedgerUnavailableException"/>.</remarks>
public interface IAttachmentIndex
{
    /// <summary>Adds a row with its audit entry, both or neither, durable on return.</summary>
    /// <returns><see cref="Committed"/>; <see cref="AttachmentStands"/> when the operation brought a file before; or <see cref="Unknown"/>.</returns>
    Task<CommitOutcome> AddAsync(AttachmentRow row, AuditEntry entry, CancellationToken cancellation);

    /// <summary>Those of the ids that exist, in one round trip.</summary>
    Task<AttachmentRow[]> FindAsync(IReadOnlyList<string> ids, CancellationToken cancellation);

    /// <summary>Rows that were stored before an instant and are not marked as kept, oldest first.</summary>
    /// <param name="after">The last one seen; null: from the first.</param>
    Task<AttachmentRow[]> NotKeptAsync(DateTimeOffset before, AttachmentRow? after, int limit, CancellationToken cancellation);

    /// <summary>Rows that nobody scanned, oldest first.</summary>
    /// <param name="after">The last one seen; null: from the first.</param>
    Task<AttachmentRow[]> NotScannedAsync(AttachmentRow? after, int limit, CancellationToken cancellation);

    /// <summary>Marks a row that was not scanned by what a scanner said of it since.</summary>
    Task MarkAsync(string id, AttachmentScan scan, CancellationToken cancellation);

    /// <summary>Marks rows that a case names: it names them for good.</summary>
    Task KeepAsync(IReadOnlyList<string> ids, CancellationToken cancellation);

    /// <summary>Removes rows that are not marked as kept.</summary>
    Task RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellation);
}

/// <param name="Id"><c>att_…</c></param>
/// <param name="Owner">The USCC of a portal's organisation; <c>*</c>: the district's portal; empty: staff.</param>
/// <param name="StoredBy">The uploader's <c>sub</c>.</param>
/// <param name="Name">As it was given: may name a person, so it is sealed.</param>
/// <param name="Operation">Of a request with an <c>Idempotency-Key</c>.</param>
public sealed record AttachmentRow(
    string Id, string Owner, string StoredBy, DateTimeOffset StoredAt, long Size, byte[] Sha256, string MediaType, string Name, AttachmentScan Scan, OperationId? Operation);

/// <summary>What a scanner said. Values are stored: never renumber.</summary>
public enum AttachmentScan
{
    NotScanned = 1,
    Clean = 2,
    /// <summary>Found later; an upload that is known to be infected is not taken.</summary>
    Infected = 3,
}
