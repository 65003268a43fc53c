using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;

namespace Gongshu.Grains;

/// <summary>The edge between the ledger and grain calls: only exceptions that every caller can read cross it.</summary>
internal static class StorageFaults
{
    public static async Task<T> Translate<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (LedgerUnavailableException fault)
        {
            throw new StorageUnavailableException(fault.Message);
        }
    }

    /// <summary>Once something was or may have been committed, a fault no longer means that nothing was written.</summary>
    public static async Task<T> AfterCommit<T>(Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (Exception fault) when (fault is LedgerUnavailableException or StorageUnavailableException)
        {
            throw new OutcomeUnknownException(fault.Message);
        }
    }
}
