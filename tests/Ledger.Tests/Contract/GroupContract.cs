using Gongshu.Policy;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

public abstract class GroupContract : LedgerContract
{
    /// <summary>Each kind of failure, between two neighbours that succeed.</summary>
    [Theory]
    [InlineData("operation")]
    [InlineData("case")]
    [InlineData("version")]
    [InlineData("stream")]
    [InlineData("duties")]
    [InlineData("certificate")]
    [InlineData("key")]
    [InlineData("claim change")]
    [InlineData("claim stop")]
    [InlineData("reversal")]
    [InlineData("batch")]
    [InlineData("batch line")]
    public async Task A_failing_neighbour_never_fails_you_and_leaves_nothing(string kind)
    {
        await CommitAllAsync(Submit(Number(1), Key(1)) with
        {
            NewClaims = [Claim(Number(1), Key(1), certificate: "c_1", worker: Worker(1))],
            Decision = new(Number(1), 1, Stage.Handler, "u-1"),
            Batch = new("B-1", Window, 1, March, "u-9", [1], new Money(5000), [Pays(1, Number(1))]),
        });
        var failing = Submit(Number(50), Key(50)) with { PersonTokens = [new(77, Number(50))] };
        failing = kind switch
        {
            "operation" => failing with { Operation = Operation(Number(1).ToString(), Number(50)) },
            "case" => failing with { Cases = [Case(Number(50)), Case(Number(1))] },
            "version" => failing with { Cases = [Case(Number(50)), Case(Number(1), 3)] },
            "stream" => failing with { Events = [Event(Number(1).ToString())] },
            "duties" => failing with { Decision = new(Number(1), 1, Stage.Approver, "u-1") },
            "certificate" => failing with { NewClaims = [Claim(Number(50), Key(50), certificate: "c_1", worker: Worker(50))] },
            "key" => failing with { NewClaims = [Claim(Number(50), Key(50)), Claim(Number(50), Key(1), line: 2)] },
            "claim change" => failing with { ClaimChanges = [new(Number(1), 1, Benefit.Assessment, ClaimStatus.Paid, ClaimStatus.ClawedBack, true)] },
            "batch" => failing with { Batch = new("B-1", Window, 2, March, "u-9", [1], new Money(0), []) },
            "claim stop" => failing with { ClaimStops = [new(Number(1), 1, Benefit.Assessment, true)] },
            "reversal" => failing with { ReversedDecision = new(Number(1), 1, Stage.Handler, "u-2") },
            _ => failing with { Batch = new("B-2", Window, 2, March, "u-9", [1], new Money(5000), [Pays(1, Number(1))]) },
        };
        var outcomes = await Ledger.CommitAsync([Submit(Number(2), Key(2)), failing, Submit(Number(3), Key(3))], default);
        Assert.IsType<Committed>(outcomes[0]);
        Assert.IsType<Committed>(outcomes[2]);
        var expected = kind switch
        {
            "operation" => typeof(AlreadyCommitted),
            "duties" => typeof(DutiesNotSeparate),
            "certificate" => typeof(CertificatesTaken),
            "key" => typeof(KeysTaken),
            _ => typeof(StaleVersion),
        };
        Assert.IsType(expected, outcomes[1]);
        Assert.Null(await Ledger.FindCaseAsync(Number(50), default));
        Assert.Empty((await Ledger.LoadHistoriesAsync([Key(50).Subject], default))[0].Entries);
        Assert.Empty(await Ledger.LoadEventsAsync(Number(50).ToString(), 0, default));
        Assert.Equal(0, await Database.CountAsync("person_tokens"));
        Assert.Equal(1, (await Ledger.FindCaseAsync(Number(1), default))!.Case.Version);
        Assert.Null(await Ledger.FindBatchAsync("B-2", default));
        Assert.Equal("Held", (await Ledger.LoadHistoriesAsync([Key(1).Subject], default))[0].Entries[0].Status.ToString());
    }

    [Fact]
    public async Task Commands_of_one_group_that_want_one_key_are_settled_first_wins()
    {
        var group = Enumerable.Range(1, 20).Select(i => Submit(Number(i), Key(1), Key(100 + i))).ToArray();
        var outcomes = await Ledger.CommitAsync(group, default);
        Assert.IsType<Committed>(outcomes[0]);
        foreach (var outcome in outcomes.Skip(1))
        {
            var holder = Assert.Single(Assert.IsType<KeysTaken>(outcome).Conflicts);
            Assert.Equal((Key(1), Number(1)), (holder.Key, holder.Case));
        }
        Assert.Equal(2, await Database.CountAsync("claims"));
    }

    [Fact]
    public async Task Imports_are_counted_in_the_transaction_that_commits_them()
    {
        Assert.Equal(0, await Ledger.ImportsAsync(default));
        var outcomes = await Ledger.CommitAsync(
            [Submit(Number(1), Key(1)) with { IsImport = true }, Submit(Number(2), Key(2)), Submit(Number(3), Key(3)) with { IsImport = true }, Submit(Number(4), Key(1)) with { IsImport = true }], default);
        Assert.IsType<KeysTaken>(outcomes[3]);
        Assert.Equal(2, await Database.Open().ImportsAsync(default));
        await CommitAllAsync(Submit(Number(5), Key(5)) with { IsImport = true });
        Assert.Equal(3, await Ledger.ImportsAsync(default));
    }

    [Fact]
    public async Task Twins_in_one_group_are_one_effect_and_one_replay()
    {
        var operation = Operation("twin", Number(1));
        var outcomes = await Ledger.CommitAsync(
            [Submit(Number(1), Key(1)) with { Operation = operation }, Submit(Number(2), Key(1)) with { Operation = operation with { Stream = Number(2).ToString() } }], default);
        Assert.IsType<Committed>(outcomes[0]);
        Assert.Equal(Number(1).ToString(), Assert.IsType<AlreadyCommitted>(outcomes[1]).Record.Stream);
    }

    [Fact]
    public async Task A_chain_of_conflicts_in_one_group_lets_everyone_win_who_can()
    {
        // 1 and 2 want a; 2 and 3 want b: 2 loses to 1, and 3 is free. Whether 2 is told of 3 too depends on the order of the two.
        var outcomes = await Ledger.CommitAsync(
            [Submit(Number(1), Key(1)), Submit(Number(2), Key(1), Key(2)), Submit(Number(3), Key(2), Key(3))], default);
        Assert.IsType<Committed>(outcomes[0]);
        Assert.Contains(Key(1), Assert.IsType<KeysTaken>(outcomes[1]).Conflicts.Select(c => c.Key));
        Assert.IsType<Committed>(outcomes[2]);
    }

    [Fact]
    public async Task Two_changes_of_one_case_in_one_group_are_one_change_and_one_stale_version()
    {
        await CommitAllAsync(Submit(Number(1), Key(1)));
        var outcomes = await Ledger.CommitAsync(
            [
                new LedgerCommand { Cases = [Case(Number(1), 2, CaseStatus.Recommended)] },
                new LedgerCommand { Cases = [Case(Number(1), 2, CaseStatus.Withdrawn)] },
            ], default);
        Assert.IsType<Committed>(outcomes[0]);
        Assert.IsType<StaleVersion>(outcomes[1]);
        Assert.Equal(CaseStatus.Recommended, (await Ledger.FindCaseAsync(Number(1), default))!.Case.Status);
    }

    [Fact]
    public async Task One_worker_may_bring_one_certificate_twice_in_a_group_and_two_workers_may_not()
    {
        var outcomes = await Ledger.CommitAsync(
            [
                Submit(Number(1)) with { NewClaims = [Claim(Number(1), Key(1), certificate: "c_1", worker: Worker(1))] },
                Submit(Number(2)) with { NewClaims = [Claim(Number(2), Key(1, "training"), certificate: "c_1", worker: Worker(1))] },
                Submit(Number(3)) with { NewClaims = [Claim(Number(3), Key(2), certificate: "c_1", worker: Worker(2))] },
            ], default);
        Assert.IsType<Committed>(outcomes[0]);
        Assert.IsType<Committed>(outcomes[1]);
        Assert.Equal(Worker(1), Assert.IsType<CertificatesTaken>(outcomes[2]).Owners["c_1"]);
    }

    private static BatchLineWrite Pays(int line, CaseNumber number) => BatchLine(line, number) with { Claims = [new(1, Benefit.Assessment, new Money(5000))] };

    internal static BatchLineWrite BatchLine(int line, CaseNumber number) =>
        new(line, number, Programme.SkillTraining, "91330105MA27ABCD4X", "测试一号有限公司", new Money(5000), new("测试银行", "测试一号有限公司", "0001000000000000001"));
}
