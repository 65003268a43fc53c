using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gongshu.Grains.Feed;

/// <summary>The end of the feed as one reading left it. Immutable.</summary>
/// <param name="Floor">All that was told after this position is in <paramref name="Events"/>.</param>
/// <param name="UpTo">A committed number; what lies up to it is decided.</param>
/// <param name="Last">The highest committed number.</param>
public sealed record Tail(long Floor, long UpTo, long Last, CloudEvent[] Events)
{
    /// <summary>The first of those after a position that the caller sees.</summary>
    public FeedView Page(long after, int limit, Func<CloudEvent, bool> sees)
    {
        CloudEvent[] page = [.. Events.Where(told => told.Sequence > after && sees(told)).Take(limit)];
        return new(page, page.Length == limit ? page[^1].Sequence : Math.Max(after, UpTo));
    }
}

/// <summary>
/// The end of the feed in this process's memory: one reading of the ledger serves everybody who asks or waits meanwhile. While somebody waits it
/// looks as soon as this process has committed something, and for what other processes commit every half a second.
/// </summary>
public sealed partial class FeedTail : IDisposable
{
    private const int MostEvents = 2_000, PageSize = 1_000;

    // A commit that still runs keeps later ones back: it ends soon.
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500), LookAgain = TimeSpan.FromMilliseconds(25), Pause = TimeSpan.FromMilliseconds(15);

    private readonly ILedger _ledger;
    private readonly FeedTelling _telling;
    private readonly TimeProvider _time;
    private readonly ILogger<FeedTail> _logger;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _committed = new(0, 1);
    private Tail? _tail;
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<Tail>? _reading, _nextReading;
    private int _waiting;
    private bool _watched;

    public FeedTail(ILedger ledger, FeedTelling telling, TimeProvider time, IHostApplicationLifetime program, ILogger<FeedTail> logger)
    {
        (_ledger, _telling, _time, _logger) = (ledger, telling, time, logger);
        ledger.EventsCommitted += Wake;
        program.ApplicationStopping.Register(End);
    }

    /// <summary>The program stops: nobody waits any more.</summary>
    public bool IsEnding { get; private set; }

    public void Dispose()
    {
        _ledger.EventsCommitted -= Wake;
        _committed.Dispose();
    }

    /// <summary>The tail as it is now: read after this call began, by whoever calls together.</summary>
    /// <exception cref="LedgerUnavailableException"/>
    public Task<Tail> ReadAsync()
    {
        lock (_lock)
        {
            if (_nextReading is { } next) return next;
            if (_reading is { IsCompleted: false } running) return _nextReading = ReadAfterAsync(running);
            return _reading = Task.Run(ReadOnAsync);
        }
    }

    /// <summary>Returns when something after the position is decided, the time is over, or the program stops.</summary>
    /// <exception cref="OperationCanceledException"/>
    public async Task<Tail> BeyondAsync(Tail known, long position, TimeSpan wait, CancellationToken cancellation)
    {
        var until = _time.GetTimestamp() + (long)(wait.TotalSeconds * _time.TimestampFrequency);
        Join();
        try
        {
            while (true)
            {
                Task moved;
                lock (_lock) (known, moved) = (_tail ?? known, _moved.Task);
                var left = _time.GetElapsedTime(_time.GetTimestamp(), until);
                if (known.UpTo > position || left <= TimeSpan.Zero || IsEnding) return known;
                await moved.WaitAsync(left, _time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellation.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private void Join()
    {
        Interlocked.Increment(ref _waiting);
        lock (_lock)
        {
            if (_watched) return;
            _watched = true;
        }
        _ = Task.Run(WatchAsync);
    }

    private async Task WatchAsync()
    {
        while (true)
        {
            lock (_lock)
            {
                if (Volatile.Read(ref _waiting) == 0)
                {
                    _watched = false;
                    return;
                }
            }
            var next = LookEvery;
            try
            {
                var tail = await ReadAsync();
                if (tail.UpTo < tail.Last) next = LookAgain;
            }
            catch (Exception fault)
            {
                // Whoever waits goes on waiting: the next look may succeed, and who asks anew is told.
                LogNotRead(fault.Message);
            }
            await Task.Delay(Pause, _time);
            await _committed.WaitAsync(next);
        }
    }

    private void End()
    {
        lock (_lock)
        {
            IsEnding = true;
            _moved.TrySetResult();
        }
    }

    private void Wake(object? sender, EventArgs args)
    {
        lock (_lock)
        {
            if (_committed.CurrentCount == 0) _committed.Release();
        }
    }

    private async Task<Tail> ReadAfterAsync(Task running)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_lock) (_reading, _nextReading) = (_nextReading, null);
        return await Task.Run(ReadOnAsync);
    }

    private async Task<Tail> ReadOnAsync()
    {
        var before = _tail ?? await BeginAsync();
        while (true)
        {
            var page = await _ledger.LoadFeedAsync(before.UpTo, PageSize, CancellationToken.None);
            // Another database stands in this one's place: restored while the program ran.
            if (page.Last < before.UpTo) before = new(page.DecidedUpTo, page.DecidedUpTo, page.Last, []);
            else before = Grown(before, page, await _telling.TellAsync(page.Events, CancellationToken.None));
            Keep(before);
            if (page.Events.Length < PageSize) return before;
        }
    }

    private async Task<Tail> BeginAsync()
    {
        var end = await _ledger.LoadFeedAsync(0, 1, CancellationToken.None);
        return new(end.DecidedUpTo, end.DecidedUpTo, end.Last, []);
    }

    private static Tail Grown(Tail before, FeedPage page, CloudEvent[] told)
    {
        var upTo = page.Events.Length > 0 ? page.Events[^1].Sequence : before.UpTo;
        CloudEvent[] all = [.. before.Events, .. told];
        var cut = all.Length - MostEvents;
        return cut <= 0 ? new(before.Floor, upTo, page.Last, all) : new(all[cut - 1].Sequence, upTo, page.Last, all[cut..]);
    }

    private void Keep(Tail tail)
    {
        TaskCompletionSource? moved = null;
        lock (_lock)
        {
            if (_tail?.UpTo != tail.UpTo) (moved, _moved) = (_moved, new(TaskCreationOptions.RunContinuationsAsynchronously));
            _tail = tail;
        }
        moved?.TrySetResult();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The feed could not be read: {Reason}")]
    private partial void LogNotRead(string reason);
}
