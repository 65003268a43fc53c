using Gongshu.Ledger;
using Gongshu.Silo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Gongshu.Grains.Tests;

/// <summary>A whole silo in this process, composed as the programs compose theirs.</summary>
internal sealed class StorageSilo(IHost host) : IAsyncDisposable
{
    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => host.Services;

    public string Name => host.Services.GetRequiredService<ILocalSiloDetails>().Name;

    /// <summary>Made up for this run.</summary>
    public static string SampleTreeKey { get; } = global::Gongshu.Transparency.TreeSigner.NewKeyPem();

    /// <summary>Keys as Production wants them configured; made up, and good for nothing else.</summary>
    public static IReadOnlyList<string> SampleKeys { get; } =
    [
        $"Keys:Pseudonym={Convert.ToBase64String([.. Enumerable.Range(1, 32).Select(n => (byte)n)])}", $"Keys:Encryption:1={Convert.ToBase64String(new byte[32])}",
        $"Keys:TreeHead={SampleTreeKey}",
    ];

    /// <summary>The host of a silo, not started. Settings are written <c>Key=value</c>.</summary>
    public static IHost Build(string environment, params string[] settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings.Select(Setting));
        builder.Logging.ClearProviders();
        builder.AddGongshuSilo();
        builder.Services.Configure<SiloOptions>(options => options.SiloName = $"silo-{Guid.NewGuid():N}");
        return builder.Build();
    }

    public static async Task<StorageSilo> StartAsync(params string[] settings)
    {
        var host = Build("Development", settings);
        try
        {
            await host.StartAsync();
            return new StorageSilo(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    public IStorageProbe Probe(string key) => Grains.GetGrain<IStorageProbe>(key);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    private static KeyValuePair<string, string?> Setting(string setting)
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        return new(setting[..equals], setting[(equals + 1)..]);
    }
}
