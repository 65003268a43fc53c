using System.Diagnostics;

namespace Gongshu.Load;

/// <summary>Plays rounds on one side, in this process.</summary>
internal sealed class Runner(ISide side, string name, int firstStranger = 0, int firstWarm = 0)
{
    private readonly Dealer _dealer = new(firstStranger, firstWarm);
    private readonly List<string> _cases = [];
    private int _serial;
    private long _feedRead;

    public async Task<Result> PlayAsync(Round round)
    {
        switch (round.Work)
        {
            case Work.Submit:
                var dealt = _dealer.Deal(round.Count, round.Lines, round.Population, round.Duplicates);
                return await SubmitAsync(round, i => dealt[i]);
            case Work.Hot:
                return await SubmitAsync(round, _ => _dealer.Hot());
            case Work.Precheck:
                var rosters = _dealer.Deal(round.Count, round.Lines, round.Population, round.Duplicates);
                var asked = Array.ConvertAll(rosters, roster => side.Prepare(roster, $"{name}-{firstStranger}-{firstWarm}-{_serial++}"));
                return await MeasureAsync(round, i => side.PrecheckAsync(asked[i]));
            case Work.History:
                return await MeasureAsync(round, async i => await side.HistoryAsync((int)(i * 7_919L % round.Population)) > 0 ? Told.Created : Complaints.Other("an empty history"));
            case Work.Decide:
                var cases = _cases.GetRange(_cases.Count - round.Count, round.Count);
                _cases.RemoveRange(_cases.Count - round.Count, round.Count);
                return await MeasureAsync(round, i => side.DecideAsync(cases[i]));
            case Work.Settle:
                var settled = await MeasureAsync(round with { Count = 1, Callers = 1 }, async _ =>
                {
                    await side.SettleAsync();
                    return Told.Created;
                });
                if (await side.SettledAsync() == round.Count) return settled;
                Complaints.Other("another number of cases");
                return settled with { Created = 0 };
            default:
                return await MeasureAsync(round with { Count = 1, Callers = 1 }, async _ =>
                {
                    await side.CoolAsync();
                    return Told.Created;
                });
        }
    }

    private async Task<Result> SubmitAsync(Round round, Func<int, Roster> rosterOf)
    {
        var prepared = new object[round.Count];
        for (var i = 0; i < prepared.Length; i++) prepared[i] = side.Prepare(rosterOf(i), $"{name}-{firstStranger}-{firstWarm}-{_serial++}");
        var filed = new string?[round.Count];
        using var over = new CancellationTokenSource();
        var readers = await FollowAsync(round.Readers, over.Token);
        var result = await MeasureAsync(round, async i =>
        {
            var (told, number) = await side.SubmitAsync(prepared[i]);
            filed[i] = number;
            return told;
        });
        await over.CancelAsync();
        _cases.AddRange(filed.OfType<string>());
        return result with { Told = (await Task.WhenAll(readers)).Sum() };
    }

    /// <summary>Readers that stand at the end of the feed, and read what comes until it is over; each answers how many events it was told.</summary>
    private async Task<Task<long>[]> FollowAsync(int readers, CancellationToken over)
    {
        if (readers == 0) return [];
        var end = _feedRead;
        while (await side.FeedAsync(end) is { Count: > 0 } page) end = page.Next;
        _feedRead = end;
        return [.. Enumerable.Range(0, readers).Select(_ => Task.Run(async () =>
        {
            var (after, told) = (end, 0L);
            while (!over.IsCancellationRequested)
            {
                var (count, next) = await side.FeedAsync(after);
                (after, told) = (next, told + count);
            }
            return told;
        }, CancellationToken.None))];
    }

    private static async Task<Result> MeasureAsync(Round round, Func<int, Task<Told>> request)
    {
        // What was made ready is old by now, and what the round allocates is its own.
        GC.Collect();
        var (told, taken) = (new Told[round.Count], new long[round.Count]);
        var cpu = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var (collections, paused) = (GC.CollectionCount(0), GC.GetTotalPauseDuration());
        var began = Stopwatch.GetTimestamp();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, round.Callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var i && i < round.Count)
            {
                var at = Stopwatch.GetTimestamp();
                if (round.PerSecond > 0) at = await DueAsync(began + (long)(i / round.PerSecond * Stopwatch.Frequency));
                told[i] = await request(i);
                taken[i] = Stopwatch.GetTimestamp() - at;
            }
        })));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var cpuSeconds = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        Array.Sort(taken);
        return new(
            round.Count, told.Count(t => t == Told.Created), told.Count(t => t == Told.Duplicate), seconds, cpuSeconds, GC.GetTotalAllocatedBytes(precise: true) - allocated,
            Milliseconds(taken, 0.50), Milliseconds(taken, 0.99), Environment.WorkingSet, GC.CollectionCount(0) - collections, (GC.GetTotalPauseDuration() - paused).TotalSeconds, GC.GetTotalMemory(forceFullCollection: round.Work is Work.Cool or Work.History));
    }

    /// <summary>Waits for its turn; what comes late was due all the same.</summary>
    private static async Task<long> DueAsync(long due)
    {
        var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
        if (left > TimeSpan.FromMilliseconds(1)) await Task.Delay(left);
        return due;
    }

    private static double Milliseconds(long[] sorted, double part) =>
        Stopwatch.GetElapsedTime(0, sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))]).TotalMilliseconds;
}
