using Gongshu.Grains.Interfaces;

namespace Gongshu.Grains.Tests;

/// <summary>
/// Two clusters on one database: every subject has two activations for good, as in a partition that never heals. The ledger decides, and the
/// loser's memory follows it.
/// </summary>
public sealed class SubmissionTwoClustersTests
{
    private const int Rounds = 25;

    [Fact]
    public async Task The_same_worker_claimed_through_both_at_once_is_paid_once_and_the_loser_is_told_the_winner()
    {
        await using var store = await WindowsStore.OnPostgreSqlAsync();
        await using var blue = await SubmissionHost.StartAsync(store, "blue");
        await using var green = await SubmissionHost.StartAsync(store, "green");
        var employers = (Blue: await blue.EmployerAsync(0), Green: await green.EmployerAsync(1));
        for (var person = 0; person < Rounds; person++)
        {
            var answers = await Task.WhenAll(
                blue.SubmitPatientlyAsync(SubmissionHost.Form(employers.Blue, [person]), $"blue-{person}"),
                green.SubmitPatientlyAsync(SubmissionHost.Form(employers.Green, [person]), $"green-{person}"));
            var winner = Assert.Single(answers, answer => answer.Created).Value!.CaseNumber;
            var loser = Assert.Single(answers, answer => !answer.Created).Refusal;
            Assert.Equal(ProblemCode.DuplicateClaim, loser?.Code);
            Assert.All(loser!.Conflicts!, conflict => Assert.Equal(winner, conflict.HeldBy.CaseNumber));
            // Both memories: the winner's was told by the confirmation, the loser's read the ledger again.
            Assert.Equal([winner], await blue.CasesOfAsync(person));
            Assert.Equal([winner], await green.CasesOfAsync(person));
        }
        Assert.Equal(0, await blue.DuplicatesAsync());
    }

    [Fact]
    public async Task Twins_through_both_at_once_have_one_effect()
    {
        await using var store = await WindowsStore.OnPostgreSqlAsync();
        await using var blue = await SubmissionHost.StartAsync(store, "blue");
        await using var green = await SubmissionHost.StartAsync(store, "green");
        var employer = await blue.EmployerAsync(0);
        for (var person = 0; person < Rounds; person++)
        {
            var form = SubmissionHost.Form(employer, [person]);
            var answers = await Task.WhenAll(blue.SubmitPatientlyAsync(form, $"twin-{person}"), green.SubmitPatientlyAsync(form, $"twin-{person}"));
            Assert.All(answers, answer => Assert.Null(answer.Refusal));
            Assert.Single(answers, answer => !answer.Replayed);
            Assert.Equal(answers[0].Value!.CaseNumber, answers[1].Value!.CaseNumber);
        }
        Assert.Equal(Rounds, (await blue.CasesAsync(employer)).Length);
    }
}
