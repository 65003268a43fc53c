using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Storage;
using Gongshu.Grains.Windows;
using Gongshu.Policy;
using Gongshu.Testing;

namespace Gongshu.Grains.Tests;

/// <summary>Several silos of one cluster: what is said between them about holds, and that it stays right when a silo comes or goes.</summary>
public sealed class SubmissionTwoSilosTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Actor Counter = new("u-counter", "测试经办", Roles.Handler, null);
    private static readonly int[] Roster = [.. Enumerable.Range(0, 20)];

    private WindowsStore _store = null!;
    private SubmissionHost _east = null!, _west = null!;
    private string _employer = "", _other = "";

    public async Task InitializeAsync()
    {
        _store = await WindowsStore.OnPostgreSqlAsync();
        _east = await SubmissionHost.StartAsync(_store);
        _west = await SubmissionHost.StartAsync(_store);
        await KnowEachOtherAsync(_east, _west);
        _employer = await _east.EmployerAsync(0);
        _other = await _east.EmployerAsync(1);
    }

    public async Task DisposeAsync()
    {
        await _west.DisposeAsync();
        await _east.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Twenty_workers_are_held_by_one_message_to_the_other_silo_and_confirmed_by_another()
    {
        await SubmitAsync(_employer, "cold", SkillLevel.Senior);
        // Cold: asked, and asked again with their histories.
        Assert.Equal(2, AskedDesks);
        await Poll.UntilAsync(() => ConfirmedDesks == 1, Patience, "the confirmation at the other silo");

        var asked = Asked;
        await SubmitAsync(_employer, "warm", SkillLevel.Technician);
        Assert.Equal(3, AskedDesks);
        Assert.Equal(asked, Asked);
        await Poll.UntilAsync(() => ConfirmedDesks == 2, Patience, "the second confirmation at the other silo");
        Assert.Equal(0, _east.Messages.Confirmed + _west.Messages.Confirmed);
        foreach (var person in Roster) Assert.Equal(2, (await _east.CasesOfAsync(person)).Length);
    }

    [Fact]
    public async Task Every_silo_expects_a_worker_where_the_grain_becomes_active()
    {
        foreach (var person in Roster)
        {
            await (person % 2 == 0 ? _east : _west).TryHoldAsync(person, "a");
            var where = await _east.WhereAsync(_east.Worker(person));
            Assert.Equal((where, where), (_east.Expected(person), _west.Expected(person)));
        }
        Assert.Equal(2, Roster.Select(_east.Expected).Distinct().Count());
    }

    [Fact]
    public async Task Without_the_unique_index_the_subjects_alone_refuse_across_silos()
    {
        await _east.DropUniqueIndexAsync();
        var employers = await _east.EmployersAsync(12);
        var answers = await Task.WhenAll(employers.Select((employer, i) => Of(i).SubmitPatientlyAsync(SubmissionHost.Form(employer, Roster), $"race-{i}")));
        AssertRefused(answers.Where(answer => !answer.Created), Assert.Single(answers, answer => answer.Created));
        Assert.Equal(0, await _east.DuplicatesAsync());
    }

    [Fact]
    public async Task Of_overlapping_rosters_through_both_silos_those_win_that_share_nobody()
    {
        await _east.DropUniqueIndexAsync();
        const int Rosters = 24, Persons = 12, Size = 5;
        var random = new Random(1);
        var employers = await _east.EmployersAsync(Rosters);
        var rosters = Array.ConvertAll(employers, _ =>
        {
            var persons = Enumerable.Range(0, Persons).ToArray();
            random.Shuffle(persons);
            return persons[..Size];
        });
        var answers = await Task.WhenAll(employers.Select((employer, i) => Of(i).SubmitPatientlyAsync(SubmissionHost.Form(employer, rosters[i]), $"overlap-{i}")));

        var paid = rosters.Where((_, i) => answers[i].Created).SelectMany(persons => persons).ToArray();
        Assert.NotEmpty(paid);
        Assert.Equal(paid.Length, paid.Distinct().Count());
        Assert.All(answers.Where(answer => !answer.Created), answer => Assert.Equal(ProblemCode.DuplicateClaim, answer.Refusal?.Code));
        Assert.Equal(0, await _east.DuplicatesAsync());
    }

    /// <summary>Each runs where it came in, and meets the other at the subjects: the later one is told what became of the first.</summary>
    [Fact]
    public async Task Twins_through_both_silos_have_one_effect()
    {
        for (var i = 0; i < 25; i++)
        {
            var form = SubmissionHost.Form(_employer, Enumerable.Range(i * 4, 4));
            var answers = await Task.WhenAll(_east.SubmitPatientlyAsync(form, $"twin-{i}"), _west.SubmitPatientlyAsync(form, $"twin-{i}"));
            Assert.All(answers, answer => Assert.Null(answer.Refusal));
            Assert.Single(answers, answer => !answer.Replayed);
            Assert.Equal(answers[0].Value!.CaseNumber, answers[1].Value!.CaseNumber);
        }
        Assert.Equal(25, (await _east.CasesAsync(_employer)).Length);
    }

    [Fact]
    public async Task Of_two_applications_under_one_key_through_both_silos_one_is_taken_and_the_other_told_that_the_key_is_used()
    {
        for (var i = 0; i < 10; i++)
        {
            var answers = await Task.WhenAll(
                _east.SubmitPatientlyAsync(SubmissionHost.Form(_employer, [2 * i]), $"one-key-{i}"),
                _west.SubmitPatientlyAsync(SubmissionHost.Form(_employer, [2 * i + 1]), $"one-key-{i}"));
            Assert.Single(answers, answer => answer.Created);
            Assert.Equal(ProblemCode.IdempotencyKeyReused, Assert.Single(answers, answer => !answer.Created).Refusal?.Code);
            var taken = Array.FindIndex(answers, answer => answer.Created);
            Assert.Empty(await _east.CasesOfAsync(2 * i + 1 - taken));
        }
    }

    /// <summary>Most grains are then elsewhere than each silo expects.</summary>
    [Fact]
    public async Task A_third_silo_that_expects_the_grains_elsewhere_gets_their_answers()
    {
        var first = await SubmitAsync(_employer, "first", SkillLevel.Senior);
        await using var third = await SubmissionHost.StartAsync(_store);
        await _east.DropUniqueIndexAsync();
        await KnowEachOtherAsync(_east, _west, third);
        var elsewhere = 0;
        foreach (var person in Roster)
            if (!third.Expected(person).Equals(await third.WhereAsync(third.Worker(person)))) elsewhere++;
        Assert.NotEqual(0, elsewhere);

        foreach (var (host, i) in new[] { _east, _west, third }.Select((host, i) => (host, i)))
            AssertRefused([await host.SubmitAsync(SubmissionHost.Form(_other, Roster), $"again-{i}")], first);
        Assert.True((await third.SubmitAsync(SubmissionHost.Form(_other, Roster, SkillLevel.Technician), "other")).Created);
        Assert.Equal(0, await _east.DuplicatesAsync());
    }

    [Fact]
    public async Task A_desk_that_cannot_be_reached_is_passed_over()
    {
        await _east.DropUniqueIndexAsync();
        _east.Messages.DeskIsAway = _west.Messages.DeskIsAway = true;
        var first = await SubmitAsync(_employer, "first", SkillLevel.Senior);
        Assert.NotEqual(0, Asked);
        AssertRefused([await _west.SubmitAsync(SubmissionHost.Form(_other, Roster), "again")], first);
        foreach (var person in Roster) Assert.Equal([first.Value!.CaseNumber], await _east.CasesOfAsync(person));
    }

    /// <summary>One of them is on the silo of the grain and reads what it shows; the other asks it.</summary>
    [Fact]
    public async Task An_acknowledged_change_of_employer_or_days_is_what_both_silos_judge_the_next_by()
    {
        var (late, window) = (new DateTimeOffset(2018, 3, 21, 9, 0, 0, TimeSpan.FromHours(8)), _east.Grains.GetGrain<IIntakeWindowGrain>(GrainKeys.Window(new WindowId(2018, 1))));
        for (var change = 1; change <= 8; change++)
        {
            var fits = change % 2 == 0;
            var form = new EnterpriseForm { Name = "测试用人单位", Kinds = [EnterpriseKind.Employer], InDistrict = fits };
            Assert.Null((await Of(change / 2).Grains.GetGrain<IEnterpriseGrain>(GrainKeys.Enterprise(_employer)).Put(form, Counter, null)).Refusal);
            Assert.Equal(fits ? [201, 201] : [422, 422], await WouldBeAsync(_employer, _east.Now));
            var days = new OverrideWindow(null, new DateOnly(2018, 3, fits ? 21 : 20), "测试", null, new Actor("u-leader", "负责人", Roles.Leader, null), null);
            Assert.Null((await window.Override(days)).Refusal);
            Assert.Equal(fits ? [201, 201] : [422, 422], await WouldBeAsync(_other, late));
        }
        var employers = new[] { _east, _west }.Count(host => host.Service<Showcase<EnterpriseProfile>>().Find(_employer) is not null);
        var intakes = new[] { _east, _west }.Count(host => host.Service<Showcase<IntakeByDay>>().Find(GrainKeys.Intake) is not null);
        Assert.Equal((1, 1), (employers, intakes));

        async Task<int[]> WouldBeAsync(string employer, DateTimeOffset at) =>
            await Task.WhenAll(new[] { _east, _west }.Select(async host => (await host.Submission("precheck").Precheck(SubmissionHost.Form(employer, [0]), Counter, at)).Value!.WouldBe));
    }

    /// <summary>What was held on it is gone with it, so that another is granted the same: one of them gets the commit, and the ledger refuses the other.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_silo_that_stops_between_hold_and_commit_costs_nobody_a_claim_and_pays_nobody_twice(bool anotherWaits)
    {
        var there = Array.FindAll(Roster, person => _east.Expected(person).Equals(_west.Silo));
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously), go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _east.Faults.OnCommit = async (_, commit) =>
        {
            _east.Faults.Clear();
            reached.SetResult();
            await go.Task;
            return await commit();
        };
        var held = _east.SubmitAsync(SubmissionHost.Form(_employer, there), "held");
        await reached.Task.WaitAsync(Patience);
        Assert.NotEmpty(there);
        foreach (var person in there) Assert.Equal(HoldVerdict.ForeignHold, (await _east.TryHoldAsync(person, "x")).Verdict);
        await _west.DisposeAsync();
        await Poll.UntilAsync(() => _east.Silos == 1, Patience, "the other silo's leaving");

        var other = anotherWaits ? _east.SubmitAsync(SubmissionHost.Form(_other, there), "other") : null;
        go.SetResult();
        var first = await held;
        Answer<CaseView>[] all = other is null ? [first, await _east.SubmitAsync(SubmissionHost.Form(_other, there), "other")] : [first, await other];
        var winner = Assert.Single(all, answer => answer.Created);
        AssertRefused(all.Where(answer => !answer.Created), winner);
        foreach (var person in there) Assert.Equal([winner.Value!.CaseNumber], await _east.CasesOfAsync(person));
        Assert.Equal(0, await _east.DuplicatesAsync());
    }

    private int Asked => _east.HoldMessages + _west.HoldMessages;

    private int AskedDesks => _east.Messages.AskedDesk + _west.Messages.AskedDesk;

    private int ConfirmedDesks => _east.Messages.ConfirmedDesk + _west.Messages.ConfirmedDesk;

    private SubmissionHost Of(int i) => i % 2 == 0 ? _east : _west;

    private async Task<Answer<CaseView>> SubmitAsync(string employer, string key, SkillLevel level)
    {
        var answer = await _east.SubmitAsync(SubmissionHost.Form(employer, Roster, level), key);
        Assert.True(answer.Created);
        return answer;
    }

    private static void AssertRefused(IEnumerable<Answer<CaseView>> losers, Answer<CaseView> winner)
    {
        foreach (var loser in losers)
        {
            Assert.Equal(ProblemCode.DuplicateClaim, loser.Refusal?.Code);
            Assert.All(loser.Refusal!.Conflicts!, conflict => Assert.Equal(winner.Value!.CaseNumber, conflict.HeldBy.CaseNumber));
        }
    }

    private static async Task KnowEachOtherAsync(params SubmissionHost[] hosts)
    {
        foreach (var host in hosts)
            await Poll.UntilAsync(
                () => host.Silos == hosts.Length && Enumerable.Range(0, 200).Select(host.Expected).Distinct().Count() == hosts.Length, Patience, "all silos at work");
    }
}
