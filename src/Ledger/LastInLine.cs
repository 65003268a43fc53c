using System.Runtime.CompilerServices;

namespace Gongshu.Ledger;

/// <summary>
/// Awaited, lets everything run first that is ready to run. A loop that gathers work does so before it takes what waits: what the others are about to bring is
/// then there, and goes in the same round trip. On a machine that has nothing else to do it costs a microsecond; no timer is involved.
/// </summary>
internal readonly struct LastInLine : ICriticalNotifyCompletion
{
    public bool IsCompleted => false;

    public LastInLine GetAwaiter() => this;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    // Task.Yield would put it in front of the thread's own line.
    public void UnsafeOnCompleted(Action continuation) => ThreadPool.UnsafeQueueUserWorkItem(static next => next(), continuation, preferLocal: false);
}
