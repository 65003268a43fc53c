using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Gongshu.Ledger;

/// <summary>Which database holds the ledger.</summary>
public enum DatabaseProvider { Sqlite = 1, PostgreSql = 2 }

/// <summary>
/// Where the ledger is: <c>Database:Provider</c> (<c>Sqlite</c>, the default, or <c>PostgreSql</c>), <c>Data:Directory</c> (holds
/// <c>ledger.db</c>; default <c>data</c>), <c>ConnectionStrings:Gongshu</c> (<see cref="ConnectionShares"/>), <c>Database:CommitLoops</c> (default 1 on SQLite, 3 on PostgreSQL).
/// </summary>
public sealed record LedgerOptions(DatabaseProvider Provider, string DataDirectory, string? ConnectionString, int CommitLoops)
{
    public string FilePath => Path.Combine(DataDirectory, "ledger.db");

    /// <exception cref="InvalidOperationException">A setting is not of its form; it is named.</exception>
    public static LedgerOptions From(IConfiguration configuration)
    {
        var named = configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite);
        if (!Enum.TryParse<DatabaseProvider>(named, ignoreCase: true, out var provider) || !Enum.IsDefined(provider))
            throw new InvalidOperationException("Database:Provider is Sqlite or PostgreSql.");
        var connectionString = configuration.GetConnectionString("Gongshu");
        if (provider == DatabaseProvider.PostgreSql && string.IsNullOrWhiteSpace(connectionString))
            throw new InvalidOperationException("ConnectionStrings:Gongshu is missing, which Database:Provider=PostgreSql needs.");
        var loops = provider == DatabaseProvider.Sqlite ? 1 : 3;
        if (configuration["Database:CommitLoops"] is { } given && (!int.TryParse(given, out loops) || loops is < 1 or > 16))
            throw new InvalidOperationException("Database:CommitLoops is a number from 1 to 16.");
        return new(provider, configuration["Data:Directory"] ?? "data", connectionString, loops);
    }
}

public static class LedgerServices
{
    /// <summary>
    /// Registers <see cref="ILedger"/>, <see cref="CommitQueue"/>, <see cref="RefusalQueue"/>, <see cref="HistoryQueue"/>, <see cref="LedgerSchema"/> and <see cref="LedgerOptions"/>; the
    /// <see cref="Sealer"/> comes from the container. Disposing the container drains the queue before it closes the ledger.
    /// </summary>
    public static IServiceCollection AddGongshuLedger(this IServiceCollection services, LedgerOptions options)
    {
        services.AddSingleton(options);
        if (options.Provider == DatabaseProvider.Sqlite)
        {
            services.AddSingleton(_ => LedgerSchema.Sqlite(Prepared(options).FilePath));
            services.AddSingleton(provider => Ledgers.Sqlite(Prepared(options).FilePath, provider.GetRequiredService<Sealer>()));
        }
        else
        {
            services.AddSingleton(_ => Ledgers.DataSource(options.ConnectionString!, ConnectionShares.Of(options.ConnectionString!).Ledger));
            services.AddSingleton(provider => LedgerSchema.PostgreSql(provider.GetRequiredService<NpgsqlDataSource>()));
            services.AddSingleton(provider => Ledgers.PostgreSql(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<Sealer>()));
        }
        services.AddSingleton(provider => new CommitQueue(provider.GetRequiredService<ILedger>(), options.CommitLoops));
        services.AddSingleton(provider => new RefusalQueue(provider.GetRequiredService<ILedger>()));
        services.AddSingleton(provider => new HistoryQueue(provider.GetRequiredService<ILedger>()));
        return services;
    }

    private static LedgerOptions Prepared(LedgerOptions options)
    {
        PrivateFolder.Make(options.DataDirectory);
        return options;
    }
}

/// <summary>Ledgers without a container: commands of the program, tests, benchmarks. Each is <see cref="IAsyncDisposable"/>.</summary>
public static class Ledgers
{
    /// <param name="path">The file, which <see cref="LedgerSchema.Migrate"/> made.</param>
    public static ILedger Sqlite(string path, Sealer sealer) => new SqliteLedger(path, sealer);

    /// <param name="source">Stays the caller's to dispose of.</param>
    public static ILedger PostgreSql(NpgsqlDataSource source, Sealer sealer) => new PostgresLedger(source, sealer);

    /// <summary>
    /// A bounded pool whose statements are prepared once and stay so. PostgreSQL compiles none of them: it decides by what it believes a query costs, and takes a
    /// tenth of a second for one that is done in a thousandth (docs/decisions/0075). Options that the connection string sets itself come last, and win.
    /// </summary>
    /// <param name="most">Connections at most; null: as the connection string says, or <see cref="ConnectionShares.Default"/>.</param>
    public static NpgsqlDataSource DataSource(string connectionString, int? most = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        ConnectionShares.Limit(settings, most ?? ConnectionShares.MostOf(settings));
        if (settings.MaxAutoPrepare == 0) settings.MaxAutoPrepare = 128;
        settings.AutoPrepareMinUsages = 2;
        settings.NoResetOnClose = true;
        settings.IncludeErrorDetail = false;
        settings.Options = $"-c jit=off {settings.Options}".TrimEnd();
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }
}
