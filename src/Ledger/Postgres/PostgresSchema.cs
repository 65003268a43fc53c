using DbUp;
using DbUp.Engine;
using DbUp.Postgresql;
using Npgsql;

namespace Gongshu.Ledger;

internal sealed class PostgresSchema(NpgsqlDataSource source) : LedgerSchema
{
    /// <summary>One migration at a time, whoever starts it; any number of its own would do.</summary>
    private const long MigrationLock = 0x676F6E67736875;

    /// <summary>A connection that keeps numbers of the sequence in stock would use low ones late, past a feed that has gone on.</summary>
    private static readonly string[] OwnGuards = ["events_drawn_one_by_one"];

    public override void Migrate()
    {
        try
        {
            using var connection = source.OpenConnection();
            Execute(connection, $"SELECT pg_advisory_lock({MigrationLock})");
            try
            {
                Execute(connection, "CREATE SCHEMA IF NOT EXISTS gongshu");
                Perform(Engine());
            }
            finally
            {
                Execute(connection, $"SELECT pg_advisory_unlock({MigrationLock})");
            }
        }
        catch (NpgsqlException fault)
        {
            throw new LedgerUnavailableException("The database could not be migrated.", fault);
        }
    }

    public override IReadOnlyList<string> Missing()
    {
        try
        {
            using var connection = source.OpenConnection();
            using var command = connection.CreateCommand();
            command.CommandText =
                """
                SELECT coalesce(string_agg(name, ' '), '') FROM (
                  SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                  WHERE n.nspname = 'gongshu' AND i.indisunique AND i.indisvalid
                  UNION SELECT k.conname FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace WHERE n.nspname = 'gongshu' AND k.convalidated
                  UNION SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                  WHERE n.nspname = 'gongshu' AND t.tgenabled <> 'D' AND NOT t.tgisinternal
                  UNION SELECT 'events_drawn_one_by_one' FROM pg_sequence WHERE seqrelid = to_regclass('gongshu.events_sequence_seq')
                    AND seqcache = 1 AND seqincrement = 1 AND NOT seqcycle
                ) found
                """;
            var present = (string)command.ExecuteScalar()!;
            return [.. MissingOf(Engine().GetScriptsToExecute(), present), .. OwnGuards.Where(g => !present.Contains(g, StringComparison.Ordinal))];
        }
        catch (NpgsqlException fault)
        {
            throw new LedgerUnavailableException("The database could not be asked for its schema.", fault);
        }
    }

    private UpgradeEngine Engine() =>
        WithScripts(DeployChanges.To.PostgresqlDatabase(new PostgresqlConnectionManager(source)), "PostgreSql")
            .JournalToPostgresqlTable("gongshu", "schema_versions")
            .Build();

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        // Waits for whoever migrates now.
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
