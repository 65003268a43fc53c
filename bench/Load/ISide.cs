namespace Gongshu.Load;

internal enum Told { Created = 1, Duplicate = 2, Other = 3 }

/// <summary>One of the two that are compared, in process: from command to commit, the policy evaluated.</summary>
internal interface ISide : IAsyncDisposable
{
    /// <summary>The command, made ready outside the measured time.</summary>
    object Prepare(Roster roster, string key);

    /// <returns>What was told, and the case number when one was created.</returns>
    Task<(Told Told, string? Case)> SubmitAsync(object prepared);

    Task<Told> PrecheckAsync(object prepared);

    /// <returns>How many entries the history has.</returns>
    Task<int> HistoryAsync(int person);

    /// <summary>The handler's pass.</summary>
    Task<Told> DecideAsync(string number);

    /// <summary>Forgets everything that may be forgotten.</summary>
    Task CoolAsync();

    /// <summary>Reads the feed of events from a position on, and waits for one where there is none yet.</summary>
    /// <param name="after">0: from the beginning.</param>
    /// <returns>How many came, and the position after them.</returns>
    Task<(int Count, long Next)> FeedAsync(long after);

    /// <summary>Closes the window.</summary>
    Task SettleAsync();

    /// <returns>How many cases the batch that was sealed pays.</returns>
    Task<int> SettledAsync();
}
