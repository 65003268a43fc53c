using Gongshu.Ledger;
using DbUp.Builder;
using DbUp.Engine;
using Gongshu.Silo.Composition;
using Gongshu.Silo.Storage;
using Npgsql;

namespace Gongshu.Silo.Schema;

/// <summary>
/// The tables and statements that Orleans works on (grain state, and on PostgreSQL membership and reminders): ours,
/// because the packages ship none and the published scripts lose first writes (<c>docs/decisions</c>).
/// </summary>
public abstract class RegistrySchema
{
    /// <summary>The index without which two clusters can both be acknowledged one first write.</summary>
    protected const string UniqueIndex = "ux_orleansstorage";

    /// <summary>The schema of the database that <paramref name="settings"/> name.</summary>
    /// <param name="settings">The silo's.</param>
    /// <param name="database">Whose connections are used to ask; null: one of its own each time.</param>
    public static RegistrySchema For(SiloSettings settings, RegistryDatabase? database = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Database.Provider switch
        {
            DatabaseProvider.Sqlite => new SqliteRegistrySchema(settings.Data.RegistryFile),
            DatabaseProvider.PostgreSql => new PostgreSqlRegistrySchema(settings.Database.ConnectionString!, database?.DataSource as NpgsqlDataSource),
            _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Database.Provider, "unknown provider"),
        };
    }

    /// <summary>
    /// Applies every script that the database has not seen, each in a transaction of its own, in the order of their
    /// names. Safe to call again and, on PostgreSQL, from several processes at once (an advisory lock makes them queue).
    /// </summary>
    /// <exception cref="InvalidOperationException">A script failed; the ones before it stay applied.</exception>
    public abstract void Migrate();

    /// <summary>
    /// What keeps this schema from being used, one sentence each, empty when it is current: scripts that were not
    /// applied, and the unique index absent, invalid or of another form.
    /// </summary>
    public abstract Task<IReadOnlyList<string>> FaultsAsync(CancellationToken cancellationToken);

    /// <summary>Whether <see cref="FaultsAsync"/> finds nothing.</summary>
    public async Task<bool> IsCurrentAsync(CancellationToken cancellationToken) =>
        (await FaultsAsync(cancellationToken)).Count == 0;

    private protected static IReadOnlyList<string> ScriptNames(string folder) =>
        [.. typeof(RegistrySchema).Assembly.GetManifestResourceNames()
            .Where(name => IsScriptOf(folder, name))
            .Order(StringComparer.Ordinal)];

    private protected static void Apply(UpgradeEngineBuilder builder, string folder)
    {
        var result = builder
            .WithScriptsEmbeddedInAssembly(typeof(RegistrySchema).Assembly, name => IsScriptOf(folder, name))
            .WithVariablesDisabled()
            .WithTransactionPerScript()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw new InvalidOperationException($"Script {result.ErrorScript?.Name} failed.", result.Error);
        }
    }

    private protected static IEnumerable<string> MissingScripts(string folder, IReadOnlySet<string> applied) =>
        ScriptNames(folder).Where(name => !applied.Contains(name)).Select(name => $"The script {name} was not applied to the registry's database.");

    private static bool IsScriptOf(string folder, string resource) =>
        resource.Contains($".Schema.{folder}.", StringComparison.Ordinal) && resource.EndsWith(".sql", StringComparison.Ordinal);
}
