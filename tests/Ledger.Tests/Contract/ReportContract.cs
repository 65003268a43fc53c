using Gongshu.Policy;
using static Gongshu.Ledger.Tests.Samples;

namespace Gongshu.Ledger.Tests;

/// <summary>What reports count, over a few claims whose counting fits on the fingers.</summary>
public abstract class ReportContract : LedgerContract
{
    private const string First = "91330105MA27ABCD4X", Second = "91330105TG0000026E";
    private static readonly TrainedFilter Everybody = new([], [], []);
    private static readonly TrainedFilter HighSkilled = new([Programme.SkillTraining, Programme.SkillUpgrade], [SkillLevel.Senior, SkillLevel.Technician], []);

    private static CaseNumber In(int quarter, long ordinal) => new(new WindowId(2018, quarter), ordinal);

    private static ClaimInsert Row(CaseNumber number, int worker, CountedBy? by, int line = 1, Benefit benefit = Benefit.Assessment, string? key = null) =>
        Claim(number, Key(worker, key ?? $"{benefit}:{number}"), line, benefit: benefit, worker: Worker(worker)) with { Counted = by };

    private static LedgerCommand File(
        CaseNumber number, ClaimInsert[] claims, string applicant = First, Programme programme = Programme.SkillTraining, long claimed = 5000) => Submit(number) with
        {
            Cases = [Case(number, applicant: applicant, programme: programme, name: applicant == First ? "甲" : "乙") with { Claimed = new(claimed), Lines = claims.Length, SubmittedAt = March.AddMinutes(number.Ordinal) }],
            NewClaims = claims,
        };

    private static CountedBy Senior(int year = 2018, bool migrant = false) => new(year, SkillLevel.Senior, migrant);

    private static ClaimChange Moves(CaseNumber number, ClaimStatus to, bool live, ClaimStatus from = ClaimStatus.Held) => new(number, 1, Benefit.Assessment, from, to, live);

    private Task<string> CountAsync(params TrainedFilter[] filters) => CountOfAsync(2018, filters);

    private async Task<string> CountOfAsync(int year, params TrainedFilter[] filters) => string.Join(' ', await Ledger.CountTrainedAsync(year, filters, default));

    [Fact]
    public async Task A_person_counts_once_by_the_year_of_the_certificate_and_by_live_claims_alone()
    {
        await CommitAllAsync(
            File(In(1, 1), [Row(In(1, 1), 1, Senior()), Row(In(1, 1), 2, new(2018, SkillLevel.Junior, true), 2)]),
            File(In(2, 1), [Row(In(2, 1), 1, new(2018, SkillLevel.Technician, false), benefit: Benefit.SkillUpgrade)], programme: Programme.SkillUpgrade),
            File(new(new(2019, 1), 1), [Row(new(new(2019, 1), 1), 3, Senior())]),
            File(In(1, 2), [Row(In(1, 2), 4, Senior(2017))]),
            File(In(1, 3), [Row(In(1, 3), 5, Senior())]), File(In(1, 4), [Row(In(1, 4), 6, Senior())]), File(In(1, 5), [Row(In(1, 5), 7, Senior())]),
            File(In(1, 6), [Row(In(1, 6), 8, new(null, null, false), benefit: Benefit.InternshipHiring)], programme: Programme.InternshipHiring));
        await CommitAllAsync(new LedgerCommand { ClaimChanges = [Moves(In(1, 3), ClaimStatus.Released, live: false)] },
            new LedgerCommand { ClaimChanges = [Moves(In(1, 4), ClaimStatus.ClawedBack, live: true)] }, new LedgerCommand { ClaimChanges = [Moves(In(1, 5), ClaimStatus.ClawedBack, live: false)] });
        Assert.Equal("4 3 1 1 1 0", await CountAsync(
            Everybody, HighSkilled, new([], [SkillLevel.Technician], []), new([], [], [Benefit.SkillUpgrade]), Everybody with { MigrantOnly = true }, HighSkilled with { MigrantOnly = true }));
        Assert.Equal("1 0", $"{await CountOfAsync(2017, Everybody)} {await CountOfAsync(2016, Everybody)}");
    }

    [Fact]
    public async Task Merged_references_are_one_person_also_where_a_key_stayed_with_the_alias_and_over_two_merges()
    {
        await CommitAllAsync(
            File(In(1, 1), [Row(In(1, 1), 1, Senior(), key: "a")]), File(In(1, 2), [Row(In(1, 2), 2, Senior(), key: "a")], Second),
            File(In(1, 3), [Row(In(1, 3), 3, Senior(), key: "b")], Second));
        Assert.Equal("3", await CountAsync(Everybody));
        await CommitAllAsync(new LedgerCommand { Merge = new(Key(1).Subject, Key(2).Subject, March) });
        Assert.Equal("2", await CountAsync(Everybody));
        await CommitAllAsync(new LedgerCommand { Merge = new(Key(2).Subject, Key(3).Subject, March) });
        Assert.Equal("1", await CountAsync(Everybody));
        Assert.Equal([(First, 1, 1, 2), (Second, 1, 1, 2)], (await Ledger.ListTrainedAsync(2018, Everybody, new(null, 9), default)).Items.Select(one => (one.Applicant, one.Workers, one.Rank, one.Tied)));
        Assert.Equal(1, (await Ledger.WindowFiguresAsync(new(2018, 1), new(2018, 4), 20, default)).Workers.Single(count => count is { Window: null, Programme: null }).Workers);
    }

    [Fact]
    public async Task Applicants_are_listed_by_the_people_they_trained_with_ties_told_and_page_by_page()
    {
        var applicants = Enumerable.Range(0, 5).Select(i => People.Enterprise(i).Uscc).Order(StringComparer.Ordinal).ToArray();
        int[] workers = [2, 1, 2, 3, 1];
        var commands = applicants.SelectMany((applicant, i) => Enumerable.Range(0, workers[i]).Select(k =>
            File(In(1, (10 * i) + k + 1), [Row(In(1, (10 * i) + k + 1), (100 * i) + k, Senior())], applicant))).ToArray();
        await CommitAllAsync(commands);
        (string, int, int, int)[] expected = [(applicants[3], 3, 1, 1), (applicants[0], 2, 2, 2), (applicants[2], 2, 2, 2), (applicants[1], 1, 4, 2), (applicants[4], 1, 4, 2)];
        var shown = new List<(string, int, int, int)>();
        string? after = null;
        do
        {
            var page = await Ledger.ListTrainedAsync(2018, HighSkilled, new(after, 2), default);
            shown.AddRange(page.Items.Select(one => (one.Applicant, one.Workers, one.Rank, one.Tied)));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(expected, shown);
        foreach (var wrong in new[] { "", "x", "2.", "2.x", "-1.91330105MA27ABCD4X" })
            await Assert.ThrowsAsync<InvalidCursorException>(() => Ledger.ListTrainedAsync(2018, HighSkilled, new(wrong, 2), default));
    }

    [Fact]
    public async Task Sums_of_windows_are_those_of_their_cases_and_people_are_counted_in_each_grouping()
    {
        var money = new CaseMoney(new(1), new(2), new(3), new(4), new(5), new(6), new(2));
        var paid = File(In(1, 1), [Row(In(1, 1), 1, Senior()), Row(In(1, 1), 2, Senior(), 2)], claimed: 9000);
        await CommitAllAsync(
            paid with { Cases = [paid.Cases[0] with { Status = CaseStatus.Paid, Money = money, Amount = new(15) }] },
            File(In(1, 2), [Row(In(1, 2), 1, new(2018, SkillLevel.Senior, false), benefit: Benefit.SkillUpgrade)], programme: Programme.SkillUpgrade, claimed: 7),
            File(In(2, 1), [Row(In(2, 1), 1, Senior())], Second, claimed: 100), File(In(2, 2), [Row(In(2, 2), 3, Senior())], Second, claimed: 200),
            File(new(new(2019, 1), 1), [Row(new(new(2019, 1), 1), 9, Senior())]));
        await CommitAllAsync(new LedgerCommand { ClaimChanges = [Moves(In(2, 2), ClaimStatus.Released, live: false)] });

        var figures = await Ledger.WindowFiguresAsync(new(2018, 1), new(2018, 4), 1, default);
        Assert.Equal(
            [
                new CaseStatusSum(new(2018, 1), Programme.SkillTraining, CaseStatus.Paid, new(1, 2, new(9000), new(15), money)),
                new CaseStatusSum(new(2018, 1), Programme.SkillUpgrade, CaseStatus.Submitted, new(1, 1, new(7), new(5000), CaseMoney.None)),
                new CaseStatusSum(new(2018, 2), Programme.SkillTraining, CaseStatus.Submitted, new(2, 2, new(300), new(10000), CaseMoney.None)),
            ], figures.Cases);
        Assert.Equal(
            [
                (null, null, 2), (null, Programme.SkillTraining, 2), (null, Programme.SkillUpgrade, 1),
                (new WindowId(2018, 1), null, 2), (new(2018, 1), Programme.SkillTraining, 2), (new(2018, 1), Programme.SkillUpgrade, 1),
                (new(2018, 2), null, 1), (new(2018, 2), Programme.SkillTraining, 1),
            ], figures.Workers.OrderBy(count => count.Window).ThenBy(count => count.Programme).Select(count => (count.Window, count.Programme, count.Workers)));
        Assert.Equal([new ApplicantSum(First, "甲", 2, new(2, 3, new(9007), new(5015), money))], figures.Applicants);
        Assert.Equal(2, figures.AllApplicants);
        Assert.Equal((0, 1), ((await Ledger.WindowFiguresAsync(new(2018, 3), new(2018, 3), 9, default)).Cases.Length, (await Ledger.WindowFiguresAsync(new(2019, 1), new(2019, 1), 9, default)).AllApplicants));
    }

    [Fact]
    public async Task Case_numbers_of_windows_come_in_order_and_page_by_page()
    {
        await CommitAllAsync([.. Enumerable.Range(1, 5).Select(i => File(In(i < 4 ? 1 : 2, i), [Row(In(i < 4 ? 1 : 2, i), i, Senior())]))]);
        Assert.Equal([(In(1, 1), 1), (In(1, 2), 1)], await Ledger.CaseNumbersAsync(new(2018, 1), new(2018, 2), null, 2, default));
        Assert.Equal([In(1, 3), In(2, 4)], (await Ledger.CaseNumbersAsync(new(2018, 1), new(2018, 2), In(1, 2), 2, default)).Select(found => found.Case));
        Assert.Equal([In(2, 4), In(2, 5)], (await Ledger.CaseNumbersAsync(new(2018, 2), new(2018, 2), null, 9, default)).Select(found => found.Case));
    }

    [Fact]
    public async Task A_case_of_before_is_counted_once_and_only_at_the_version_that_was_read()
    {
        var command = File(In(1, 1), [Row(In(1, 1), 1, null), Row(In(1, 1), 2, null, 2)]);
        await CommitAllAsync(command with { Cases = [command.Cases[0] with { Claimed = null }] });
        await CommitAllAsync(new LedgerCommand
        {
            Cases = [command.Cases[0] with { Version = 2, Claimed = new(1) }],
            ClaimChanges = [Moves(In(1, 1), ClaimStatus.Released, live: false)],
            NewClaims = [Row(In(1, 1), 3, Senior())],
        });
        Assert.Equal([In(1, 1)], await Ledger.UncountedCasesAsync(null, 9, default));
        Assert.Empty(await Ledger.UncountedCasesAsync(In(1, 1), 9, default));
        var places = await Ledger.LoadClaimPlacesAsync([In(1, 1)], default);
        Assert.Equal([(1, false), (1, true), (2, true)], places.Select(place => (place.Line, place.Release == 0)));
        CaseCounts Counts(int version) => new(In(1, 1), version, new(777), [.. places.Select((place, i) =>
            new ClaimCounts(place.Line, place.Benefit, place.Release, Worker(8), new(2010 + i, (SkillLevel)(i + 1), i == 2)))]);
        await CommitAllAsync(new LedgerCommand { Counts = [Counts(1)] });
        Assert.Single(await Ledger.UncountedCasesAsync(null, 9, default));
        await CommitAllAsync(new LedgerCommand { Counts = [Counts(2)] }, new LedgerCommand { Counts = [Counts(2) with { Claimed = new(1) }] });
        Assert.Empty(await Ledger.UncountedCasesAsync(null, 9, default));
        Assert.Equal(new Money(777), (await Ledger.FindCaseAsync(In(1, 1), default))!.Case.Claimed);
        await using var snapshot = await Ledger.OpenSnapshotAsync(default);
        await foreach (var file in snapshot.CasesAsync(default))
            Assert.Equal(
                [(false, 2010, SkillLevel.Junior, false), (true, 2011, SkillLevel.Intermediate, false), (true, 2012, SkillLevel.Senior, true)],
                file.Claims.OrderBy(row => row.Line).ThenBy(row => row.Live).Select(row => (row.Live, row.CertificateYear!.Value, row.Level!.Value, row.Migrant!.Value)));
        await CommitAllAsync(new LedgerCommand { Cases = [command.Cases[0] with { Version = 3, Claimed = new(888) }] });
        Assert.Equal(new Money(888), (await Ledger.FindCaseAsync(In(1, 1), default))!.Case.Claimed);
    }

    [Fact]
    public async Task The_plain_columns_stand_on_the_first_row_of_a_benefit_alone()
    {
        await CommitAllAsync(File(In(1, 1), [Row(In(1, 1), 1, Senior(migrant: true)), Claim(In(1, 1), Key(1, "second"), ordinal: 1, worker: Worker(1))]));
        await using var snapshot = await Ledger.OpenSnapshotAsync(default);
        await foreach (var file in snapshot.CasesAsync(default))
        {
            Assert.Equal([(2018, SkillLevel.Senior, true, Worker(1)), ((int?)null, (SkillLevel?)null, (bool?)null, null)],
                file.Claims.Select(row => (row.CertificateYear, row.Level, row.Migrant, row.WorkerRef)));
            Assert.Equal(new Money(5000), file.Row.Case.Claimed);
        }
    }
}
