using System.Collections.Concurrent;
using Gongshu.Policy;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

public abstract class RaceContract : LedgerContract
{
    [Fact]
    public async Task Two_processes_that_race_for_thousands_of_claims_have_one_winner_each()
    {
        var random = new Random(20180305);
        await using var first = new CommitQueue(Ledger, 3);
        await using var second = new CommitQueue(Database.Open(), 3);
        var commands = Enumerable.Range(1, 800).Select(i =>
        {
            var keys = Enumerable.Range(0, 5).Select(_ => Key(random.Next(4000))).Distinct().ToArray();
            random.Shuffle(keys);
            return Submit(Number(i), keys);
        }).ToArray();
        var outcomes = new ConcurrentDictionary<CaseNumber, CommitOutcome>();
        await Parallel.ForEachAsync(commands, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (command, _) =>
            outcomes[command.Cases[0].Number] = await (command.Cases[0].Number.Ordinal % 2 == 0 ? first : second).CommitAsync(command, default));

        var winners = commands.Where(c => outcomes[c.Cases[0].Number] is Committed).ToArray();
        var keys = winners.SelectMany(c => c.NewClaims).Select(c => c.Key).ToArray();
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(keys.Length, await Database.CountAsync("claims"));
        Assert.Equal(winners.Length, await Database.CountAsync("cases"));
        var holders = winners.SelectMany(c => c.NewClaims).ToDictionary(c => c.Key, c => c.Case);
        foreach (var loser in commands.Except(winners))
        {
            var taken = Assert.IsType<KeysTaken>(outcomes[loser.Cases[0].Number]);
            Assert.All(taken.Conflicts, c => Assert.Equal(holders[c.Key], c.Case));
        }
        Assert.True(winners.Length is > 200 and < 800, $"{winners.Length} won");
    }

    [Fact]
    public async Task Fifty_twins_on_two_processes_are_one_effect()
    {
        var second = Database.Open();
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 50).Select(i => Task.Run(() =>
            (i % 2 == 0 ? Ledger : second).CommitAsync(Submit(Number(i), Key(1)) with { Operation = Operation("same", Number(i)) }))));
        var stream = Assert.Single(outcomes.Select((o, i) => (o, i)), p => p.o is Committed).i + 1;
        Assert.All(outcomes.OfType<AlreadyCommitted>(), o => Assert.Equal(Number(stream).ToString(), o.Record.Stream));
        Assert.Equal(49, outcomes.OfType<AlreadyCommitted>().Count());
    }

    [Fact]
    public async Task Of_two_processes_that_change_one_case_each_version_has_one_author()
    {
        await CommitAllAsync(Submit(Number(1)));
        var second = Database.Open();
        var wins = 0;
        await Task.WhenAll(new[] { Ledger, second, Ledger, second }.Select(ledger => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                var version = (await ledger.FindCaseAsync(Number(1), default))!.Case.Version;
                if (await ledger.CommitAsync(new LedgerCommand { Cases = [Case(Number(1), version + 1)] }) is Committed) Interlocked.Increment(ref wins);
            }
        })));
        Assert.Equal(wins + 1, (await Ledger.FindCaseAsync(Number(1), default))!.Case.Version);
    }

    [Fact]
    public async Task An_abandoned_operation_has_no_effect_until_a_retry_replaces_it()
    {
        var command = Submit(Number(1), Key(1));
        Assert.IsType<NeverHappened>(await Ledger.AbandonAsync(command.Operation!, TimeSpan.FromSeconds(5), default));
        Assert.True((await Ledger.FindOperationAsync(command.Operation!.Id, default))!.Abandoned);
        Assert.IsType<NeverHappened>(await Ledger.AbandonAsync(command.Operation!, TimeSpan.FromSeconds(5), default));
        await CommitAllAsync(command);
        Assert.IsType<DidHappen>(await Ledger.AbandonAsync(command.Operation!, TimeSpan.FromSeconds(5), default));
        Assert.False((await Ledger.FindOperationAsync(command.Operation!.Id, default))!.Abandoned);
        Assert.Null(await Ledger.FindOperationAsync(OperationId.Of("a", "b", "c", "d"), default));
    }

    [Fact]
    public async Task An_abandoned_operation_whose_keys_were_taken_meanwhile_is_refused_and_stays_abandoned()
    {
        var command = Submit(Number(1), Key(1));
        await Ledger.AbandonAsync(command.Operation!, TimeSpan.FromSeconds(5), default);
        await CommitAllAsync(Submit(Number(2), Key(1)));
        await RefusedAsync<KeysTaken>(command);
        Assert.True((await Ledger.FindOperationAsync(command.Operation!.Id, default))!.Abandoned);
    }

    [Fact]
    public async Task The_queue_answers_everyone_and_drains_when_it_stops()
    {
        var queue = new CommitQueue(Ledger, 2, mostRows: 50);
        var waiting = Enumerable.Range(1, 300).Select(i => queue.CommitAsync(Submit(Number(i), Key(i % 250)), default)).ToArray();
        await queue.DisposeAsync();
        var outcomes = await Task.WhenAll(waiting);
        Assert.Equal(250, outcomes.OfType<Committed>().Count());
        Assert.Equal(50, outcomes.OfType<KeysTaken>().Count());
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => queue.CommitAsync(Submit(Number(999)), default));
    }
}
