namespace Gongshu.Ledger;

/// <summary>
/// Gathers concurrent commands into groups behind <see cref="ILedger.CommitAsync"/>. Nobody waits for a group to fill: a free loop takes
/// what is there. Several loops keep the database and this process busy at once; one is right for SQLite, whose writer is one.
/// </summary>
public sealed class CommitQueue : IAsyncDisposable
{
    private readonly ILedger _ledger;
    private readonly Gathering<Waiting> _waiting;

    /// <param name="loops">Groups under way at once, 1 to 16.</param>
    /// <param name="mostRows">A group takes no further command once it has this many rows; a larger command is a group of its own.</param>
    /// <param name="capacity">Commands that may wait; beyond it a caller waits to be let in.</param>
    public CommitQueue(ILedger ledger, int loops, int mostRows = 4000, int capacity = 4096)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(loops, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(loops, 16);
        _ledger = ledger;
        _waiting = new(loops, mostRows, capacity, waiting => waiting.Command.Weight, CommitAsync);
    }

    /// <summary>Commits one command, together with whatever else waits.</summary>
    /// <param name="cancellation">Ends the waiting for a place only: a command that was taken has an outcome, and the caller learns it.</param>
    /// <exception cref="LedgerUnavailableException">Nothing of the command was or will be committed.</exception>
    public Task<CommitOutcome> CommitAsync(LedgerCommand command, CancellationToken cancellation)
    {
        _ledger.SealAhead(command);
        var waiting = new Waiting(command, new TaskCompletionSource<CommitOutcome>(TaskCreationOptions.RunContinuationsAsynchronously));
        return _waiting.BringAsync(waiting, waiting.Outcome.Task, cancellation);
    }

    /// <summary>Takes no further command and commits those that wait.</summary>
    public ValueTask DisposeAsync() => _waiting.DisposeAsync();

    private async Task CommitAsync(List<Waiting> group)
    {
        try
        {
            var outcomes = await _ledger.CommitAsync(group.ConvertAll(w => w.Command), CancellationToken.None);
            for (var i = 0; i < outcomes.Length; i++)
            {
                if (outcomes[i] is NotCommitted failed) group[i].Outcome.SetException(failed.Reason);
                else group[i].Outcome.SetResult(outcomes[i]);
            }
        }
        catch (LedgerUnavailableException fault)
        {
            foreach (var waiting in group) waiting.Outcome.TrySetException(fault);
        }
        catch (Exception)
        {
            // A fault of the ledger's own proves nothing about what it had sent.
            foreach (var waiting in group) waiting.Outcome.TrySetResult(new Unknown());
        }
    }

    private sealed record Waiting(LedgerCommand Command, TaskCompletionSource<CommitOutcome> Outcome);
}
