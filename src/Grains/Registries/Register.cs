using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Orleans.Storage;

namespace Gongshu.Grains.Registries;

/// <summary>
/// The stored record of one registry grain, and the only way to change it: intent → directory (with its unique name) → audit log → record.
/// Each step may be repeated, so a change that broke off anywhere is carried out by the next call; no change in force lacks its audit entry.
/// </summary>
/// <param name="storage">State of the grain; read here, written only here.</param>
/// <param name="ledger">Directory and audit log.</param>
/// <param name="entryOf">The directory's entry of a record; null: not listed.</param>
/// <param name="drop">Drops the activation: after a failed write nobody knows what is stored.</param>
internal sealed class Register<T>(IPersistentState<Registered<T>> storage, ILedger ledger, Func<T, DirectoryEntry?> entryOf, Action drop)
    where T : class
{
    /// <summary>The worker references that a record names, for the look-up of a person; null: the kind names nobody.</summary>
    public Func<T, IReadOnlyList<string>>? PeopleOf { get; init; }

    /// <summary>What the directory is told beside the entry, by the record in force and the next one; null: nothing.</summary>
    public Func<T?, T, DirectoryEntry?>? AlsoListed { get; init; }

    /// <summary>
    /// Shows the record in force wherever it is read without a call, again at each call; null, from before a change begins until it is done: nobody knows which record is in
    /// force. Without it: nothing is shown.
    /// </summary>
    public Action<T?>? Show { get; init; }

    /// <summary>The record in force, after whatever was begun is done; null: not registered.</summary>
    /// <exception cref="StorageUnavailableException">What was begun could not be carried out now.</exception>
    public async ValueTask<T?> CurrentAsync()
    {
        if (storage.State.Intended is not null)
        {
            try
            {
                await CarryOutAsync();
            }
            catch (LedgerUnavailableException)
            {
                throw new StorageUnavailableException("A change that was begun could not be carried out: the ledger is not available.");
            }
        }

        Show?.Invoke(storage.State.Current);
        return storage.State.Current;
    }

    /// <summary>Makes a record the one in force; durable on return. Answers the id that already holds its unique name, or null when done.</summary>
    /// <exception cref="StorageUnavailableException">Nothing was written.</exception>
    /// <exception cref="StorageConflictException">Another activation wrote first; nothing was written here.</exception>
    /// <exception cref="OutcomeUnknownException">It may have been written; if so, the next call carries it out.</exception>
    public async Task<string?> ChangeAsync(T next, AuditNote note)
    {
        Show?.Invoke(null);
        await WriteAsync(storage.State with { Intended = new Intent<T>(next, note) });
        try
        {
            return await CarryOutAsync();
        }
        catch (Exception failure) when (failure is LedgerUnavailableException or StorageUnavailableException or StorageConflictException)
        {
            throw new OutcomeUnknownException("The change was begun; the next call carries it out.");
        }
    }

    private async Task<string?> CarryOutAsync()
    {
        var intent = storage.State.Intended!;
        var holder = await ListAsync(intent.Next);
        if (holder is null)
            await ledger.AppendAuditAsync(intent.Note.Entry, CancellationToken.None);

        await WriteAsync(new Registered<T> { Current = holder is null ? intent.Next : storage.State.Current });
        Show?.Invoke(storage.State.Current);
        return holder;
    }

    private async Task<string?> ListAsync(T next)
    {
        if (entryOf(next) is not { } entry)
            return null;
        var holder = await ledger.Directory.PutAsync(entry, CancellationToken.None);
        if (holder is null && PeopleOf is not null)
            await ledger.Directory.PutPeopleAsync(entry.Id, PeopleOf(next), CancellationToken.None);
        if (holder is null && AlsoListed?.Invoke(storage.State.Current, next) is { } more)
            await ledger.Directory.PutAsync(more, CancellationToken.None);
        return holder;
    }

    /// <summary>The new state stands beside the old until it is written: a failed write leaves neither in memory.</summary>
    private async Task WriteAsync(Registered<T> next)
    {
        var before = storage.State;
        storage.State = next;
        try
        {
            await storage.WriteStateAsync();
        }
        catch (Exception failure)
        {
            storage.State = before;
            drop();
            throw failure switch
            {
                StorageUnavailableException or StorageConflictException or OutcomeUnknownException => failure,
                InconsistentStateException => new StorageConflictException("Another write of the same record came first."),
                _ => new OutcomeUnknownException("The store did not say whether the record was written."),
            };
        }
    }
}
