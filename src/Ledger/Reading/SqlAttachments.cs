using System.Text;

namespace Gongshu.Ledger;

/// <summary>What is known of uploaded files: its reading, alike on both databases.</summary>
internal abstract class SqlAttachments(SqlLedger ledger) : IAttachmentIndex
{
    internal const string Columns = "a.id, a.owner, a.stored_by, a.stored_at, a.size, a.sha256, a.media_type, a.sealed_name, a.scan, a.operation";

    public abstract Task MarkAsync(string id, AttachmentScan scan, CancellationToken cancellation);

    public abstract Task KeepAsync(IReadOnlyList<string> ids, CancellationToken cancellation);

    public abstract Task RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellation);

    public async Task<CommitOutcome> AddAsync(AttachmentRow row, AuditEntry entry, CancellationToken cancellation) =>
        (await ledger.CommitAsync([new LedgerCommand { Attachment = row, Events = [AuditStream.Alone(entry)] }], cancellation))[0];

    public async Task<AttachmentRow[]> FindAsync(IReadOnlyList<string> ids, CancellationToken cancellation) => ids.Count == 0
        ? []
        : await ReadAsync(
            "find-attachments",
            read => new Query($"SELECT {Columns} FROM {Table} a WHERE {ledger.Dialect.In("a.id", "ids")}", read).With("ids", ids.Distinct(StringComparer.Ordinal).ToArray()), cancellation);

    public Task<AttachmentRow[]> NotKeptAsync(DateTimeOffset before, AttachmentRow? after, int limit, CancellationToken cancellation)
    {
        var where = new Conditions();
        where.Add(ledger.Dialect.IsNot("a.kept"));
        where.Add("a.stored_at < @before", "before", before);
        return ByAgeAsync("attachments-not-kept", where, after, limit, cancellation);
    }

    public Task<AttachmentRow[]> NotScannedAsync(AttachmentRow? after, int limit, CancellationToken cancellation)
    {
        var where = new Conditions();
        // Written out, as the index has it.
        where.Add($"a.scan = {(int)AttachmentScan.NotScanned}");
        return ByAgeAsync("attachments-not-scanned", where, after, limit, cancellation);
    }

    private Task<AttachmentRow[]> ByAgeAsync(string operation, Conditions where, AttachmentRow? after, int limit, CancellationToken cancellation)
    {
        if (after is not null)
        {
            where.Add("(a.stored_at, a.id) > (@at, @id)", "at", after.StoredAt);
            where.Bind("id", after.Id);
        }

        return ReadAsync(operation, read => new Query($"SELECT {Columns} FROM {Table} a {where} ORDER BY a.stored_at, a.id LIMIT @limit", read).With(where.Values).With("limit", limit), cancellation);
    }

    private string Table => ledger.Dialect.Schema + "attachments";

    private async Task<AttachmentRow[]> ReadAsync(string operation, Func<Action<RowReader>, Query> query, CancellationToken cancellation)
    {
        var rows = new List<AttachmentRow>();
        await ledger.ReadAsync(operation, cancellation, query(row => rows.Add(RowOf(row, ledger.Sealed))));
        return [.. rows];
    }

    /// <summary>Of the <see cref="Columns"/>.</summary>
    internal static AttachmentRow RowOf(RowReader row, SealedColumns sealedColumns) => new(
        row.Text(0), row.Text(1), row.Text(2), row.Instant(3), row.Long(4), row.Bytes(5), row.Text(6), Encoding.UTF8.GetString(sealedColumns.OpenBytes(row.Bytes(7))!),
        (AttachmentScan)row.Int(8), row.BytesOrNull(9) is { } id ? Stored.Operation(id) : null);
}
