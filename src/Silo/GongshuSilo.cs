using Gongshu.Ledger;
using Gongshu.Silo.Composition;
using Gongshu.Silo.Startup;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Gongshu.Silo;

/// <summary>The composition of a silo, for the headless program and for whoever hosts one beside an API.</summary>
public static class GongshuSilo
{
    /// <summary>
    /// Adds the silo, its storage, its start conditions and its health checks. The settings are read here, from what the
    /// builder's configuration holds by now. What else a silo needs is added by one file a concern in <c>Composition/</c>.
    /// </summary>
    /// <exception cref="StartupRefusedException">Settings are wrong; it names every one.</exception>
    public static IHostApplicationBuilder AddGongshuSilo(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddQuietLogging();
        var settings = SiloSettings.Read(builder.Configuration, builder.Environment);
        var services = builder.Services;
        services.AddSingleton(settings);

        // Before the silo's own hosted service, so that nothing is open when a start is refused.
        services.AddSingleton<StartupGate>();
        services.AddHostedService(provider => provider.GetRequiredService<StartupGate>());
        if (settings.Database.Provider == DatabaseProvider.Sqlite)
        {
            services.AddSingleton<IStartupStep, DataFolder>();
        }

        services.AddKeys(settings, builder.Configuration, builder.Environment);
        services.AddPolicies(builder.Configuration);
        services.AddGrainServices(settings, builder.Configuration, builder.Environment);
        services.AddAttachments(settings, builder.Configuration);
        services.AddPolicyClock(builder.Configuration, builder.Environment);
        builder.UseOrleans(silo => silo.AddClustering(settings).AddRegistry(settings, builder.Environment));
        services.AddIntakeStart();
        services.AddHealth();
        services.AddHostedService<ReadyLine>();
        return builder;
    }

    /// <summary>
    /// Builds, starts and runs a host until it is told to stop (SIGTERM, Ctrl-C). A start that is refused is told on the
    /// standard error, all faults at once.
    /// </summary>
    /// <param name="build">Builds the host.</param>
    /// <param name="complaints">Where a refusal is told; null: the standard error.</param>
    /// <returns>The exit code of the process: 0, or 1 for a refused start.</returns>
    public static async Task<int> RunGongshuAsync(Func<IHost> build, TextWriter? complaints = null)
    {
        ArgumentNullException.ThrowIfNull(build);
        complaints ??= Console.Error;
        try
        {
            using var host = build();
            if (host.Services.GetService<StartupGate>() is { } gate)
            {
                await gate.PassAsync(CancellationToken.None);
            }

            // The command migrate: by now the schemas are up to date, and nothing is served.
            if (host.Services.GetService<SiloSettings>() is not { Database.Migrate: true })
            {
                await host.RunAsync();
            }

            return 0;
        }
        catch (StartupRefusedException refused)
        {
            return await RefuseAsync(complaints, refused.Faults);
        }
        catch (OptionsValidationException refused)
        {
            return await RefuseAsync(complaints, refused.Failures);
        }
        catch (OrleansConfigurationException refused)
        {
            return await RefuseAsync(complaints, [refused.Message]);
        }
    }

    private static async Task<int> RefuseAsync(TextWriter complaints, IEnumerable<string> faults)
    {
        await complaints.WriteLineAsync("Gongshu does not start:");
        foreach (var fault in faults)
        {
            await complaints.WriteLineAsync($"  - {fault}");
        }

        return 1;
    }
}
