namespace Gongshu.Ledger;

internal sealed class PostgresMeta(PostgresLedger ledger) : IMetaStore
{
    public async Task<string?> GetAsync(string name, CancellationToken cancellation)
    {
        string? found = null;
        await ledger.ReadAsync("get-meta", cancellation,
            new Query("SELECT value FROM gongshu.meta WHERE name = @name", row => found = row.Text(0)).With("name", name));
        return found;
    }

    public Task SetAsync(string name, string value, CancellationToken cancellation) =>
        ledger.WriteAsync<string>("set-meta",
            "INSERT INTO gongshu.meta (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            cancellation, ("name", name), ("value", value));

    /// <summary>The update that changes nothing makes the row that stands be returned, also one that was committed a moment ago.</summary>
    public async Task<string> GetOrAddAsync(string name, string value, CancellationToken cancellation) =>
        (await ledger.WriteAsync<string>("get-or-add-meta",
            """
            INSERT INTO gongshu.meta AS m (name, value) VALUES (@name, @value)
            ON CONFLICT (name) DO UPDATE SET value = m.value RETURNING value
            """,
            cancellation, ("name", name), ("value", value)))!;
}
