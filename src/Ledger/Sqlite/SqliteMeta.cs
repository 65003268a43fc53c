namespace Gongshu.Ledger;

internal sealed class SqliteMeta(SqliteLedger ledger) : IMetaStore
{
    public async Task<string?> GetAsync(string name, CancellationToken cancellation)
    {
        string? found = null;
        await ledger.ReadAsync("get-meta", cancellation, new Query("SELECT value FROM meta WHERE name = @name", row => found = row.Text(0)).With("name", name));
        return found;
    }

    public Task SetAsync(string name, string value, CancellationToken cancellation) =>
        ledger.WriteAsync("set-meta", statements => statements.Run(
            "INSERT INTO meta (name, value) VALUES (@1, @2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value), cancellation);

    public Task<string> GetOrAddAsync(string name, string value, CancellationToken cancellation) =>
        ledger.WriteAsync("get-or-add-meta", statements =>
        {
            statements.Run("INSERT INTO meta (name, value) VALUES (@1, @2) ON CONFLICT (name) DO NOTHING", name, value);
            return (string)statements.Scalar("SELECT value FROM meta WHERE name = @1", name)!;
        }, cancellation);
}
