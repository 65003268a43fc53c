using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Gongshu.Policy;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

/// <summary>The meter is one for the process: these tests run alone.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

public abstract class RoundTripContract : LedgerContract
{
    private static async Task<string> CountedAsync(Func<Task> work)
    {
        var counts = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == LedgerMeter.Name && instrument.Name == LedgerMeter.RoundTripsName) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => counts.AddOrUpdate((string)tags[0].Value!, count, (_, before) => before + count));
        listener.Start();
        await work();
        return string.Join(", ", counts.OrderBy(c => c.Key).Select(c => $"{c.Key} {c.Value}"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(200)]
    public async Task A_commit_and_the_loading_of_histories_are_one_round_trip_for_any_roster(int lines)
    {
        var keys = Enumerable.Range(1, lines).Select(i => Key(i)).ToArray();
        var command = Submit(Number(1)) with { NewClaims = [.. keys.Select((k, i) => Claim(Number(1), k, i + 1, certificate: $"c_{i}", worker: Worker(i + 1)))], PersonTokens = [new(1, Number(1))] };
        Assert.Equal("commit 1", await CountedAsync(() => CommitAllAsync(command)));
        Assert.Equal("load-histories 1", await CountedAsync(() => Ledger.LoadHistoriesAsync([.. keys.Select(k => k.Subject)], default)));
        Assert.Equal("load-certificate-owners 1", await CountedAsync(() => Ledger.LoadCertificateOwnersAsync([.. keys.Select((_, i) => $"c_{i}")], default)));
    }

    [Fact]
    public async Task What_stands_on_many_keys_is_one_round_trip_and_tells_the_live_holder_of_each()
    {
        var filed = Enumerable.Range(1, 40).Select(i => Submit(Number(i)) with { NewClaims = [Claim(Number(i), Key(i), certificate: $"c_{i}", worker: Worker(i))] }).ToArray();
        await CommitAllAsync(filed);
        await CommitAllAsync(new LedgerCommand { ClaimChanges = [new(Number(1), 1, Benefit.Assessment, ClaimStatus.Held, ClaimStatus.Released, Live: false)] });
        ClaimKey[] keys = [.. Enumerable.Range(1, 41).Select(i => Key(i))];
        var standing = new StandingClaims(new Dictionary<ClaimKey, CaseRow>(), new Dictionary<string, string>());
        Assert.Equal("load-standing 1", await CountedAsync(async () => standing = await Ledger.LoadStandingAsync(keys, ["c_1", "c_2", "c_unknown"], default)));
        Assert.Equal(keys[1..40], standing.Holders.Keys.OrderBy(key => Array.IndexOf(keys, key)));
        Assert.All(standing.Holders, held => Assert.Equal(Number(Array.IndexOf(keys, held.Key) + 1), held.Value.Case.Number));
        Assert.Equal([new("c_2", Worker(2))], standing.Owners);
        Assert.Equal("", await CountedAsync(() => Ledger.LoadStandingAsync([], [], default)));
    }

    [Fact]
    public async Task What_refusals_have_to_know_is_one_round_trip_for_any_number_and_each_gets_its_own()
    {
        var filed = Enumerable.Range(1, 40).Select(i => Submit(Number(i)) with { NewClaims = [Claim(Number(i), Key(i), certificate: $"c_{i}", worker: Worker(i))] }).ToArray();
        await CommitAllAsync(filed);
        RefusalQuestion[] questions = [.. filed.Select((command, i) => new RefusalQuestion(
            i % 2 == 0 ? command.Operation!.Id : OperationId.Of("x", "POST", "/", $"{i}"), [$"c_{i + 1}", "c_unknown"], [Number(i + 1), Number(1000)]))];
        RefusalFacts[] facts = [];
        Assert.Equal("load-refusal-facts 1", await CountedAsync(async () => facts = await Ledger.LoadRefusalFactsAsync(questions, default)));
        for (var i = 0; i < facts.Length; i++)
        {
            Assert.Equal(i % 2 == 0 ? Number(i + 1).ToString() : null, facts[i].Operation?.Stream);
            Assert.Equal(Worker(i + 1), facts[i].Owners[$"c_{i + 1}"]);
            Assert.False(facts[i].Owners.ContainsKey("c_unknown"));
            Assert.Equal(CaseStatus.Submitted, facts[i].Cases[Number(i + 1)].Case.Status);
            Assert.False(facts[i].Cases.ContainsKey(Number(1000)));
        }
        Assert.Empty(await Ledger.LoadRefusalFactsAsync([], default));

        await using var queue = new RefusalQueue(Ledger);
        var asked = await Task.WhenAll(questions.Select(question => queue.AskAsync(question, default)));
        Assert.Equal(facts.Select(f => f.Operation?.Stream), asked.Select(f => f.Operation?.Stream));
    }

    [Fact]
    public async Task Reading_for_many_cases_is_one_round_trip_each()
    {
        CaseNumber[] cases = [.. Enumerable.Range(1, 300).Select(i => Number(i))];
        await CommitAllAsync([.. cases.Select(number => Submit(number, Key((int)number.Ordinal)))]);
        Assert.Equal("count-queue 1, count-trained 1, find-traces 1, last-failed-accounts 1, load-feed 1, load-payable-claims 1, load-streams 1, window-figures 1", await CountedAsync(async () =>
        {
            await Ledger.LoadPayableClaimsAsync(cases, default);
            await Ledger.LastFailedAccountsAsync(cases, default);
            Assert.Equal(300, (await Ledger.LoadStreamsAsync([.. cases.Select(c => c.ToString())], default)).Count(s => s.Value.Length == 1));
            await Ledger.FindTracesAsync([.. cases.Select(c => (TraceKind.Phone, c.Ordinal))], default);
            await Ledger.CountTrainedAsync(2018, [new([], [], []), new([], [], [], MigrantOnly: true)], default);
            await Ledger.WindowFiguresAsync(Window, Window, 20, default);
            await Ledger.LoadFeedAsync(0, 1000, default);
            await Ledger.CountQueueAsync(new([CaseStatus.Submitted], WithOpenAppeals: true), new(2018, 3, 1), default);
        }));
    }

    [Fact]
    public async Task A_group_of_fifty_cases_is_one_round_trip() =>
        Assert.Equal("commit 1", await CountedAsync(() => CommitAllAsync([.. Enumerable.Range(1, 50).Select(i => Submit(Number(i), Key(i), Key(1000 + i)))])));

    [Fact]
    public async Task The_numbers_of_a_whole_block_are_one_round_trip() =>
        Assert.Equal("take-case-numbers 1", await CountedAsync(async () =>
        {
            for (var i = 0; i < 64; i++) await Ledger.NextCaseNumberAsync(Window, default);
        }));

    /// <summary>On PostgreSQL a conflict costs one SELECT and one repetition for the rest, whatever the number of losers.</summary>
    [Fact]
    public async Task A_group_with_many_conflicts_costs_no_round_trip_for_each()
    {
        await CommitAllAsync(Submit(Number(1), Key(1)));
        var group = Enumerable.Range(2, 40).Select(i => i % 2 == 0 ? Submit(Number(i), Key(1)) : Submit(Number(i), Key(i))).ToArray();
        var trips = await CountedAsync(() => Ledger.CommitAsync(group, default));
        Assert.True(trips is "commit 1" or "commit 2, judge 1" or "commit 3, judge 2", trips);
        Assert.Equal(21, await Database.CountAsync("cases"));
    }
}
