using Orleans.Storage;

namespace Gongshu.Silo.Storage;

/// <summary>
/// Orleans' ADO.NET storage with its faults translated: a driver's exception cannot be read on the other side of a grain
/// call. <see cref="InconsistentStateException"/> passes as it is, because it is what makes Orleans drop an activation.
/// The provider has logged the cause before it comes here.
/// </summary>
public sealed class RegistryStorage(AdoNetGrainStorage inner) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    /// <inheritdoc/>
    public void Participate(ISiloLifecycle observer) => inner.Participate(observer);

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        Translated(() => inner.ReadStateAsync(stateName, grainId, grainState, cancellationToken), StorageFaults.OfReading);

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        Translated(() => inner.WriteStateAsync(stateName, grainId, grainState, cancellationToken), StorageFaults.OfWriting);

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        Translated(() => inner.ClearStateAsync(stateName, grainId, grainState, cancellationToken), StorageFaults.OfWriting);

    private static async Task Translated(Func<Task> operation, Func<Exception, Exception?> faultOf)
    {
        try
        {
            await operation();
        }
        catch (Exception exception) when (faultOf(exception) is not null)
        {
            throw faultOf(exception)!;
        }
    }
}
