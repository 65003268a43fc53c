using System.Threading.Channels;

namespace Gongshu.Ledger;

/// <summary>
/// Takes what several callers bring into groups: nobody waits for a group to fill, a free loop takes what is there, once everything that is ready to run has
/// run (<see cref="LastInLine"/>).
/// </summary>
internal sealed class Gathering<T> : IAsyncDisposable
{
    private readonly int _mostAtOnce;
    private readonly Func<T, int> _weigh;
    private readonly Func<List<T>, Task> _serve;
    private readonly Channel<T> _waiting;
    private readonly Task[] _loops;

    /// <param name="loops">Groups under way at once, 1 or more.</param>
    /// <param name="mostAtOnce">A group takes no further item once it weighs this much; a heavier one is a group of its own.</param>
    /// <param name="capacity">Items that may wait; beyond it a caller waits to be let in.</param>
    /// <param name="serve">Answers a group and never throws. The list is the loop's, and is filled anew afterwards.</param>
    public Gathering(int loops, int mostAtOnce, int capacity, Func<T, int> weigh, Func<List<T>, Task> serve)
    {
        (_mostAtOnce, _weigh, _serve) = (mostAtOnce, weigh, serve);
        _waiting = Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { SingleReader = loops == 1 });
        _loops = new Task[loops];
        for (var i = 0; i < loops; i++) _loops[i] = Task.Run(ServeAllAsync);
    }

    /// <summary>Brings an item, and hands on what it is answered.</summary>
    /// <param name="answer">Of the item; awaited by the caller alone where there is a place at once, as there mostly is.</param>
    /// <param name="cancellation">Ends the waiting for a place only.</param>
    /// <exception cref="LedgerUnavailableException">No more is taken.</exception>
    public Task<TAnswer> BringAsync<TAnswer>(T item, Task<TAnswer> answer, CancellationToken cancellation) =>
        _waiting.Writer.TryWrite(item) ? answer : BringOnceLetInAsync(item, answer, cancellation);

    /// <summary>Takes nothing further, and serves what waits.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await Task.WhenAll(_loops);
    }

    private async Task<TAnswer> BringOnceLetInAsync<TAnswer>(T item, Task<TAnswer> answer, CancellationToken cancellation)
    {
        try
        {
            await _waiting.Writer.WriteAsync(item, cancellation);
        }
        catch (ChannelClosedException closed)
        {
            throw new LedgerUnavailableException("The ledger is stopping.", closed);
        }
        return await answer;
    }

    private async Task ServeAllAsync()
    {
        var group = new List<T>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            await default(LastInLine);
            group.Clear();
            var weight = 0;
            while (weight < _mostAtOnce && _waiting.Reader.TryRead(out var next))
            {
                group.Add(next);
                weight += _weigh(next);
            }
            if (group.Count > 0) await _serve(group);
        }
    }
}
