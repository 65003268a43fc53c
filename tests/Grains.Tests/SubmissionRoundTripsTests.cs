using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Subjects;
using Gongshu.Ledger;
using Gongshu.Policy;
using Gongshu.Testing;
using Xunit.Abstractions;

namespace Gongshu.Grains.Tests;

/// <summary>The counter is the process's, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(SubmissionRoundTripsTests), DisableParallelization = true)]
public sealed class SubmissionRoundTripsAlone;

/// <summary>What one submission costs the database, which must not grow with its roster.</summary>
[Collection(nameof(SubmissionRoundTripsTests))]
public sealed class SubmissionRoundTripsTests(ITestOutputHelper output)
{
    private static readonly int[] Sizes = [1, 20, 200];

    // The policy clock looks whether it was moved; case numbers are taken in blocks, once for many submissions.
    private static readonly string[] NotOfTheSubmission = ["get-meta", "get-or-add-meta", "take-case-numbers"];

    [Fact]
    public Task On_SQLite_a_submission_is_one_commit_and_at_most_one_reading_whatever_its_roster() => CountAsync("SQLite", WindowsStore.OnSqliteAsync());

    [Fact]
    public Task On_PostgreSQL_a_submission_is_one_commit_and_at_most_one_reading_whatever_its_roster() =>
        CountAsync("PostgreSQL", WindowsStore.OnPostgreSqlAsync());

    private async Task CountAsync(string database, Task<WindowsStore> made)
    {
        await using var store = await made;
        await using var host = await SubmissionHost.StartAsync(store);
        var employer = await host.EmployerAsync(0);
        await host.SubmitAsync(SubmissionHost.Form(employer, [5000]), "first");
        var first = 0;
        foreach (var size in Sizes)
        {
            var persons = Enumerable.Range(first, size).ToArray();
            first += size;
            var cold = await CountAsync(host, SubmissionHost.Form(employer, persons), $"cold-{size}");
            var warm = await CountAsync(host, SubmissionHost.Form(employer, persons, SkillLevel.Technician), $"warm-{size}");
            output.WriteLine($"{database,-10} N={size,3}  cold: {Print(cold),-36} warm: {Print(warm)}");
            Assert.Equal(["commit 1", "load-histories 1"], Lines(cold));
            Assert.Equal(["commit 1"], Lines(warm));
            // No grain of theirs was called, neither for strangers nor for those that are known already.
            Assert.Equal(0, host.HoldMessages);
        }
    }

    /// <summary>Each would open a connection for it: a server that lets in a hundred has none left then.</summary>
    [Fact]
    public async Task Those_who_ask_at_once_which_persons_were_merged_share_one_reading()
    {
        await using var store = await WindowsStore.OnPostgreSqlAsync();
        await using var host = await SubmissionHost.StartAsync(store);
        var references = host.Service<PersonReferences>();
        references.Forget();
        var counts = await CountAsync(() => Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () => await references.Current()))));
        Assert.Equal(["load-aliases 1"], Lines(counts));
        references.Forget();
        Assert.Equal(["load-aliases 1"], Lines(await CountAsync(async () => await references.Current())));
    }

    [Fact]
    public async Task Those_who_ask_at_once_for_the_days_after_a_change_share_one_reading()
    {
        await using var store = await WindowsStore.OnPostgreSqlAsync();
        await using var host = await SubmissionHost.StartAsync(store);
        var leader = new Actor("u-leader", "负责人", Roles.Leader, null);
        var change = new OverrideWindow(null, new DateOnly(2018, 3, 21), "测试", null, leader, null);
        Assert.Null((await host.Grains.GetGrain<IIntakeWindowGrain>(GrainKeys.Window(new WindowId(2018, 1))).Override(change)).Refusal);
        var intake = host.Grains.GetGrain<IIntakeGrain>(GrainKeys.Intake);
        var told = Array.Empty<IntakeAt>();
        var counts = await CountAsync(async () => told = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => intake.At(host.Now))));
        Assert.Equal(["load-events 1"], Lines(counts));
        Assert.All(told, at => Assert.Equal(new DateOnly(2018, 3, 21), at.Open!.ClosesOn));
    }

    [Fact]
    public Task On_SQLite_a_warm_history_is_read_from_memory() => CountHistoryAsync(WindowsStore.OnSqliteAsync());

    [Fact]
    public Task On_PostgreSQL_a_warm_history_is_read_from_memory() => CountHistoryAsync(WindowsStore.OnPostgreSqlAsync());

    /// <summary>A worker whose claims were just taken is warm; a change of one is read once, and no more.</summary>
    private static async Task CountHistoryAsync(Task<WindowsStore> made)
    {
        await using var store = await made;
        await using var host = await SubmissionHost.StartAsync(store);
        var employer = await host.EmployerAsync(0);
        var taken = await host.SubmitAsync(SubmissionHost.Form(employer, [7]), "first");
        Assert.Empty(Lines(await CountAsync(async () => Assert.Equal([taken.Value!.CaseNumber], await host.CasesOfAsync(7)))));

        var reject = new DecisionForm { Stage = Stage.Handler, Outcome = DecisionOutcome.Reject, Comment = "测试" };
        var officer = new Actor("u-officer", "测试", Roles.Handler, null);
        var decided = await host.Grains.GetGrain<IApplicationGrain>(GrainKeys.Case(taken.Value!.CaseNumber)).Decide(new DecideCase(reject, 1, null, officer));
        Assert.Null(decided.Refusal);
        await Poll.UntilAsync(async () => (await host.StatusesOfAsync(7)).SequenceEqual([ClaimStatus.Released]), TimeSpan.FromSeconds(10), "the release is told");
        Assert.Empty(Lines(await CountAsync(async () => Assert.Equal([ClaimStatus.Released], await host.StatusesOfAsync(7)))));

        await host.SubmitAsync(SubmissionHost.Form(employer, [7], SkillLevel.Technician), "second");
        var warm = Whole(await host.HistoryAsync(7));
        await host.DeactivateAllAsync();
        Assert.Equal(warm, Whole(await host.HistoryAsync(7)));
    }

    [Fact]
    public Task On_SQLite_a_report_reads_as_often_for_thirty_cases_as_for_three() => CountReportAsync(WindowsStore.OnSqliteAsync());

    [Fact]
    public Task On_PostgreSQL_a_report_reads_as_often_for_thirty_cases_as_for_three() => CountReportAsync(WindowsStore.OnPostgreSqlAsync());

    /// <summary>The second look at the numbers of cases finds none left.</summary>
    private async Task CountReportAsync(Task<WindowsStore> made)
    {
        await using var store = await made;
        await using var host = await SubmissionHost.StartAsync(store);
        var employer = await host.EmployerAsync(0);
        var officer = new Actor("u-officer", "测试", Roles.Auditor, null);
        var filed = 0;
        foreach (var cases in new[] { 3, 30 })
        {
            for (; filed < cases; filed++) Assert.True((await host.SubmitAsync(SubmissionHost.Form(employer, [filed]), $"{filed}")).Created);
            WindowReportView? report = null;
            var counts = await CountAsync(async () => report = (await host.Grains.GetGrain<IReportsGrain>(0).Window(WindowId.OfDay(PolicyTime.DayOf(host.Now)), officer, english: false)).Value);
            Assert.Equal(cases, report!.Totals.Cases);
            Assert.Equal(
                ["case-numbers 2", "find-traces 1", "former-owners 1", "list-batches 1", "load-histories 1", "load-streams 1", "payable-cases 1", "uncounted-cases 1", "window-figures 1"],
                Lines(counts).Where(line => !line.StartsWith("load-events", StringComparison.Ordinal) && !line.StartsWith("window-totals", StringComparison.Ordinal)));
            output.WriteLine($"{cases}: {Print(counts)}");
        }
    }

    [Fact]
    public Task On_SQLite_a_simulation_reads_as_often_for_thirty_cases_as_for_three() => CountSimulationAsync(WindowsStore.OnSqliteAsync());

    [Fact]
    public Task On_PostgreSQL_a_simulation_reads_as_often_for_thirty_cases_as_for_three() => CountSimulationAsync(WindowsStore.OnPostgreSqlAsync());

    /// <summary>Under the policy in force no key has to be asked for; under one with other keys all of them, at once.</summary>
    private static async Task CountSimulationAsync(Task<WindowsStore> made)
    {
        await using var store = await made;
        await using var host = await SubmissionHost.StartAsync(store);
        var employer = await host.EmployerAsync(0);
        var leader = new Actor("u-leader", "测试", Roles.Leader, null);
        var inForce = (await host.Grains.GetGrain<IPolicyGrain>(0).Get("gongshu-2018"))!;
        var inALife = inForce.Replace("\"perOccupationAndLevel\",\n      \"alternatives\": [\"perLevel\", \"inALife\"]", "\"inALife\",\n      \"alternatives\": [\"perLevel\", \"perOccupationAndLevel\"]", StringComparison.Ordinal);
        Assert.NotEqual(inForce, inALife);
        var filed = 0;
        foreach (var cases in new[] { 3, 30 })
        {
            for (; filed < cases; filed++) Assert.True((await host.SubmitAsync(SubmissionHost.Form(employer, [filed]), $"{filed}")).Created);
            foreach (var (policy, reads) in new[] { (inForce, "case-numbers 2 load-streams 1"), (inALife, "case-numbers 2 load-standing 1 load-streams 1") })
            {
                var query = new SimulationQuery(new(policy, WindowId.OfDay(PolicyTime.DayOf(host.Now))), null, null, 50, English: false);
                Answer<SimulationView>? told = null;
                var counts = await CountAsync(async () => told = await host.Grains.GetGrain<ISimulationGrain>(0).Run(query, leader));
                Assert.Equal((cases, cases, Money.Zero, Money.Yuan(500 * cases)), (told!.Value!.Totals.Cases, told.Value.Lines.Length, told.Value.Totals.Amounts.Difference, told.Value.Totals.Amounts.WouldPay));
                Assert.Equal(reads.Split(' ').Chunk(2).Select(pair => string.Join(' ', pair)), Lines(counts).Where(line => !line.StartsWith("load-events", StringComparison.Ordinal) && !line.StartsWith("window-totals", StringComparison.Ordinal)));
            }
        }
    }

    /// <summary>Everything that an entry shows, so that it compares by value.</summary>
    private static (string, ClaimView)[] Whole(ClaimView[] views) =>
        Array.ConvertAll(views, view => (string.Join(' ', view.EntitlementKeys), view with { EntitlementKeys = Array.Empty<string>() }));

    private static Task<IReadOnlyDictionary<string, long>> CountAsync(SubmissionHost host, ApplicationForm form, string key) =>
        CountAsync(async () => Assert.True((await host.SubmitAsync(form, key)).Created));

    private static async Task<IReadOnlyDictionary<string, long>> CountAsync(Func<Task> act)
    {
        var counts = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == LedgerMeter.Name && instrument.Name == LedgerMeter.RoundTripsName) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            foreach (var tag in tags)
                if (tag.Key == LedgerMeter.OperationTag) counts.AddOrUpdate((string)tag.Value!, value, (_, sum) => sum + value);
        });
        listener.Start();
        await act();
        foreach (var other in NotOfTheSubmission) counts.TryRemove(other, out _);
        return counts;
    }

    private static string Print(IReadOnlyDictionary<string, long> counts) => string.Join(", ", Lines(counts));

    private static IEnumerable<string> Lines(IReadOnlyDictionary<string, long> counts) => counts.OrderBy(count => count.Key).Select(count => $"{count.Key} {count.Value}");
}
