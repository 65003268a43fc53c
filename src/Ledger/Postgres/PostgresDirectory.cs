using Npgsql;

namespace Gongshu.Ledger;

internal sealed class PostgresDirectory(PostgresLedger ledger) : SqlDirectory(ledger)
{
    private const int Tries = 5;
    private readonly PostgresLedger _ledger = ledger;

    public override async Task<string?> PutAsync(DirectoryEntry entry, CancellationToken cancellation)
    {
        PostgresException? taken = null;
        for (var tries = 0; tries < Tries; tries++)
        {
            try
            {
                await _ledger.WriteAsync<string>("put-directory",
                    """
                    INSERT INTO gongshu.directory (kind, id, name, owner, unique_name) VALUES (@kind, @id, @name, @owner, @unique_name)
                    ON CONFLICT (kind, id) DO UPDATE SET name = excluded.name, owner = excluded.owner, unique_name = excluded.unique_name
                    """,
                    cancellation, ("kind", (short)entry.Kind), ("id", entry.Id), ("name", entry.Name), ("owner", entry.Owner), ("unique_name", entry.UniqueName));
                return null;
            }
            catch (PostgresException fault)
            {
                taken = fault;
            }
            // Who held the name may have let go of it meanwhile; then the entry is written after all.
            if (entry.UniqueName is { } name && await HolderAsync(entry.Kind, name, cancellation) is { } holder && holder != entry.Id) return holder;
        }
        throw PostgresErrors.Unavailable(taken!);
    }

    private async Task<string?> HolderAsync(DirectoryKind kind, string uniqueName, CancellationToken cancellation)
    {
        string? holder = null;
        await _ledger.ReadAsync("find-directory-name", cancellation,
            new Query("SELECT id FROM gongshu.directory WHERE kind = @kind AND unique_name = @name", row => holder = row.Text(0))
                .With("kind", (int)kind).With("name", uniqueName));
        return holder;
    }

    public override Task PutPeopleAsync(string planId, IReadOnlyList<string> workerRefs, CancellationToken cancellation) =>
        _ledger.WriteAsync<string>("put-people",
            """
            WITH gone AS (DELETE FROM gongshu.filed_people WHERE plan_id = @plan AND NOT worker = ANY(@workers))
            INSERT INTO gongshu.filed_people (plan_id, worker) SELECT @plan, unnest(@workers) ON CONFLICT DO NOTHING
            """,
            cancellation, ("plan", planId), ("workers", workerRefs.Distinct(StringComparer.Ordinal).ToArray()));
}
