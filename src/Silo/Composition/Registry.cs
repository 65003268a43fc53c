using Gongshu.Ledger;
using Gongshu.Silo.Schema;
using Gongshu.Silo.Startup;
using Gongshu.Silo.Storage;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Gongshu.Silo.Composition;

/// <summary>The grain storage named <see cref="StorageName"/>, its schema and its start conditions.</summary>
public static class Registry
{
    /// <summary>What <c>[PersistentState("…", Registry.StorageName)]</c> names.</summary>
    public const string StorageName = "registry";

    internal static ISiloBuilder AddRegistry(this ISiloBuilder silo, SiloSettings settings, IHostEnvironment environment)
    {
        var services = silo.Services;
        services.AddSingleton<RegistryDatabase>();
        services.AddSingleton(provider => RegistrySchema.For(settings, provider.GetRequiredService<RegistryDatabase>()));
        services.AddSingleton<RegistryStateSerializer>();
        services.AddOptions<AdoNetGrainStorageOptions>(StorageName).Configure<RegistryDatabase, RegistryStateSerializer>((options, database, serializer) =>
        {
            options.Invariant = database.Invariant;
            options.DataSource = database.DataSource;
            options.GrainStorageSerializer = serializer;
        });
        services.AddGrainStorage(StorageName, (provider, name) => new RegistryStorage(AdoNetGrainStorageFactory.Create(provider, name)));

        // Production on PostgreSQL migrates by an explicit command, never as a side effect of a start.
        if (settings.Database.Provider == DatabaseProvider.Sqlite || settings.Database.Migrate || !environment.IsProduction())
        {
            services.AddSingleton<IStartupStep, RegistryMigration>();
        }

        services.AddSingleton<IStartupCheck, RegistrySchemaCheck>();
        if (settings.Database.Provider == DatabaseProvider.PostgreSql && environment.IsProduction())
        {
            services.AddSingleton<IStartupCheck, PostgreSqlServerCheck>();
        }

        return silo;
    }
}
