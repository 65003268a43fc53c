using Gongshu.Ledger;
using Gongshu.Silo.Composition;
using Gongshu.Silo.Schema;
using Gongshu.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Gongshu.Grains.Tests;

/// <summary>The registry's storage as a silo composes it, without a silo: so two of them can stand on one database.</summary>
internal sealed class StorageUnderTest : IAsyncDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(n => (byte)n)];

    private readonly RegistryDatabase _database;
    private readonly SiloLifecycleSubject _lifecycle;
    private readonly ServiceProvider _services;

    private StorageUnderTest(SiloSettings settings, byte[] key)
    {
        _database = new RegistryDatabase(settings);
        _services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        _lifecycle = new SiloLifecycleSubject(NullLogger<SiloLifecycleSubject>.Instance);
        var options = new AdoNetGrainStorageOptions
        {
            Invariant = _database.Invariant,
            DataSource = _database.DataSource,
            GrainStorageSerializer = new RegistryStateSerializer(new Sealer(new Dictionary<int, byte[]> { [1] = key })),
        };
        Storage = new RegistryStorage(new AdoNetGrainStorage(
            _services.GetRequiredService<IActivatorProvider>(),
            NullLogger<AdoNetGrainStorage>.Instance,
            Options.Create(options),
            Options.Create(new ClusterOptions { ClusterId = "test", ServiceId = "gongshu" }),
            Registry.StorageName));
        Storage.Participate(_lifecycle);
    }

    public RegistryStorage Storage { get; }

    /// <param name="key">The encryption key; null: the same for all.</param>
    public static async Task<StorageUnderTest> OpenAsync(SiloSettings settings, byte[]? key = null)
    {
        RegistrySchema.For(settings).Migrate();
        var storage = new StorageUnderTest(settings, key ?? Key);
        await storage._lifecycle.OnStart(CancellationToken.None);
        return storage;
    }

    public async Task<StorageProbeRecord> ReadAsync(string key, string stateName = "probe")
    {
        var state = new StorageProbeRecord();
        await Storage.ReadStateAsync(stateName, Id(key), state);
        return state;
    }

    public Task WriteAsync(string key, StorageProbeRecord state, string stateName = "probe") =>
        Storage.WriteStateAsync(stateName, Id(key), state);

    public Task ClearAsync(string key, StorageProbeRecord state, string stateName = "probe") =>
        Storage.ClearStateAsync(stateName, Id(key), state);

    public async ValueTask DisposeAsync()
    {
        await _lifecycle.OnStop(CancellationToken.None);
        await _database.DisposeAsync();
        await _services.DisposeAsync();
    }

    private static GrainId Id(string key) => GrainId.Create("probe", key);
}
