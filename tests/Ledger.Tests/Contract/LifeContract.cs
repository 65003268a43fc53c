using Gongshu.Policy;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

/// <summary>What a case carries beside its claims, and how it is corrected.</summary>
public abstract class LifeContract : LedgerContract
{
    private static readonly CaseMoney Money = new(new(1), new(2), new(3), new(4), new(5), new(6), new(7));

    [Fact]
    public async Task Money_days_and_assignee_are_stored_with_the_row_and_with_each_change_of_it()
    {
        var first = Case(Number(1)) with { Money = Money, DueOn = new(2018, 3, 12), Assignee = "u-4", OpenAppeals = 2, AppealDueOn = new(2018, 5, 1) };
        var second = first with { Version = 2, Money = Money with { Waiting = new(0), Repaid = new(9) }, DueOn = null, Assignee = null, OpenAppeals = 0, AppealDueOn = null };
        var third = second with { Version = 3, Money = Money, DueOn = new(2018, 3, 13), Assignee = "u-5", OpenAppeals = 1, AppealDueOn = new(2018, 5, 2) };
        foreach (var write in new[] { first, second, third })
        {
            await CommitAllAsync(new LedgerCommand { Cases = [write] });
            var stored = (await Ledger.FindCaseAsync(Number(1), default))!.Case;
            Assert.Equal(write with { Receipt = stored.Receipt }, stored);
        }
    }

    [Fact]
    public async Task A_new_case_says_nothing_of_money_or_days()
    {
        await CommitAllAsync(Submit(Number(1)));
        var stored = (await Ledger.FindCaseAsync(Number(1), default))!.Case;
        Assert.Equal((CaseMoney.None, null, null, 0, null), (stored.Money, stored.DueOn, stored.Assignee, stored.OpenAppeals, stored.AppealDueOn));
    }

    [Fact]
    public async Task A_correction_may_release_a_claim_and_put_the_same_one_in_its_place()
    {
        await CommitAllAsync(Certified(1, 1));
        await CommitAllAsync(Swapped(1, 1, version: 2));
        var outcomes = await Ledger.CommitAsync([Certified(2, 2), Swapped(1, 1, version: 3), Certified(3, 3)], default);
        Assert.All(outcomes, o => Assert.IsType<Committed>(o));
        outcomes = await Ledger.CommitAsync([Swapped(1, 1, version: 4), Swapped(2, 2, version: 2), Swapped(3, 3, version: 2)], default);
        Assert.All(outcomes, o => Assert.IsType<Committed>(o));
        var history = (await Ledger.LoadHistoriesAsync([Key(1).Subject], default))[0].Entries;
        Assert.Equal([false, false, false, true], history.Select(e => e.Live));
        Assert.Equal(Worker(1), (await Ledger.LoadCertificateOwnersAsync(["c_1"], default))["c_1"]);
        Assert.Equal(3L, Convert.ToInt64(await Database.ScalarAsync($"SELECT sum(live) FROM {Database.Prefix}certificates")));
        Assert.Equal(Number(1), (await RefusedAsync<KeysTaken>(Submit(Number(9), Key(1)))).Conflicts.Single().Case);
    }

    [Fact]
    public async Task A_swap_whose_key_another_case_took_is_refused_whole()
    {
        await CommitAllAsync(Certified(1, 1), Certified(2, 2));
        await RefusedAsync<KeysTaken>(Swapped(1, 1, version: 2) with { NewClaims = [Claim(Number(1), Key(2))] });
        await RefusedAsync<CertificatesTaken>(Swapped(1, 1, version: 2) with { NewClaims = [Claim(Number(1), Key(1), certificate: "c_2", worker: Worker(1))] });
        Assert.True((await Ledger.LoadHistoriesAsync([Key(1).Subject], default))[0].Entries.Single().Live);
    }

    private static LedgerCommand Certified(long number, int worker) => Submit(Number(number)) with { NewClaims = [Same(number, worker)] };

    private static LedgerCommand Swapped(long number, int worker, int version) => new()
    {
        Cases = [Case(Number(number), version)],
        ClaimChanges = [new(Number(number), 1, Benefit.Assessment, ClaimStatus.Held, ClaimStatus.Released, false)],
        NewClaims = [Same(number, worker)],
        Events = [Event(Number(number).ToString(), version)],
    };

    private static ClaimInsert Same(long number, int worker) => Claim(Number(number), Key(worker), certificate: $"c_{worker}", worker: Worker(worker));

    [Fact]
    public async Task A_claim_keeps_the_employment_and_the_name_that_it_leant_on()
    {
        var detail = Detail(Worker(1), Key(1), People[0]) with { ContractFrom = new(2016, 7, 1), ContractTo = new(2019, 6, 30), NameToken = -42 };
        await CommitAllAsync(Submit(Number(1)) with { NewClaims = [Claim(Number(1), Key(1)) with { Detail = detail }] });
        var stored = (await Ledger.LoadHistoriesAsync([Key(1).Subject], default))[0].Entries.Single().Detail!;
        Assert.Equal(detail with { Keys = stored.Keys }, stored);
    }

    [Fact]
    public async Task A_trace_is_counted_once_a_case_and_the_newest_count_stands()
    {
        var trace = new Trace(TraceKind.Phone, -7, "91330105MA27ABCD4X", Number(1), 2);
        await CommitAllAsync(Submit(Number(1)) with { Traces = [trace, trace with { Kind = TraceKind.ContactName }] });
        await CommitAllAsync(new LedgerCommand { Traces = [trace with { Count = 1 }, trace with { Count = 5 }] }, new LedgerCommand { Traces = [trace with { Case = Number(2) }] });
        Assert.Equal(3, await Database.CountAsync("traces"));
        Assert.Equal(5L, Convert.ToInt64(await Database.ScalarAsync($"SELECT count FROM {Database.Prefix}traces WHERE kind = 2 AND case_number = 201810000000001")));
        await RefusedAsync<StaleVersion>(new LedgerCommand { Cases = [Case(Number(1), 9)], Traces = [trace with { Token = 8 }] });
    }
}
