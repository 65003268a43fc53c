using Gongshu.Grains.Interfaces;
using Gongshu.Policy;
using Gongshu.Testing;

namespace Gongshu.Grains.Tests;

public sealed class DeskDeadlinesOnSqliteTests : DeskDeadlinesContract
{
    internal override Task<WindowsStore> StoreAsync() => WindowsStore.OnSqliteAsync();
}

public sealed class DeskDeadlinesOnPostgreSqlTests : DeskDeadlinesContract
{
    internal override Task<WindowsStore> StoreAsync() => WindowsStore.OnPostgreSqlAsync();

    [Fact]
    public async Task Two_clusters_on_one_database_tell_of_an_overdue_stage_once()
    {
        await using var store = await StoreAsync();
        await using var one = await SubmissionHost.StartAsync(store, "one");
        await using var other = await SubmissionHost.StartAsync(store, "other");
        await TellOnceAsync(one, other);
    }
}

/// <summary>Deadlines that the reminder sees to, on either database.</summary>
public abstract class DeskDeadlinesContract
{
    private const string March26 = "2018-03-26T09:00:00+08:00";

    internal abstract Task<WindowsStore> StoreAsync();

    [Fact]
    public async Task An_overdue_stage_is_told_once_whoever_asks_how_often()
    {
        await using var store = await StoreAsync();
        await using var host = await SubmissionHost.StartAsync(store);
        await TellOnceAsync(host, host);
    }

    /// <summary>Twenty cases whose handler's stage may take until 2018-03-12; then both hosts are asked together, again and again.</summary>
    internal static async Task TellOnceAsync(SubmissionHost one, SubmissionHost other)
    {
        var employer = await one.EmployerAsync(1);
        var filed = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => one.SubmitPatientlyAsync(SubmissionHost.Form(employer, [i]), $"due-{i}")));
        Assert.All(filed, answer => Assert.Equal(new DateOnly(2018, 3, 12), answer.Value!.DueOn));
        await MoveAsync(one, "2018-03-12T23:00:00+08:00");
        Assert.Empty(await NoticesAsync(one, filed));

        await Task.WhenAll(MoveAsync(one, "2018-03-13T00:00:01+08:00"), Deadlines(other).Attend());
        await Task.WhenAll(Enumerable.Range(0, 3).SelectMany(_ => new[] { Deadlines(one).Attend(), Deadlines(other).Attend() }));
        Assert.Equal(Enumerable.Repeat("case.overdue", 20), await NoticesAsync(one, filed));
        Assert.All(await one.CasesAsync(employer), row => Assert.Equal(1, row.Case.Version));
    }

    [Fact]
    public async Task A_window_tells_once_that_it_closes_soon_and_again_when_its_last_day_is_moved()
    {
        await using var store = await StoreAsync();
        await using (var host = await WindowsHost.StartAsync(store, March26))
        {
            Assert.Equal(["window.opened"], await host.EventsAsync("2018Q1"));
            await host.MoveToAsync("2018-03-27T23:59:00+08:00");
            Assert.Equal(["window.opened"], await host.EventsAsync("2018Q1"));
            // The third working day before Saturday the 31st is Wednesday the 28th.
            await host.MoveToAsync("2018-03-28T00:00:00+08:00");
            await host.Intake.AttendAll();
            Assert.Equal(["window.opened", "window.closingSoon"], await host.EventsAsync("2018Q1"));
        }
        await using var again = await WindowsHost.StartAsync(store);
        Assert.Null((await again.OverrideAsync("2018Q1", null, "2018-04-20")).Refusal);
        await again.MoveToAsync("2018-04-17T08:00:00+08:00");
        await again.MoveToAsync("2018-04-18T08:00:00+08:00");
        await again.MoveToAsync("2018-04-21T00:00:00+08:00");
        Assert.Equal(
            ["window.opened", "window.closingSoon", "window.overridden", "window.closingSoon", "window.closed", "window.settled"], await again.EventsAsync("2018Q1"));
    }

    [Fact]
    public async Task The_reminder_alone_tells_that_a_window_closes_soon()
    {
        await using var store = await StoreAsync();
        await using var host = await WindowsHost.StartAsync(store, "2018-03-27T23:59:57+08:00", attendEvery: TimeSpan.FromSeconds(1));
        await Poll.UntilAsync(async () => await host.EventsAsync("2018Q1") is [_, "window.closingSoon"], TimeSpan.FromSeconds(60), "the reminder");
    }

    private static async Task MoveAsync(SubmissionHost host, string to) =>
        Assert.Null((await host.Grains.GetGrain<IClockGrain>(GrainKeys.Clock).Move(DateTimeOffset.Parse(to))).Refusal);

    private static IDeadlinesGrain Deadlines(SubmissionHost host) => host.Grains.GetGrain<IDeadlinesGrain>(GrainKeys.Deadlines);

    private static async Task<string[]> NoticesAsync(SubmissionHost host, Answer<CaseView>[] filed)
    {
        var types = new List<string>();
        foreach (var answer in filed)
            types.AddRange((await host.Ledger.LoadEventsAsync($"{answer.Value!.CaseNumber}.due", 0, CancellationToken.None)).Select(stored => stored.Type));
        return [.. types];
    }
}
