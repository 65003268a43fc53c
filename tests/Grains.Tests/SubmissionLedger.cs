using System.Collections.Concurrent;
using System.Reflection;
using Gongshu.Ledger;
using Gongshu.Policy;

namespace Gongshu.Grains.Tests;

/// <summary>What a test does to the ledger between the grains and the database. Null: nothing.</summary>
internal sealed class SubmissionFaults
{
    /// <summary>In place of a commit; the second argument commits.</summary>
    public Func<IReadOnlyList<LedgerCommand>, Func<Task<CommitOutcome[]>>, Task<CommitOutcome[]>>? OnCommit { get; set; }

    /// <summary>In place of the settling of an unknown outcome; the argument settles.</summary>
    public Func<Func<Task<AbandonOutcome>>, Task<AbandonOutcome>>? OnAbandon { get; set; }

    /// <summary>Every subject whose history was read, once for each reading.</summary>
    public ConcurrentQueue<SubjectId> HistoriesRead { get; } = new();

    public void Clear() => (OnCommit, OnAbandon) = (null, null);
}

/// <summary>The real ledger behind <see cref="SubmissionFaults"/>.</summary>
public class SubmissionLedger : DispatchProxy
{
    private ILedger _inner = null!;
    private SubmissionFaults _faults = null!;

    internal static ILedger Around(ILedger inner, SubmissionFaults faults)
    {
        var proxy = Create<ILedger, SubmissionLedger>();
        ((SubmissionLedger)proxy)._inner = inner;
        ((SubmissionLedger)proxy)._faults = faults;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var method = targetMethod!;
        var given = args!;
        switch (method.Name)
        {
            case nameof(ILedger.CommitAsync) when _faults.OnCommit is { } commit:
                var group = (IReadOnlyList<LedgerCommand>)given[0]!;
                return commit(group, () => _inner.CommitAsync(group, CancellationToken.None));
            case nameof(ILedger.AbandonAsync) when _faults.OnAbandon is { } abandon:
                return abandon(() => _inner.AbandonAsync((OperationWrite)given[0]!, (TimeSpan)given[1]!, CancellationToken.None));
            case nameof(ILedger.LoadHistoriesAsync):
                foreach (var subject in (IReadOnlyList<SubjectId>)given[0]!) _faults.HistoriesRead.Enqueue(subject);
                break;
        }
        try
        {
            return method.Invoke(_inner, given);
        }
        catch (TargetInvocationException thrown)
        {
            throw thrown.InnerException!;
        }
    }
}
