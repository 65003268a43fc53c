using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Orleans.Storage;

namespace Gongshu.Grains.Tests;

/// <summary>What becomes of a write of grain state.</summary>
public enum WriteFault { Refused = 1, AnswerLost = 2, Conflict = 3, Unreadable = 4 }

/// <summary>Faults that a test orders; each order counts for one call.</summary>
internal sealed class RegistriesFaults
{
    private readonly ConcurrentQueue<WriteFault?> _writes = new();
    private readonly ConcurrentDictionary<string, int> _reads = new();
    private volatile string? _brokenCall;

    /// <summary>The faults of the next writes of grain state, in order; null: that write succeeds.</summary>
    public void OnWrites(params WriteFault?[] faults) => Array.ForEach(faults, _writes.Enqueue);

    /// <summary>From now on the ledger's (or its directory's) method of this name is not available; null: all are.</summary>
    public void BreakLedger(string? method) => _brokenCall = method;

    /// <summary>How often the state of a grain was read, which is once an activation.</summary>
    public int ReadsOf(string key) => _reads.GetValueOrDefault(key);

    public T Around<T>(T inner)
        where T : class
    {
        var proxy = DispatchProxy.Create<T, LedgerProxy>();
        var faulty = (LedgerProxy)(object)proxy;
        (faulty.Inner, faulty.Faults) = (inner, this);
        return proxy;
    }

    public IGrainStorage Around(IGrainStorage inner) => new FaultyStorage(inner, this);

    [SuppressMessage("Performance", "CA1852", Justification = "The runtime derives the proxy from it.")]
    [SuppressMessage("Design", "MA0053", Justification = "The runtime derives the proxy from it.")]
    public class LedgerProxy : DispatchProxy
    {
        internal object Inner { get; set; } = null!;
        internal RegistriesFaults Faults { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == Faults._brokenCall) throw new LedgerUnavailableException("Broken by the test.");
            try
            {
                var result = targetMethod.Invoke(Inner, args);
                return result is IDirectory directory ? Faults.Around(directory) : result;
            }
            catch (TargetInvocationException wrapped)
            {
                ExceptionDispatchInfo.Throw(wrapped.InnerException!);
                throw;
            }
        }
    }

    private sealed class FaultyStorage(IGrainStorage inner, RegistriesFaults faults) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle observer) => (inner as ILifecycleParticipant<ISiloLifecycle>)?.Participate(observer);

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            faults._reads.AddOrUpdate(grainId.Key.ToString()!, 1, (_, count) => count + 1);
            return inner.ReadStateAsync(stateName, grainId, grainState);
        }

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            var fault = faults._writes.TryDequeue(out var ordered) ? ordered : null;
            if (fault == WriteFault.Refused) throw new StorageUnavailableException("Refused by the test.");
            if (fault == WriteFault.Conflict) throw new InconsistentStateException("Another activation was first.");
            if (fault == WriteFault.Unreadable) throw new InvalidOperationException("A driver's exception that nobody can read.");
            await inner.WriteStateAsync(stateName, grainId, grainState);
            if (fault == WriteFault.AnswerLost) throw new OutcomeUnknownException("Lost by the test.");
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ClearStateAsync(stateName, grainId, grainState);
    }
}
