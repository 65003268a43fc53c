namespace Gongshu.Ledger;

internal sealed class SqliteDirectory(SqliteLedger ledger) : SqlDirectory(ledger)
{
    private readonly SqliteLedger _ledger = ledger;

    public override Task<string?> PutAsync(DirectoryEntry entry, CancellationToken cancellation) =>
        _ledger.WriteAsync("put-directory", statements =>
        {
            var holder = entry.UniqueName is null ? null : (string?)statements.Scalar(
                "SELECT id FROM directory WHERE kind = @1 AND unique_name = @2 AND id <> @3", (int)entry.Kind, entry.UniqueName, entry.Id);
            if (holder is null)
                statements.Run(
                    """
                    INSERT INTO directory (kind, id, name, owner, unique_name) VALUES (@1, @2, @3, @4, @5)
                    ON CONFLICT (kind, id) DO UPDATE SET name = excluded.name, owner = excluded.owner, unique_name = excluded.unique_name
                    """,
                    (int)entry.Kind, entry.Id, entry.Name, entry.Owner, entry.UniqueName);
            return holder;
        }, cancellation);

    public override Task PutPeopleAsync(string planId, IReadOnlyList<string> workerRefs, CancellationToken cancellation) =>
        _ledger.WriteAsync("put-people", statements =>
        {
            statements.Run("DELETE FROM filed_people WHERE plan_id = @1", planId);
            foreach (var worker in workerRefs)
                statements.Run("INSERT INTO filed_people (plan_id, worker) VALUES (@1, @2) ON CONFLICT DO NOTHING", planId, worker);
            return workerRefs.Count;
        }, cancellation);
}
