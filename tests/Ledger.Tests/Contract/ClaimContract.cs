using Gongshu.Policy;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

public abstract class ClaimContract : LedgerContract
{
    private static LedgerCommand Certified(long number, int worker, string certificate, string key = "assessment") =>
        Submit(Number(number)) with { NewClaims = [Claim(Number(number), Key(worker, key), certificate: certificate, worker: Worker(worker))] };

    private static LedgerCommand Move(long number, int version, ClaimStatus from, ClaimStatus to, bool live, int line = 1) => new()
    {
        Cases = [Case(Number(number), version)],
        ClaimChanges = [new(Number(number), line, Benefit.Assessment, from, to, live)],
    };

    private async Task<HistoryEntry[]> HistoryAsync(int worker) => (await Ledger.LoadHistoriesAsync([Key(worker).Subject], default))[0].Entries;

    [Fact]
    public async Task A_released_key_is_free_and_its_history_stays_in_order()
    {
        await CommitAllAsync(Submit(Number(1), Key(1)));
        await CommitAllAsync(Move(1, 2, ClaimStatus.Held, ClaimStatus.Released, live: false));
        await CommitAllAsync(Submit(Number(2), Key(1)));
        await CommitAllAsync(Move(2, 2, ClaimStatus.Held, ClaimStatus.Released, live: false));
        await CommitAllAsync(Submit(Number(3), Key(1)));
        var history = await HistoryAsync(1);
        Assert.Equal([(Number(1), ClaimStatus.Released, false), (Number(2), ClaimStatus.Released, false), (Number(3), ClaimStatus.Held, true)],
            history.Select(e => (e.Case, e.Status, e.Live)));
        await RefusedAsync<KeysTaken>(Submit(Number(4), Key(1)));
    }

    [Fact]
    public async Task Whose_a_certificate_was_stays_known_once_its_claims_are_released()
    {
        await CommitAllAsync(Certified(1, 1, "c_a"), Certified(2, 2, "c_b"));
        Assert.Empty(await Ledger.FormerOwnersAsync(["c_a", "c_b"], default));
        await CommitAllAsync(Move(1, 2, ClaimStatus.Held, ClaimStatus.Released, live: false));
        await CommitAllAsync(Certified(3, 3, "c_a"));
        Assert.Equal([new ReleasedCertificate("c_a", Worker(1), Number(1))], await Ledger.FormerOwnersAsync(["c_a", "c_b", "c_unknown"], default));
        await CommitAllAsync(Move(3, 2, ClaimStatus.Held, ClaimStatus.Released, live: false));
        Assert.Equal([Number(1), Number(3)], (await Ledger.FormerOwnersAsync(["c_a"], default)).Select(owner => owner.Case));
        Assert.Empty(await Ledger.FormerOwnersAsync([], default));
    }

    [Fact]
    public async Task A_claim_clawed_back_guards_until_it_is_released()
    {
        await CommitAllAsync(Submit(Number(1), Key(1)));
        await CommitAllAsync(Move(1, 2, ClaimStatus.Held, ClaimStatus.Approved, live: true));
        await CommitAllAsync(Move(1, 3, ClaimStatus.Approved, ClaimStatus.Paid, live: true));
        await CommitAllAsync(Move(1, 4, ClaimStatus.Paid, ClaimStatus.ClawedBack, live: true));
        Assert.Equal(CaseStatus.Submitted, (await RefusedAsync<KeysTaken>(Submit(Number(2), Key(1)))).Conflicts[0].CaseStatus);
        await CommitAllAsync(Move(1, 5, ClaimStatus.ClawedBack, ClaimStatus.ClawedBack, live: false));
        await CommitAllAsync(Submit(Number(2), Key(1)));
    }

    [Fact]
    public async Task A_claim_that_does_not_stand_as_expected_is_stale()
    {
        await CommitAllAsync(Submit(Number(1), Key(1)));
        await RefusedAsync<StaleVersion>(Move(1, 2, ClaimStatus.Approved, ClaimStatus.Paid, live: true));
        await RefusedAsync<StaleVersion>(Move(1, 2, ClaimStatus.Held, ClaimStatus.Approved, live: true, line: 9));
        await RefusedAsync<StaleVersion>(Move(1, 2, ClaimStatus.Released, ClaimStatus.Held, live: true));
    }

    [Fact]
    public async Task A_correction_swaps_claims_of_one_line_in_one_command_any_number_of_times()
    {
        await CommitAllAsync(Certified(1, 1, "c_1"));
        for (var version = 2; version <= 5; version++)
            await CommitAllAsync(Move(1, version, ClaimStatus.Held, ClaimStatus.Released, live: false) with
            {
                NewClaims = [Claim(Number(1), Key(1, version % 2 == 0 ? "training" : "assessment"), certificate: "c_1", worker: Worker(1))],
            });
        var history = await HistoryAsync(1);
        Assert.Equal(5, history.Length);
        Assert.Equal([(Key(1, "assessment"), true)], history.Where(e => e.Live).Select(e => (e.Key, e.Live)));
        Assert.Equal(1L, Convert.ToInt64(await Database.ScalarAsync($"SELECT live FROM {Database.Prefix}certificates")));
    }

    [Fact]
    public async Task A_swap_may_give_a_certificate_to_another_worker_of_the_same_case()
    {
        await CommitAllAsync(Certified(1, 1, "c_1"));
        await CommitAllAsync(Move(1, 2, ClaimStatus.Held, ClaimStatus.Released, live: false) with
        {
            NewClaims = [Claim(Number(1), Key(2, "assessment"), certificate: "c_1", worker: Worker(2))],
        });
        Assert.Equal(Worker(2), (await Ledger.LoadCertificateOwnersAsync(["c_1"], default))["c_1"]);
    }

    [Fact]
    public async Task A_certificate_belongs_to_the_worker_of_its_live_claims_and_is_free_after_the_last()
    {
        await CommitAllAsync(Certified(1, 1, "c_1"), Certified(2, 1, "c_1", "training"));
        Assert.Equal(Worker(1), (await RefusedAsync<CertificatesTaken>(Certified(3, 2, "c_1"))).Owners["c_1"]);
        await CommitAllAsync(Move(1, 2, ClaimStatus.Held, ClaimStatus.Released, live: false));
        await RefusedAsync<CertificatesTaken>(Certified(3, 2, "c_1"));
        await CommitAllAsync(Move(2, 2, ClaimStatus.Held, ClaimStatus.Released, live: false));
        Assert.Empty(await Ledger.LoadCertificateOwnersAsync(["c_1"], default));
        await CommitAllAsync(Certified(3, 2, "c_1"));
        Assert.Equal(Worker(2), (await Ledger.LoadCertificateOwnersAsync(["c_1", "c_unknown"], default))["c_1"]);
        await RefusedAsync<CertificatesTaken>(Certified(4, 1, "c_1"));
    }

    [Fact]
    public async Task A_release_taken_back_guards_again_when_key_and_certificate_are_free()
    {
        await CommitAllAsync(Certified(1, 1, "c_1"));
        await CommitAllAsync(Move(1, 2, ClaimStatus.Held, ClaimStatus.Released, live: false));
        await CommitAllAsync(Move(1, 3, ClaimStatus.Released, ClaimStatus.Held, live: true));
        Assert.True((await HistoryAsync(1)).Single().Live);
        Assert.Equal(Worker(1), (await Ledger.LoadCertificateOwnersAsync(["c_1"], default))["c_1"]);

        await CommitAllAsync(Move(1, 4, ClaimStatus.Held, ClaimStatus.Released, live: false));
        await CommitAllAsync(Certified(2, 1, "c_2"));
        Assert.Equal(Number(2), (await RefusedAsync<KeysTaken>(Move(1, 5, ClaimStatus.Released, ClaimStatus.Held, live: true))).Conflicts[0].Case);
        await CommitAllAsync(Move(2, 2, ClaimStatus.Held, ClaimStatus.Released, live: false), Certified(3, 2, "c_1"));
        Assert.Equal(Worker(2), (await RefusedAsync<CertificatesTaken>(Move(1, 5, ClaimStatus.Released, ClaimStatus.Held, live: true))).Owners["c_1"]);
    }

    [Fact]
    public async Task A_history_shows_what_was_stored_of_each_claim()
    {
        var detail = Detail(Worker(1), Key(1), People[0]);
        var command = Submit(Number(1)) with
        {
            NewClaims =
            [
                Claim(Number(1), Key(1), worker: Worker(1)) with { Detail = detail },
                Claim(Number(1), new ClaimKey(SubjectId.Competition("cup"), "competitionTraining"), ordinal: 1, worker: Worker(1)),
            ],
        };
        await CommitAllAsync(command);
        var histories = await Ledger.LoadHistoriesAsync([SubjectId.Competition("cup"), Key(2).Subject, Key(1).Subject], default);
        Assert.Equal([SubjectId.Competition("cup"), Key(2).Subject, Key(1).Subject], histories.Select(h => h.Subject));
        Assert.Empty(histories[1].Entries);
        Assert.Equal(1, histories[0].Entries.Single().Ordinal);
        Assert.Null(histories[0].Entries[0].Detail);
        var entry = histories[2].Entries.Single();
        Assert.Equal(detail with { Keys = entry.Detail!.Keys }, entry.Detail);
        Assert.Equal(detail.Keys, entry.Detail.Keys);
        Assert.Equal((command.Operation!.Id, "测试一号有限公司", Programme.SkillTraining, "gongshu-2018", March), (entry.Operation, entry.ApplicantName, entry.Programme, entry.Policy, entry.SubmittedAt));
    }

    [Fact]
    public async Task Claims_of_cases_and_totals_count_each_benefit_once()
    {
        await CommitAllAsync(
            Submit(Number(1), Key(1), Key(2)) with { NewClaims = [Claim(Number(1), Key(1)), Claim(Number(1), Key(1, "b"), ordinal: 1), Claim(Number(1), Key(2), line: 2)] },
            Submit(Number(2), Key(3)));
        await CommitAllAsync(Move(1, 2, ClaimStatus.Held, ClaimStatus.Paid, live: true), Move(2, 2, ClaimStatus.Held, ClaimStatus.Released, live: false));
        Assert.Equal((2, new Money(5000)), await Ledger.ClaimTotalsOfApplicantAsync("91330105MA27ABCD4X", default));
        Assert.Equal((0, Money.Zero), await Ledger.ClaimTotalsOfApplicantAsync("nobody", default));
        Assert.Equal([(1, ClaimStatus.Paid), (2, ClaimStatus.Held)], (await Ledger.LoadClaimsOfCasesAsync([Number(2), Number(1)], default)).Select(c => (c.Line, c.Status)));
    }
}
