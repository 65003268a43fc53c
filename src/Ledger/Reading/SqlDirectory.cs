namespace Gongshu.Ledger;

/// <summary>The search table over the registries: its reading, alike on both databases.</summary>
internal abstract class SqlDirectory(SqlLedger ledger) : IDirectory
{
    public abstract Task<string?> PutAsync(DirectoryEntry entry, CancellationToken cancellation);

    public abstract Task PutPeopleAsync(string planId, IReadOnlyList<string> workerRefs, CancellationToken cancellation);

    public async Task<Page<string>> ListAsync(DirectoryKind kind, string? owner, string? text, PageRequest page, CancellationToken cancellation)
    {
        var limit = page.Limit is >= 1 and <= 200 ? page.Limit : throw new ArgumentOutOfRangeException(nameof(page), "A page has 1 to 200 items.");
        var list = "directory-" + (int)kind;
        var where = new Conditions();
        where.Add("d.kind = @kind", "kind", (int)kind);
        if (owner is not null) where.Add("d.owner = @owner", "owner", owner);
        if (text is not null)
            where.Add($"({ledger.Dialect.Contains("d.name", "text")} OR {ledger.Dialect.Contains("d.id", "text")})", "text", SqlLedger.AsciiLower(text));
        if (page.After is not null) where.Add("d.registered < @after", "after", Cursor.Parse(list, 1, page.After)[0]);
        var rows = new List<(string Id, long Registered)>();
        await ledger.ReadAsync("list-directory", cancellation,
            new Query(
                $"SELECT d.id, d.registered FROM {ledger.Dialect.Schema}directory d {where} ORDER BY d.registered DESC LIMIT @limit",
                row => rows.Add((row.Text(0), row.Long(1))))
                .With(where.Values).With("limit", limit + 1));
        return new([.. rows.Take(limit).Select(r => r.Id)], rows.Count > limit ? Cursor.Of(list, rows[limit - 1].Registered) : null);
    }

    public async Task<IReadOnlyDictionary<string, string?>> FindAsync(DirectoryKind kind, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var found = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (ids.Count == 0) return found;
        await ledger.ReadAsync("find-directory", cancellation,
            new Query(
                $"SELECT d.id, d.unique_name FROM {ledger.Dialect.Schema}directory d WHERE d.kind = @kind AND {ledger.Dialect.In("d.id", "ids")}",
                row => found[row.Text(0)] = row.TextOrNull(1))
                .With("kind", (int)kind).With("ids", ids.Distinct(StringComparer.Ordinal).ToArray()));
        return found;
    }

    public async Task<string[]> PlansOfPersonAsync(string workerRef, CancellationToken cancellation)
    {
        var plans = new List<string>();
        await ledger.ReadAsync("plans-of-person", cancellation,
            new Query($"SELECT f.plan_id FROM {ledger.Dialect.Schema}filed_people f WHERE f.worker = @worker ORDER BY f.plan_id", row => plans.Add(row.Text(0)))
                .With("worker", workerRef));
        return [.. plans];
    }
}
