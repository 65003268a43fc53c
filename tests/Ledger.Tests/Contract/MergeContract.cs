using Gongshu.Policy;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

/// <summary>One person whose ID number was corrected has two references; 1 and 2 are the person's here.</summary>
public abstract class MergeContract : LedgerContract
{
    private static SubjectId Subject(int worker) => SubjectId.Worker(Worker(worker));

    private static LedgerCommand Merge(int alias, int into) => new() { Merge = new(Subject(alias), Subject(into), March), Events = [Event($"merge-{alias}-{into}")] };

    private static LedgerCommand Claims(long number, int worker, string key, string? certificate = null) =>
        Submit(Number(number)) with { NewClaims = [Claim(Number(number), Key(worker, key), certificate: certificate, worker: Worker(worker))] };

    private static LedgerCommand Release(long number, bool again = false) => new()
    {
        ClaimChanges = [again
            ? new(Number(number), 1, Benefit.Assessment, ClaimStatus.Released, ClaimStatus.Held, true)
            : new(Number(number), 1, Benefit.Assessment, ClaimStatus.Held, ClaimStatus.Released, false)],
    };

    private async Task<SubjectHistory> HistoryAsync(int worker) => (await Ledger.LoadHistoriesAsync([Subject(worker)], default)).Single();

    /// <summary>Case and key of each entry, in brackets where it is not live, with a star where it stands under another subject.</summary>
    private async Task<string> ShownAsync(int worker) => string.Join(' ', (await HistoryAsync(worker)).Entries.Select(e =>
        (e.Live ? $"{e.Case.Ordinal}{e.Key.Key}" : $"({e.Case.Ordinal}{e.Key.Key})") + (e.Key.Subject == Subject(worker) ? "" : "*")));

    [Fact]
    public async Task A_merge_moves_all_claims_and_certificates_and_keeps_the_alias()
    {
        await CommitAllAsync(Claims(1, 1, "a", "c_1"), Claims(2, 1, "b"), Claims(3, 2, "c", "c_3"), Claims(4, 3, "a", "c_4"));
        await CommitAllAsync(Release(2));
        await CommitAllAsync(Merge(1, 2));
        Assert.Equal("1a (2b) 3c", await ShownAsync(2));
        Assert.Equal("", await ShownAsync(1));
        Assert.Equal((Subject(2), null), ((await HistoryAsync(1)).MovedTo, (await HistoryAsync(2)).MovedTo));
        Assert.Equal((Subject(2), null), (await Ledger.FindAliasAsync(Subject(1), default), await Ledger.FindAliasAsync(Subject(2), default)));
        var owners = await Ledger.LoadCertificateOwnersAsync(["c_1", "c_3", "c_4"], default);
        Assert.Equal((Worker(2), Worker(2), Worker(3)), (owners["c_1"], owners["c_3"], owners["c_4"]));
        Assert.Equal(Number(1), (await RefusedAsync<KeysTaken>(Claims(5, 2, "a"))).Conflicts.Single().Case);
        Assert.Equal(2, (await Ledger.ListCasesAsync(new(Worker: Subject(2), Status: CaseStatus.Submitted), new(null, 9), default)).Items.Count(c => c.Case.Number.Ordinal < 3));

        await CommitAllAsync(Release(1), Claims(6, 2, "z", "c_1"));
        await CommitAllAsync(Release(1, again: true), Release(2, again: true));
        Assert.Equal("1a 2b 3c 6z", await ShownAsync(2));
    }

    [Fact]
    public async Task A_key_that_both_had_stands_on_the_person_whichever_of_the_claims_is_released()
    {
        await CommitAllAsync(Claims(1, 1, "a"), Claims(2, 2, "a"));
        await CommitAllAsync(Merge(1, 2));
        Assert.Equal(Number(2), await HolderAsync());
        await CommitAllAsync(Release(2));
        Assert.Equal(Number(1), await HolderAsync());
        await CommitAllAsync(Release(1));
        Assert.Null(await HolderAsync());

        async Task<CaseNumber?> HolderAsync() => (await Ledger.LoadStandingAsync([Key(2, "a")], [], default)).Holders.GetValueOrDefault(Key(2, "a"))?.Case.Number;
    }

    [Fact]
    public async Task A_claim_for_an_alias_is_refused_and_says_for_whom_to_claim()
    {
        await CommitAllAsync(Merge(1, 2));
        var refused = await RefusedAsync<SubjectMoved>(Claims(1, 1, "a") with { NewClaims = [Claim(Number(1), Key(1, "a")), Claim(Number(1), Key(3, "a"), line: 2)] });
        Assert.Equal((Subject(1), Subject(2)), (refused.Subjects.Single().Key, refused.Subjects.Single().Value));
        var outcomes = await Ledger.CommitAsync([Claims(2, 4, "a"), Claims(1, 1, "a"), Claims(3, 5, "a")], default);
        Assert.Equal([typeof(Committed), typeof(SubjectMoved), typeof(Committed)], outcomes.Select(o => o.GetType()));
        await CommitAllAsync(Claims(1, 2, "a"));
    }

    [Fact]
    public async Task Keys_that_are_live_in_both_stay_are_listed_and_are_shown_in_the_history_that_goes_on()
    {
        await CommitAllAsync(Claims(1, 1, "a"), Claims(2, 2, "a"), Claims(3, 1, "b"), Claims(4, 2, "c"));
        Assert.Equal(["a"], await Ledger.SharedLiveKeysAsync(Subject(1), Subject(2), default));
        await CommitAllAsync(Merge(1, 2));
        Assert.Equal(["a"], await Ledger.SharedLiveKeysAsync(Subject(1), Subject(2), default));
        Assert.Empty(await Ledger.SharedLiveKeysAsync(Subject(3), Subject(2), default));
        Assert.Equal("1a* 2a 3b 4c", await ShownAsync(2));
        Assert.Equal("1a", await ShownAsync(1));
        Assert.Contains(Number(1), (await Ledger.ListCasesAsync(new(Worker: Subject(2)), new(null, 9), default)).Items.Select(c => c.Case.Number));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public async Task A_key_that_was_live_in_both_is_free_only_when_both_are_released(long first, long second)
    {
        await CommitAllAsync(Claims(1, 1, "a"), Claims(2, 2, "a"));
        await CommitAllAsync(Merge(1, 2));
        await CommitAllAsync(Release(first));
        Assert.Equal(Number(second), (await RefusedAsync<KeysTaken>(Claims(3, 2, "a"))).Conflicts.Single().Case);
        Assert.Equal(first == 1 ? "(1a) 2a" : "1a (2a)", await ShownAsync(2));
        await RefusedAsync<KeysTaken>(Release(first, again: true));
        await CommitAllAsync(Release(second));
        await CommitAllAsync(Claims(3, 2, "a"));
        Assert.Equal("(1a) (2a) 3a", await ShownAsync(2));
        Assert.Equal("", await ShownAsync(1));
    }

    [Fact]
    public async Task A_correction_may_swap_a_claim_whose_key_is_live_in_both()
    {
        await CommitAllAsync(Claims(1, 1, "a"), Claims(2, 2, "a"), Claims(4, 4, "a"));
        await CommitAllAsync(Merge(1, 2));
        await CommitAllAsync(Merge(4, 2));
        await CommitAllAsync(Release(2) with { NewClaims = [Claim(Number(2), Key(2, "a"))] });
        Assert.Equal("1a* (2a) 2a 4a*", await ShownAsync(2));
        await CommitAllAsync(Release(2));
        Assert.Equal("1a (2a) (2a) 4a*", await ShownAsync(2));
    }

    [Fact]
    public async Task Nobody_is_merged_twice_into_an_alias_or_into_themselves()
    {
        await CommitAllAsync(Claims(1, 1, "a"));
        await CommitAllAsync(Merge(1, 2));
        await RefusedAsync<StaleVersion>(Merge(1, 3));
        await RefusedAsync<StaleVersion>(Merge(3, 1));
        await RefusedAsync<StaleVersion>(Merge(3, 3));
        await CommitAllAsync(Merge(2, 3));
        Assert.Equal((Subject(3), Subject(3)), (await Ledger.FindAliasAsync(Subject(1), default), await Ledger.FindAliasAsync(Subject(2), default)));
        Assert.Equal("1a", await ShownAsync(3));
    }

    [Fact]
    public async Task A_certificate_follows_its_worker_over_two_merges_also_where_its_claim_stayed_with_the_first_reference()
    {
        await CommitAllAsync(Claims(1, 1, "a", "c_1"), Claims(2, 2, "a", "c_2"));
        await CommitAllAsync(Merge(1, 2));
        await CommitAllAsync(Merge(2, 3));
        var owners = await Ledger.LoadCertificateOwnersAsync(["c_1", "c_2"], default);
        Assert.Equal((Worker(3), Worker(3)), (owners["c_1"], owners["c_2"]));
        await CommitAllAsync(Claims(3, 3, "z", "c_1"));
    }

    [Fact]
    public async Task A_merge_fares_in_a_group_as_it_does_alone()
    {
        await CommitAllAsync(Claims(1, 1, "a"));
        var outcomes = await Ledger.CommitAsync([Claims(2, 5, "a"), Merge(1, 2), Merge(3, 4), Claims(3, 2, "b"), Merge(1, 6)], default);
        Assert.Equal([typeof(Committed), typeof(Committed), typeof(Committed), typeof(Committed), typeof(StaleVersion)], outcomes.Select(o => o.GetType()));
        Assert.Equal("1a 3b", await ShownAsync(2));
    }

    [Fact]
    public async Task No_claim_slips_in_under_an_alias_while_it_is_merged()
    {
        for (var round = 0; round < 10; round++)
        {
            var (alias, into) = (1000 + round, 2000 + round);
            var second = Database.Open();
            var claiming = Enumerable.Range(1, 40).Select(i => Task.Run(() =>
                (i % 2 == 0 ? Ledger : second).CommitAsync(Claims((round * 100) + i, alias, $"k{i}", $"c_{round}_{i}")))).ToArray();
            await claiming[round];
            await CommitAllAsync(Merge(alias, into));
            var outcomes = await Task.WhenAll(claiming);
            Assert.All(outcomes, o => Assert.True(o is Committed or SubjectMoved, o.ToString()));
            Assert.Empty((await HistoryAsync(alias)).Entries);
            Assert.Equal(outcomes.Count(o => o is Committed), (await HistoryAsync(into)).Entries.Length);
            var owners = await Ledger.LoadCertificateOwnersAsync([.. Enumerable.Range(1, 40).Select(i => $"c_{round}_{i}")], default);
            Assert.All(owners.Values, owner => Assert.Equal(Worker(into), owner));
            await Database.CloseAsync(second);
        }
    }
}
