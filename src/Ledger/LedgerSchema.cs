using System.Reflection;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Gongshu.Ledger;

/// <summary>
/// The ledger's tables: versioned scripts that the program carries and can apply, and the check that what the guarantees lean on is there.
/// The scripts of both databases say the same under the same names.
/// </summary>
public abstract class LedgerSchema
{
    /// <summary>The indexes, constraints and triggers without which a promise would rest on memory alone.</summary>
    private protected static readonly string[] Guards =
    [
        "operations_one_effect", "cases_one_number", "claims_one_place", "claims_one_live", "claims_of_no_alias", "worker_aliases_one_way", "certificates_one_number", "certificates_one_owner",
        "decisions_one_a_stage", "case_officers_one_row", "case_officers_one_stage", "events_one_version",
        "batches_one_id", "batches_one_ordinal", "batch_lines_one_line", "batch_claims_one_row", "batch_claims_one_batch", "directory_one_id", "directory_one_name",
        "tree_leaves_in_order", "tree_leaves_one_version", "tree_heads_one_size",
        "attachments_one_id", "attachments_one_operation", "webhooks_one_id",
    ];

    private protected LedgerSchema() { }

    public static LedgerSchema Sqlite(string path) => new SqliteSchema(path);

    public static LedgerSchema PostgreSql(NpgsqlDataSource source) => new PostgresSchema(source);

    /// <summary>Applies the scripts that were not applied yet, each in a transaction. Several processes may call it at once.</summary>
    /// <exception cref="LedgerUnavailableException">A script failed, or the database could not be reached.</exception>
    public abstract void Migrate();

    /// <summary>Names what is missing, empty when the schema is current: scripts by their name, guards by theirs.</summary>
    /// <exception cref="LedgerUnavailableException">The database could not be reached.</exception>
    public abstract IReadOnlyList<string> Missing();

    /// <summary>Whether nothing is missing.</summary>
    public bool IsCurrent(out IReadOnlyList<string> missing)
    {
        missing = Missing();
        return missing.Count == 0;
    }

    private protected static UpgradeEngineBuilder WithScripts(UpgradeEngineBuilder builder, string folder) => builder
        .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.Contains($".Migrations.{folder}.", StringComparison.Ordinal))
        .WithVariablesDisabled()
        .WithTransactionPerScript()
        .LogToNowhere();

    private protected static void Perform(UpgradeEngine engine)
    {
        var result = engine.PerformUpgrade();
        if (!result.Successful)
            throw new LedgerUnavailableException($"The migration {result.ErrorScript?.Name ?? "of the ledger"} failed.", result.Error);
    }

    private protected static IEnumerable<string> MissingOf(IEnumerable<SqlScript> scripts, string presentGuards) =>
        scripts.Select(s => s.Name).Concat(Guards.Where(g => !presentGuards.Contains(g, StringComparison.Ordinal)));
}

internal sealed class SqliteSchema(string path) : LedgerSchema
{
    public override void Migrate()
    {
        try
        {
            using var connection = SqliteFile.OpenWriter(path);
            Perform(Engine());
        }
        catch (SqliteException fault)
        {
            throw SqliteErrors.Unavailable(fault);
        }
    }

    public override IReadOnlyList<string> Missing()
    {
        if (!File.Exists(path)) return ["ledger.db"];
        try
        {
            using var connection = new SqliteConnection(SqliteFile.WriterString(path));
            connection.Open();
            using var command = connection.CreateCommand();
            // A guard is an index of its own, or a constraint that stands in its table's text.
            command.CommandText = "SELECT group_concat(name || ' ' || coalesce(sql, ''), ' ') FROM sqlite_master";
            return [.. MissingOf(Engine().GetScriptsToExecute(), command.ExecuteScalar() as string ?? "")];
        }
        catch (SqliteException fault)
        {
            throw SqliteErrors.Unavailable(fault);
        }
    }

    private UpgradeEngine Engine() =>
        WithScripts(DeployChanges.To.SqliteDatabase(SqliteFile.WriterString(path)), "Sqlite").JournalToSqliteTable("schema_versions").Build();
}
