using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;

namespace Gongshu.Grains.Windows;

/// <summary>
/// One turn of a grain that stands on the ledger. After any fault of storage the activation goes, since what it remembers may no longer be
/// true, and the caller gets one of the exceptions that can cross a grain call.
/// </summary>
internal static class LedgerTurn
{
    // How long a lost transaction may keep the idempotency record's insert waiting.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="onFault">What the grain does at once besides; null: nothing.</param>
    public static async Task<T> RunAsync<T>(IGrainBase grain, Func<Task<T>> turn, Action? onFault = null)
    {
        try
        {
            return await turn();
        }
        catch (LedgerUnavailableException fault)
        {
            onFault?.Invoke();
            grain.DeactivateOnIdle();
            throw new StorageUnavailableException(fault.Message);
        }
        catch (Exception fault) when (fault is StorageUnavailableException or OutcomeUnknownException or StorageConflictException)
        {
            onFault?.Invoke();
            grain.DeactivateOnIdle();
            throw;
        }
    }

    public static Task RunAsync(IGrainBase grain, Func<Task> turn) => RunAsync(grain, async () =>
    {
        await turn();
        return true;
    });

    /// <summary>
    /// Commits one command. An unknown outcome of a client's operation is settled here; one without an operation stays unknown, and the next
    /// turn starts from the ledger.
    /// </summary>
    /// <returns><see cref="Committed"/>, <see cref="AlreadyCommitted"/> or <see cref="StaleVersion"/>.</returns>
    public static async Task<CommitOutcome> CommitAsync(WindowServices services, LedgerCommand command)
    {
        var outcome = await services.Commits.CommitAsync(command, CancellationToken.None);
        return outcome switch
        {
            Unknown => await SettleAsync(services.Ledger, command.Operation),
            Committed or AlreadyCommitted or StaleVersion => outcome,
            var other => throw new InvalidOperationException($"The ledger answered {other.GetType().Name} to a command that holds no claims."),
        };
    }

    private static async Task<CommitOutcome> SettleAsync(ILedger ledger, OperationWrite? operation)
    {
        const string unknown = "It could not be learnt whether the command was committed.";
        if (operation is null) throw new OutcomeUnknownException(unknown);
        return await ledger.AbandonAsync(operation, Patience, CancellationToken.None) switch
        {
            DidHappen happened => new AlreadyCommitted(happened.Record),
            NeverHappened => throw new StorageUnavailableException("The command was not committed; nothing was written."),
            _ => throw new OutcomeUnknownException(unknown),
        };
    }
}
