namespace Gongshu.Ledger.Tests;

/// <summary>What every ledger keeps; run on real SQLite and on real PostgreSQL.</summary>
public abstract class LedgerContract : IAsyncLifetime
{
    protected TestDatabase Database { get; private set; } = null!;

    protected ILedger Ledger { get; private set; } = null!;

    protected abstract Task<TestDatabase> CreateAsync();

    public async Task InitializeAsync()
    {
        Database = await CreateAsync();
        Ledger = Database.Open();
    }

    public async Task DisposeAsync() => await Database.DisposeAsync();

    /// <summary>Commits what must succeed.</summary>
    protected async Task CommitAllAsync(params LedgerCommand[] commands)
    {
        foreach (var outcome in await Ledger.CommitAsync(commands, default)) Assert.IsType<Committed>(outcome);
    }

    /// <summary>The command is refused with this outcome, and nothing of it is left behind.</summary>
    protected async Task<T> RefusedAsync<T>(LedgerCommand command) where T : CommitOutcome
    {
        var before = await Database.CountsAsync();
        var outcome = Assert.IsType<T>(await Ledger.CommitAsync(command));
        Assert.Equal(before, await Database.CountsAsync());
        return outcome;
    }
}
