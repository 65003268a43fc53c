using Gongshu.Ledger;
using System.Data.Common;
using Gongshu.Silo.Composition;
using Gongshu.Silo.Schema;
using Npgsql;

namespace Gongshu.Silo.Storage;

/// <summary>The connections that Orleans' providers and the registry's health check share: one pool on PostgreSQL, none on SQLite.</summary>
public sealed class RegistryDatabase : IDisposable, IAsyncDisposable
{
    // In seconds, so that a stuck database is told before the grain call (30 s) runs out.
    private const int ConnectTimeout = 5;
    private const int StatementTimeout = 10;

    /// <summary>For the database that <paramref name="settings"/> name; opens nothing yet.</summary>
    public RegistryDatabase(SiloSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (Invariant, DataSource) = settings.Database.Provider switch
        {
            // The provider's name for SQLite is another library's; behind it stands Microsoft.Data.Sqlite.
            DatabaseProvider.Sqlite => ("System.Data.SQLite", (DbDataSource)new RegistrySqliteDataSource(settings.Data.RegistryFile)),
            DatabaseProvider.PostgreSql => ("Npgsql", NpgsqlDataSource.Create(ForOrleans(settings.Database.ConnectionString!))),
            _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Database.Provider, "unknown provider"),
        };
    }

    /// <summary>Orleans' name of the ADO.NET provider.</summary>
    public string Invariant { get; }

    /// <summary>Owned here: Orleans does not dispose it.</summary>
    public DbDataSource DataSource { get; }

    /// <inheritdoc/>
    public void Dispose() => DataSource.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => DataSource.DisposeAsync();

    private static NpgsqlConnectionStringBuilder ForOrleans(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            // Only the look-up of the statements themselves depends on it.
            SearchPath = PostgreSqlRegistrySchema.Name,
        };
        ConnectionShares.Limit(builder, ConnectionShares.Of(connectionString).Orleans);
        builder.ApplicationName ??= "gongshu-registry";
        builder.Timeout = Math.Min(builder.Timeout, ConnectTimeout);
        builder.CommandTimeout = builder.CommandTimeout == 0 ? StatementTimeout : Math.Min(builder.CommandTimeout, StatementTimeout);
        return builder;
    }
}
