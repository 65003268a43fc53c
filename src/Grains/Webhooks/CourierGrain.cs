using Gongshu.Grains.Feed;
using Gongshu.Grains.Interfaces;
using Gongshu.Ledger;
using Microsoft.Extensions.Logging;

namespace Gongshu.Grains.Webhooks;

/// <summary>
/// Delivers to one subscriber. First what is due again, oldest event first; then what is new, in order. What is not accepted is kept as a row and
/// tried again later, and its successors go on; with <see cref="MostRetrying"/> of them nothing new is taken, so that a receiver that is away
/// for days costs no more than that. When it answers again, all of them are due at once.
/// </summary>
public sealed partial class CourierGrain(
    ILedger ledger, FeedReader feed, FeedTelling telling, WebhookPost post, WebhookSettings settings, TimeProvider time, ILogger<CourierGrain> logger)
    : Grain, ICourierGrain, IDisposable
{
    /// <summary>How many deliveries of one subscription are tried again at a time.</summary>
    public const int MostRetrying = 50;

    private const int PageSize = 20, FailuresOfOneAway = 3;

    // Foreign events that were gone over without a note of it: read again after a restart.
    private const long NotedEvery = 1_000;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20), AfterFault = TimeSpan.FromSeconds(2);

    private readonly List<DeliveryRow> _retrying = [];
    private IGrainTimer? _timer;
    private CancellationTokenSource _news = new();
    private WebhookRow? _hook;
    private long _position, _noted;
    private int _failures;
    private bool _stale = true;

    private string Id => this.GetPrimaryKeyString()[GrainKeys.CourierPrefix.Length..];

    /// <inheritdoc/>
    public async Task Attend()
    {
        _stale = true;
        _timer ??= this.RegisterGrainTimer(RoundAsync, new GrainTimerCreationOptions(TimeSpan.Zero, TimeSpan.FromMilliseconds(1)) { Interleave = true, KeepAlive = true });
        await _news.CancelAsync();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _news.CancelAsync();
        _timer?.Dispose();
    }

    public void Dispose() => _news.Dispose();

    private async Task RoundAsync(CancellationToken ends)
    {
        if (_news.IsCancellationRequested)
        {
            _news.Dispose();
            _news = new();
        }
        using var wakes = CancellationTokenSource.CreateLinkedTokenSource(ends, _news.Token);
        try
        {
            if (_stale && !await LoadAsync(ends)) return;
            if (await RetryAsync(ends)) await TakeNewAsync(ends, wakes.Token);
        }
        catch (OperationCanceledException) when (wakes.IsCancellationRequested)
        {
            // Woken, or at an end.
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogNotDelivered(Id, fault.Message);
            _stale = true;
            await Task.Delay(AfterFault, time, ends).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    /// <returns>False: there is nothing to deliver to any more.</returns>
    private async Task<bool> LoadAsync(CancellationToken ends)
    {
        _stale = false;
        var begins = _hook is null;
        _hook = await ledger.Webhooks.FindAsync(Id, ends);
        if (_hook is not { DisabledAt: null })
        {
            End();
            return false;
        }
        _retrying.Clear();
        _retrying.AddRange(await ledger.Webhooks.RetryingAsync(Id, int.MaxValue, ends));
        // Whether the receiver is away is forgotten with the activation: many that wait say so.
        if (begins) _failures = _retrying.Count;
        // As it was saved: what this activation had gone on to may have failed and stand in no row. Told twice, under one id, is better than never.
        _position = _noted = _hook.Write.Position;
        return true;
    }

    private void End()
    {
        _timer?.Dispose();
        _timer = null;
        DeactivateOnIdle();
    }

    /// <returns>Whether there is room for new ones now; if not, it has waited for the next that is due.</returns>
    private async Task<bool> RetryAsync(CancellationToken ends)
    {
        foreach (var row in _retrying.Where(row => row.NextAt <= time.GetUtcNow()).ToArray())
        {
            if (await FindAsync(row.Sequence, ends) is not { } told)
            {
                // Nothing may vanish from the feed: kept for a person to look at.
                await SaveAsync([row with { Status = DeliveryStatus.Dead, NextAt = null, Error = "no such event" }], [], ends);
                continue;
            }
            if (!await TryAsync(told, row, ends)) return false;
        }
        if (_retrying.Count < MostRetrying) return true;
        await Task.Delay(UntilNext(), time, ends);
        return false;
    }

    private async Task TakeNewAsync(CancellationToken ends, CancellationToken wakes)
    {
        if (feed.IsEnding) await Task.Delay(AfterFault, time, ends);
        var page = await feed.ReadAsync(_position, Math.Min(PageSize, MostRetrying - _retrying.Count), Wanted, UntilNext(), wakes);
        // Restored from a backup that is older than what it was told of: it goes on from there by itself.
        if (page is null)
        {
            await Task.Delay(AfterFault, time, ends);
            return;
        }
        foreach (var told in page.Items)
        {
            if (!await TryAsync(told, null, ends)) return;
            _position = told.Sequence;
        }
        _position = page.Next;
        if (page.Items.Length > 0 || _position - _noted >= NotedEvery) await SaveAsync([], [], ends);
    }

    /// <summary>One attempt, and what follows of it.</summary>
    /// <param name="before">Null: the first.</param>
    /// <returns>False: there is nothing to deliver to any more.</returns>
    private async Task<bool> TryAsync(CloudEvent told, DeliveryRow? before, CancellationToken ends)
    {
        var attempt = await post.SendAsync(Id, _hook!.Write.Target, told, ends);
        var now = time.GetUtcNow();
        if (attempt.Accepted)
        {
            if (_failures >= FailuresOfOneAway) MakeDue(now);
            _failures = 0;
            return before is null || await SaveAsync([], [told.Sequence], ends);
        }
        _failures++;
        var (attempts, firstAt) = ((before?.Attempts ?? 0) + 1, before?.FirstAt ?? now);
        var next = attempt.Gone ? null : Backoff.Next(settings, attempts, firstAt, now, Random.Shared.Next(80, 121));
        var row = new DeliveryRow(told.Sequence, next is null ? DeliveryStatus.Dead : DeliveryStatus.Retrying, attempts, firstAt, now, next, attempt.Error);
        if (row.Status == DeliveryStatus.Dead) LogDead(Id, told.Sequence, attempt.Error!);
        if (before is null) _position = told.Sequence;
        if (!attempt.Gone) return await SaveAsync([row], [], ends);
        await ledger.Webhooks.SaveAsync(Id, _position, [row], [], now, ends);
        LogDisabled(Id);
        End();
        return false;
    }

    private void MakeDue(DateTimeOffset now)
    {
        for (var i = 0; i < _retrying.Count; i++) _retrying[i] = _retrying[i] with { NextAt = now };
    }

    private async Task<bool> SaveAsync(DeliveryRow[] kept, long[] accepted, CancellationToken ends)
    {
        foreach (var row in kept)
        {
            _retrying.RemoveAll(old => old.Sequence == row.Sequence);
            if (row.Status == DeliveryStatus.Retrying) _retrying.Insert(_retrying.Count(old => old.Sequence < row.Sequence), row);
        }
        _retrying.RemoveAll(old => accepted.Contains(old.Sequence));
        var stands = await ledger.Webhooks.SaveAsync(Id, _position, kept, accepted, null, ends);
        _noted = _position;
        if (!stands) End();
        return stands;
    }

    private TimeSpan UntilNext()
    {
        if (_retrying.Count == 0) return LongestWait;
        var left = _retrying.Min(row => row.NextAt)!.Value - time.GetUtcNow();
        return left <= TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : left < LongestWait ? left : LongestWait;
    }

    private bool Wanted(CloudEvent told) => FeedReader.Sees(OrgOf(_hook!.Write.Owner), told) && _hook.Write.Types.Contains(told.Type);

    /// <summary>Whose events an owner gets; null: all.</summary>
    internal static string? OrgOf(string owner) => owner is "*" or WebhookWrite.Staff ? null : owner;

    private async Task<CloudEvent?> FindAsync(long sequence, CancellationToken ends)
    {
        var page = await ledger.LoadFeedAsync(sequence - 1, 1, ends);
        return (await telling.TellAsync(page.Events, ends)).FirstOrDefault(told => told.Sequence == sequence);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Webhook} could not be delivered to: {Reason}")]
    private partial void LogNotDelivered(string webhook, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Webhook}: event {Sequence} was given up ({Error})")]
    private partial void LogDead(string webhook, long sequence, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Webhook} answered that it is gone: nothing more is sent")]
    private partial void LogDisabled(string webhook);
}
