using DbUp;
using Gongshu.Silo.Storage;
using Microsoft.Data.Sqlite;

namespace Gongshu.Silo.Schema;

/// <summary>The registry's file. One process at a time owns its folder, so its migrations need no lock of their own.</summary>
internal sealed class SqliteRegistrySchema(string file) : RegistrySchema
{
    private const string Folder = "Sqlite";
    private const string Journal = "SchemaVersions";

    private readonly string _connectionString = RegistrySqliteDataSource.ConnectionStringFor(file);

    public override void Migrate()
    {
        using (var connection = RegistrySqliteDataSource.Open(_connectionString))
        {
            // Kept in the file: every later connection finds it so.
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL";
            command.ExecuteScalar();
        }

        Apply(DeployChanges.To.SqliteDatabase(_connectionString).JournalToSqliteTable(Journal), Folder);
    }

    public override Task<IReadOnlyList<string>> FaultsAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return Task.FromResult<IReadOnlyList<string>>([$"The registry's file {Path.GetFileName(file)} does not exist."]);
        }

        using var connection = RegistrySqliteDataSource.Open(_connectionString);
        var faults = MissingScripts(Folder, Applied(connection)).ToList();
        if (Texts(connection, $"SELECT name FROM pragma_index_list('OrleansStorage') WHERE \"unique\" = 1 AND partial = 0 AND name = '{UniqueIndex}'").Count == 0)
        {
            faults.Add($"The unique index {UniqueIndex} is missing: two writers could both be acknowledged one first write.");
        }

        if (!Texts(connection, "PRAGMA journal_mode").Contains("wal"))
        {
            faults.Add($"The registry's file {Path.GetFileName(file)} is not in WAL mode.");
        }

        return Task.FromResult<IReadOnlyList<string>>(faults);
    }

    private static HashSet<string> Applied(SqliteConnection connection) =>
        Texts(connection, $"SELECT name FROM sqlite_master WHERE type = 'table' AND name = '{Journal}'").Count == 0
            ? []
            : Texts(connection, $"SELECT ScriptName FROM {Journal}");

    private static HashSet<string> Texts(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var texts = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }
}
