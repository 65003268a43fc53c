using Gongshu.Grains.Interfaces;

namespace Gongshu.Grains.Tests;

public sealed class SubmissionGuardsOnSqliteTests : SubmissionGuardsContract
{
    internal override Task<WindowsStore> StoreAsync() => WindowsStore.OnSqliteAsync();
}

public sealed class SubmissionGuardsOnPostgreSqlTests : SubmissionGuardsContract
{
    internal override Task<WindowsStore> StoreAsync() => WindowsStore.OnPostgreSqlAsync();
}

/// <summary>Each guard alone refuses every duplicate, and without both a person is paid twice: so these tests can fail.</summary>
public abstract class SubmissionGuardsContract
{
    private const int Racers = 12;

    internal abstract Task<WindowsStore> StoreAsync();

    [Fact]
    public Task With_holds_switched_off_the_ledger_alone_refuses() => OnHostAsync(async host =>
    {
        host.Guards.HoldsOff = true;
        var answers = await RaceAsync(host, [1, 2, 3]);
        AssertOneWinner(answers);
        Assert.Equal(0, await host.DuplicatesAsync());
    });

    [Fact]
    public Task Without_the_unique_index_the_subjects_alone_refuse_warm_and_after_deactivation() => OnHostAsync(async host =>
    {
        await host.DropUniqueIndexAsync();
        var winner = AssertOneWinner(await RaceAsync(host, [1, 2, 3]));
        await host.DeactivateAllAsync();
        var late = await host.SubmitAsync(SubmissionHost.Form(await host.EmployerAsync(Racers), [3]), "late");
        Assert.Equal(winner, Assert.Single(late.Refusal!.Conflicts!.Select(conflict => conflict.HeldBy.CaseNumber).Distinct()));
        Assert.Equal(0, await host.DuplicatesAsync());
    });

    /// <summary>The grain says no by itself, and always in a turn of its own: also where its slot, which grants on the same silo, was looked at first.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Without_the_unique_index_the_grain_alone_refuses_with_and_without_slots(bool slotsOff) => OnHostAsync(async host =>
    {
        await host.DropUniqueIndexAsync();
        host.Guards.SlotsOff = slotsOff;
        var employer = await host.EmployerAsync(0);
        var first = await host.SubmitAsync(SubmissionHost.Form(employer, [1, 2]), "first");
        var asked = host.HoldMessages;
        var second = await host.SubmitAsync(SubmissionHost.Form(employer, [2, 1]), "second");
        Assert.Equal([first.Value!.CaseNumber], second.Refusal!.Conflicts!.Select(conflict => conflict.HeldBy.CaseNumber!.Value).Distinct());
        Assert.Equal(2, host.HoldMessages - asked);
        var winner = AssertOneWinner(await RaceAsync(host, [3, 4, 5]));
        Assert.NotEqual(first.Value.CaseNumber, winner);
        Assert.Equal(0, await host.DuplicatesAsync());
    });

    /// <summary>Whoever reads the ledger for a cold subject may read just before a commit that the subject is told of meanwhile.</summary>
    [Fact]
    public Task A_history_that_was_read_before_the_subject_was_told_something_is_not_believed() => OnHostAsync(async host =>
    {
        var worker = host.Worker(1);
        string[] keys = ["skillUpgrade:6-18-02-04:senior"];
        Assert.Equal(HoldVerdict.Cold, (await worker.TryHold(new HoldRequest("a", keys, null))).Verdict);
        var taken = await host.SubmitAsync(SubmissionHost.Form(await host.EmployerAsync(0), [1]), "first");
        await worker.Forget();
        Assert.Equal([taken.Value!.CaseNumber], (await worker.TryHold(new HoldRequest("a", keys, []))).Conflicts.Select(claim => claim.Case).Distinct());
    });

    /// <summary>One after the other, since a group of commits is judged among its own commands too.</summary>
    [Fact]
    public Task Without_both_guards_a_second_application_is_paid_again() => OnHostAsync(async host =>
    {
        host.Guards.HoldsOff = true;
        await host.DropUniqueIndexAsync();
        for (var i = 0; i < 2; i++)
            Assert.True((await host.SubmitAsync(SubmissionHost.Form(await host.EmployerAsync(i), [1]), $"twice-{i}")).Created);
        Assert.True(await host.DuplicatesAsync() > 0);
    });

    /// <summary>Forty rosters of five out of twelve persons, at once, three times over.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public Task Of_overlapping_rosters_those_win_that_share_nobody_and_every_refusal_names_a_winner(int seed) => OnHostAsync(async host =>
    {
        const int Rosters = 40, Persons = 12, Size = 5;
        var random = new Random(seed);
        var employers = await host.EmployersAsync(Rosters);
        var rosters = Array.ConvertAll(employers, _ =>
        {
            var persons = Enumerable.Range(0, Persons).ToArray();
            random.Shuffle(persons);
            return persons[..Size];
        });
        var answers = await Task.WhenAll(employers.Select((employer, i) =>
            host.SubmitPatientlyAsync(SubmissionHost.Form(employer, rosters[i]), $"{seed}/{i}")));

        var winners = answers.Where(answer => answer.Created).Select(answer => answer.Value!.CaseNumber).ToHashSet();
        Assert.NotEmpty(winners);
        var paid = rosters.Where((_, i) => answers[i].Created).SelectMany(persons => persons).ToArray();
        Assert.Equal(paid.Length, paid.Distinct().Count());
        foreach (var answer in answers.Where(answer => !answer.Created))
        {
            Assert.Equal(ProblemCode.DuplicateClaim, answer.Refusal?.Code);
            Assert.All(answer.Refusal!.Conflicts!, conflict => Assert.Contains(conflict.HeldBy.CaseNumber!.Value, winners));
        }
        Assert.Equal(0, await host.DuplicatesAsync());
    });

    private static async Task<Answer<CaseView>[]> RaceAsync(SubmissionHost host, int[] persons)
    {
        var employers = await host.EmployersAsync(Racers);
        return await Task.WhenAll(employers.Select((employer, i) => host.SubmitPatientlyAsync(SubmissionHost.Form(employer, persons), $"race-{i}")));
    }

    private static Gongshu.Policy.CaseNumber AssertOneWinner(Answer<CaseView>[] answers)
    {
        var winner = Assert.Single(answers, answer => answer.Created).Value!.CaseNumber;
        foreach (var loser in answers.Where(answer => !answer.Created))
        {
            Assert.Equal(ProblemCode.DuplicateClaim, loser.Refusal?.Code);
            Assert.All(loser.Refusal!.Conflicts!, conflict => Assert.Equal(winner, conflict.HeldBy.CaseNumber));
        }
        return winner;
    }

    private async Task OnHostAsync(Func<SubmissionHost, Task> test)
    {
        await using var store = await StoreAsync();
        await using var host = await SubmissionHost.StartAsync(store);
        await test(host);
    }
}
