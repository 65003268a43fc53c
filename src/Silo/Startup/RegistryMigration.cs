using Gongshu.Silo.Schema;

namespace Gongshu.Silo.Startup;

/// <summary>Brings the registry's schema up to date at start, where the program may do so by itself.</summary>
internal sealed class RegistryMigration(RegistrySchema schema) : IStartupStep
{
    public Task RunAsync(CancellationToken cancellationToken)
    {
        schema.Migrate();
        return Task.CompletedTask;
    }
}

/// <summary>Refuses a registry whose scripts are not all applied or whose unique index is missing.</summary>
internal sealed class RegistrySchemaCheck(RegistrySchema schema) : IStartupCheck
{
    public Task<IReadOnlyList<string>> FaultsAsync(CancellationToken cancellationToken) => schema.FaultsAsync(cancellationToken);
}
