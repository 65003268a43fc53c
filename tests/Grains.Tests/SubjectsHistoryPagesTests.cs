using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Subjects;
using Gongshu.Policy;

namespace Gongshu.Grains.Tests;

/// <summary>Histories from rows alone: who sees what, what is counted, and pages.</summary>
public sealed class SubjectsHistoryPagesTests
{
    private const string Own = "91330105T0000000A1", Other = "91330105T0000000B2";
    private static readonly DateTimeOffset March = new(2018, 3, 5, 12, 0, 0, PolicyTime.Offset);
    private static readonly Actor Officer = new("u-1", "测试", Roles.Auditor, null);
    private static readonly HistoryQuery All = new(null, null, null, null, null, 200);

    private static readonly HeldClaim[] Rows =
    [
        Claim("2018Q1", 1, ClaimStatus.Released, 500),
        Claim("2018Q1", 1, ClaimStatus.Paid, 1000),
        Claim("2018Q2", 2, ClaimStatus.ClawedBack, 250),
        Claim("2018Q2", 3, ClaimStatus.ClawedBack, 125, live: false),
        Claim("2018Q4", 4, ClaimStatus.Approved, 50, Other, Programme.InternshipHiring),
        Claim("2019Q1", 5, ClaimStatus.Held, 25, Other),
    ];

    [Fact]
    public void Totals_count_what_guards_a_key_and_what_was_paid_and_not_clawed_back()
    {
        Assert.Equal(new ClaimTotals(4, new Money(1000)), Of(All).Totals);
        Assert.Equal(new ClaimTotals(2, new Money(1000)), Of(All, Portal(Own)).Totals);
        Assert.Equal(new ClaimTotals(2, Money.Zero), Of(All, Portal(Other)).Totals);
    }

    [Fact]
    public void A_portal_sees_the_entries_of_its_own_organisation_only()
    {
        Assert.Equal([5, 4], Of(All, Portal(Other)).Items.Select(item => item.Line));
        var nobody = Of(All, Portal("91330105T0000000C3"));
        Assert.Empty(nobody.Items);
        Assert.Null(nobody.MaskedId);
        Assert.Equal(6, Of(All, Portal("*")).Items.Length);
    }

    [Fact]
    public void Filters_narrow_the_items_and_not_the_totals()
    {
        Assert.Equal([4], Lines(All with { Programme = Programme.InternshipHiring }));
        Assert.Equal([2, 3], Lines(All with { Status = ClaimStatus.ClawedBack }));
        Assert.Equal([5], Lines(All with { Year = 2019 }));
        Assert.Equal([2, 3], Lines(All with { Window = WindowId.Parse("2018Q2") }));
        Assert.Empty(Lines(All with { Window = WindowId.Parse("2018Q2"), Year = 2019 }));
        Assert.Equal(4, Of(All with { Year = 2019 }).Totals.Live);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Pages_hold_each_entry_once_also_where_a_correction_claimed_twice_at_one_place(int limit)
    {
        var seen = new List<(int, ClaimStatus)>();
        var query = All with { Limit = limit };
        do
        {
            var page = Of(query);
            Assert.InRange(page.Items.Length, 1, limit);
            seen.AddRange(page.Items.Select(item => (item.Line, item.Status)));
            query = query with { Cursor = page.NextCursor };
        }
        while (query.Cursor is not null);
        Assert.Equal(
            [(5, ClaimStatus.Held), (4, ClaimStatus.Approved), (2, ClaimStatus.ClawedBack), (3, ClaimStatus.ClawedBack), (1, ClaimStatus.Released), (1, ClaimStatus.Paid)],
            seen);
    }

    [Fact]
    public void A_cursor_goes_on_where_its_page_ended_although_that_entry_no_longer_matches()
    {
        var query = All with { Status = ClaimStatus.ClawedBack, Limit = 1 };
        var cursor = Of(query).NextCursor;
        HeldClaim[] moved = [.. Rows.Select(row => row.Line == 2 ? Claim("2018Q2", 2, ClaimStatus.Released, 250) : row)];
        Assert.Equal([3], HistoryPages.Of("w_a", moved, query with { Cursor = cursor }, Officer).Value!.Items.Select(item => item.Line));
    }

    [Fact]
    public void A_cursor_of_another_subject_or_filter_is_refused()
    {
        var cursor = Of(All with { Limit = 1 }).NextCursor!;
        Assert.Equal(ProblemCode.InvalidRequest, HistoryPages.Of("w_b", Rows, All with { Cursor = cursor }, Officer).Refusal!.Code);
        Assert.Equal(ProblemCode.InvalidRequest, HistoryPages.Of("w_a", Rows, All with { Cursor = cursor, Year = 2018 }, Officer).Refusal!.Code);
        Assert.Equal(ProblemCode.InvalidRequest, HistoryPages.Of("w_a", Rows, All with { Cursor = cursor + ".9" }, Officer).Refusal!.Code);
        Assert.Equal(ProblemCode.InvalidRequest, HistoryPages.Of("w_a", Rows, All with { Cursor = "x" }, Officer).Refusal!.Code);
    }

    private static IEnumerable<int> Lines(HistoryQuery query) => Of(query).Items.Select(item => item.Line);

    private static ClaimHistoryView Of(HistoryQuery query, Actor? actor = null) => HistoryPages.Of("w_a", Rows, query, actor ?? Officer).Value!;

    private static Actor Portal(string org) => new("p-1", "测试", Roles.Portal, org);

    /// <summary>The first case of a window.</summary>
    private static HeldClaim Claim(
        string window, int line, ClaimStatus status, long fen, string applicant = Own, Programme programme = Programme.SkillUpgrade, bool? live = null)
    {
        var at = March.AddMonths((WindowId.Parse(window).Year - 2018) * 12 + (WindowId.Parse(window).Quarter - 1) * 3);
        return SubjectSamples.Claim(
            ClaimRows.CaseOf(CaseNumber.Parse($"GS-{window}-000001"), new(applicant, "测试"), programme, "gongshu-2018", at), line, "k", status, live ?? status != ClaimStatus.Released,
            new(null, "3301**********1234", ["k"], "三(二)", new Money(fen), null, null, null, null, null));
    }
}
