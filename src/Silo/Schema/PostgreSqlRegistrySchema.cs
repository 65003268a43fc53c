using DbUp;
using Npgsql;

namespace Gongshu.Silo.Schema;

/// <summary>The registry's schema <c>orleans</c>, in the same database as the ledger.</summary>
/// <param name="connectionString">Migrating takes connections of its own, which are not kept.</param>
/// <param name="source">Whose connections are used to ask; null: one of its own each time.</param>
internal sealed class PostgreSqlRegistrySchema(string connectionString, NpgsqlDataSource? source) : RegistrySchema
{
    internal const string Name = "orleans";

    private const string Folder = "PostgreSql";
    private const string Journal = "schemaversions";

    // An arbitrary number, the same in every version of this program: whoever migrates the registry holds it.
    private const long MigrationLock = 0x676F_6E67_7368_7501;

    private readonly string _unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    public override void Migrate()
    {
        using var connection = new NpgsqlConnection(_unpooled);
        connection.Open();
        Execute(connection, $"SELECT pg_advisory_lock({MigrationLock})");
        try
        {
            // Asked first: IF NOT EXISTS alone demands the right to create schemas even where nothing is to be created.
            if (Scalar(connection, $"SELECT to_regnamespace('{Name}') IS NULL") is true)
            {
                Execute(connection, $"CREATE SCHEMA {Name}");
            }

            Apply(
                DeployChanges.To.PostgresqlDatabase(_unpooled, Name).JournalToPostgresqlTable(Name, Journal),
                Folder);
        }
        finally
        {
            Execute(connection, $"SELECT pg_advisory_unlock({MigrationLock})");
        }
    }

    public override async Task<IReadOnlyList<string>> FaultsAsync(CancellationToken cancellationToken)
    {
        await using var connection = source?.CreateConnection() ?? new NpgsqlConnection(_unpooled);
        await connection.OpenAsync(cancellationToken);
        var applied = await AppliedAsync(connection, cancellationToken);
        var faults = MissingScripts(Folder, applied).ToList();
        if (!await HasUniqueIndexAsync(connection, cancellationToken))
        {
            faults.Add($"The unique index {Name}.{UniqueIndex} (NULLS NOT DISTINCT) is missing: two clusters could both be acknowledged one first write.");
        }

        return faults;
    }

    private static async Task<HashSet<string>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = new HashSet<string>(StringComparer.Ordinal);
        await using var probe = new NpgsqlCommand($"SELECT to_regclass('{Name}.{Journal}') IS NOT NULL", connection);
        if (await probe.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return applied;
        }

        await using var command = new NpgsqlCommand($"SELECT scriptname FROM {Name}.{Journal}", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(reader.GetString(0));
        }

        return applied;
    }

    // By what the index does, not by its name alone: unique, complete, nulls equal, no condition, on exactly the key.
    private static async Task<bool> HasUniqueIndexAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT EXISTS (
                SELECT 1 FROM pg_index AS i
                WHERE i.indrelid = to_regclass('orleans.orleansstorage')
                  AND i.indisunique AND i.indisvalid AND i.indnullsnotdistinct
                  AND i.indpred IS NULL AND i.indexprs IS NULL
                  AND (SELECT array_agg(a.attname::text ORDER BY a.attname)
                       FROM pg_attribute AS a
                       WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey))
                      = ARRAY['grainidextensionstring', 'grainidhash', 'grainidn0', 'grainidn1', 'graintypehash',
                              'graintypestring', 'serviceid'])
            """;
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static object? Scalar(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }
}
