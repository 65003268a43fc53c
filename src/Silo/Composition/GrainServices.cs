using Gongshu.Grains.Feed;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Storage;
using Gongshu.Grains.Subjects;
using Gongshu.Grains.Submission;
using Gongshu.Grains.Webhooks;
using Gongshu.Grains.Windows;
using Gongshu.Ledger;
using Gongshu.Silo.Importing;
using Gongshu.Silo.Startup;

namespace Gongshu.Silo.Composition;

/// <summary>What the grains ask for: the ledger with its schema, and the parts that subjects and submissions share.</summary>
public static class GrainServices
{
    internal static IServiceCollection AddGrainServices(this IServiceCollection services, SiloSettings settings, IConfiguration configuration, IHostEnvironment environment)
    {
        var defaults = LedgerOptions.From(configuration);
        services.AddGongshuLedger(defaults with { DataDirectory = settings.Data.Directory });
        if (settings.Database.Provider == DatabaseProvider.Sqlite || settings.Database.Migrate || !environment.IsProduction()) services.AddSingleton<IStartupStep, LedgerMigration>();
        services.AddSingleton<IStartupCheck, LedgerSchemaCheck>();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Guards>();
        services.AddSingleton(_ => new SubjectSlots());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, OnlySilo>();
        services.AddSingleton<SubjectDesks>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<SubjectDesks>());
        services.AddGrainService<SubjectDesk>();
        services.AddSingleton<SubjectNews>();
        if (settings.Database.Provider == DatabaseProvider.PostgreSql) services.AddHostedService<ImportWatch>();
        services.AddSingleton<SubjectServices>();
        services.AddSingleton<SubmissionServices>();
        services.AddSingleton<WorkingDays>();
        services.AddSingleton<PersonReferences>();
        services.AddSingleton<Showcase<IntakeByDay>>();
        services.AddSingleton<Showcase<EnterpriseProfile>>();
        services.AddSingleton<RegistryFacts>();
        services.AddSingleton<FactGathering>();
        services.AddSingleton<FeedTelling>();
        services.AddSingleton<FeedTail>();
        services.AddSingleton<FeedReader>();
        services.AddSingleton(ReadWebhooks(configuration));
        services.AddSingleton<WebhookPost>();
        return services;
    }

    private static WebhookSettings ReadWebhooks(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        var settings = new WebhookSettings(
            reader.Flag("Webhooks:AllowPrivateAddresses", false),
            reader.Duration("Webhooks:FirstRetry", TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1)),
            reader.Duration("Webhooks:GiveUpAfter", TimeSpan.FromDays(3), TimeSpan.FromMilliseconds(10), TimeSpan.FromDays(30)),
            reader.Number("Webhooks:MostOfOneOwner", 10, 1, 100));
        return reader.Faults.Count == 0 ? settings : throw new StartupRefusedException(reader.Faults);
    }

    /// <summary>Brings the ledger's schema up to date at start, where the program may do so by itself.</summary>
    private sealed class LedgerMigration(LedgerSchema schema) : IStartupStep
    {
        public Task RunAsync(CancellationToken cancellationToken)
        {
            schema.Migrate();
            return Task.CompletedTask;
        }
    }

    /// <summary>Refuses a ledger without its tables or without the indexes that the guarantees lean on.</summary>
    private sealed class LedgerSchemaCheck(LedgerSchema schema) : IStartupCheck
    {
        public Task<IReadOnlyList<string>> FaultsAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<string>>([.. schema.Missing().Select(name => $"The ledger's schema lacks {name}: run the migrate command.")]);
    }
}
