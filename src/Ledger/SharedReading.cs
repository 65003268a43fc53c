namespace Gongshu.Ledger;

/// <summary>
/// Gathers concurrent readings into one round trip, as <see cref="CommitQueue"/> gathers commits: a free loop takes what waits. Nothing is remembered from
/// one reading to the next, so an answer is as old as its own reading.
/// </summary>
public abstract class SharedReading<TQuestion, TAnswer> : IAsyncDisposable
{
    private const int Capacity = 4096;

    private readonly Gathering<Waiting> _waiting;

    /// <param name="mostAtOnce">A reading takes no further question once they weigh this much; a heavier one is a reading of its own.</param>
    /// <param name="loops">Readings under way at once. One reads for the most questions together; two let a small reading pass a large one.</param>
    protected SharedReading(int mostAtOnce, int loops = 2)
    {
        _waiting = new(loops, mostAtOnce, Capacity, waiting => Weight(waiting.Question), AnswerAsync);
    }

    /// <param name="cancellation">Ends the waiting for a place only.</param>
    /// <exception cref="LedgerUnavailableException">It could not be learnt.</exception>
    public Task<TAnswer> AskAsync(TQuestion question, CancellationToken cancellation)
    {
        var waiting = new Waiting(question, new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously));
        return _waiting.BringAsync(waiting, waiting.Answer.Task, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _waiting.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>One round trip; an answer for each question, in order.</summary>
    protected abstract Task<TAnswer[]> ReadAsync(IReadOnlyList<TQuestion> questions);

    protected virtual int Weight(TQuestion question) => 1;

    private async Task AnswerAsync(List<Waiting> group)
    {
        try
        {
            var answers = await ReadAsync(group.ConvertAll(waiting => waiting.Question));
            for (var i = 0; i < answers.Length; i++) group[i].Answer.SetResult(answers[i]);
        }
        catch (Exception fault)
        {
            var told = fault as LedgerUnavailableException ?? new LedgerUnavailableException("What was asked could not be read.", fault);
            foreach (var waiting in group) waiting.Answer.TrySetException(told);
        }
    }

    private sealed record Waiting(TQuestion Question, TaskCompletionSource<TAnswer> Answer);
}
