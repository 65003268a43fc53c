using System.Diagnostics.CodeAnalysis;
using Gongshu.Silo.Composition;
using Orleans.Concurrency;

namespace Gongshu.Grains.Tests;

/// <summary>A grain that keeps one state in the registry, the way that the real ones do.</summary>
public interface IStorageProbe : IGrainWithStringKey
{
    Task Put(string text, int count);

    Task<string> Text();

    /// <summary>The silo it lives on.</summary>
    Task<string> Where();

    Task Forget();
}

public sealed class StorageProbeState
{
    public string Text { get; set; } = "";

    /// <summary>With an initialiser, which state of ours never has: the trap that a test springs.</summary>
    public int Count { get; set; } = 1000;

    public bool Flag { get; set; } = true;

    public StorageProbeKind Kind { get; set; } = StorageProbeKind.Second;

    public DateOnly? On { get; set; } = new(2018, 1, 1);
}

public enum StorageProbeKind
{
    None = 0,
    First = 1,
    Second = 2,
}

public sealed class StorageProbeGrain(
    [PersistentState("probe", Registry.StorageName)] IPersistentState<StorageProbeState> state,
    ILocalSiloDetails silo) : Grain, IStorageProbe
{
    public Task Put(string text, int count)
    {
        state.State = new StorageProbeState { Text = text, Count = count };
        return state.WriteStateAsync();
    }

    [ReadOnly]
    public Task<string> Text() => Task.FromResult(state.State.Text);

    public Task<string> Where() => Task.FromResult(silo.Name);

    public Task Forget()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

/// <summary>What a grain holds of its stored state: the state, its version and whether there is one.</summary>
internal sealed class StorageProbeRecord : IGrainState<StorageProbeState>
{
    [AllowNull]
    public StorageProbeState State { get; set; } = new();

    [AllowNull]
    public string ETag { get; set; }

    public bool RecordExists { get; set; }
}
