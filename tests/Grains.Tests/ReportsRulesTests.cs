using Gongshu.Grains.Honours;
using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Reports;
using Gongshu.Policy;

namespace Gongshu.Grains.Tests;

/// <summary>The pure parts of honours and of a year's inputs.</summary>
public sealed class ReportsRulesTests
{
    private static readonly Actor Leader = new("u-3", "测试三号", Roles.Leader, null);
    private static readonly Organisation Unit = new("91330105T0000000A1", "测试一号有限公司");
    private static readonly HonourForm Form = new("甲", new OfficialDocument("测试通知", "1号"));

    private static HonourEntry Put(HonoursRecord? list, HonourForm form, int day = 1, Organisation? unit = null) =>
        HonourRules.Put(list, unit ?? Unit, form, Leader, null, new DateOnly(2019, 1, day)).Value!;

    [Fact]
    public void A_second_honour_of_a_year_changes_the_first_and_keeps_its_day_and_place()
    {
        var first = Put(null, Form);
        var other = Put(new([first]), Form, unit: new("91330105TG0000026E", "测试二号有限公司"));
        var again = Put(new([first, other]), Form with { Grounds = "乙" }, day: 9);
        Assert.Equal((first.HonouredOn, first.Number, 2, "乙"), (again.HonouredOn, again.Number, again.Version, again.Grounds));
        Assert.Equal(2, other.Number);
        Assert.Equal(2, new HonoursRecord([first, other]).With(again).Entries.Length);
    }

    [Fact]
    public void Who_was_taken_off_is_honoured_anew_and_no_version_comes_twice()
    {
        var list = new HonoursRecord([Put(null, Form)]);
        var off = HonourRules.Remove(list, Unit.Uscc, Leader, 1).Value!;
        list = list.With(off);
        Assert.Equal(ProblemCode.NotFound, HonourRules.Remove(list, Unit.Uscc, Leader, null).Refusal!.Code);
        Assert.Equal(ProblemCode.StaleVersion, HonourRules.Put(list, Unit, Form, Leader, 2, new(2019, 1, 2)).Refusal!.Code);
        var answer = HonourRules.Put(list, Unit, Form, Leader, null, new(2019, 1, 2));
        Assert.True(answer.Created);
        Assert.Equal((3, 2, new DateOnly(2019, 1, 2)), (answer.Value!.Version, answer.Value.Number, answer.Value.HonouredOn));
    }

    [Fact]
    public void Only_a_leader_honours_and_only_who_is_registered()
    {
        var handler = Leader with { Roles = Roles.Handler | Roles.Admin };
        Assert.Equal(ProblemCode.Forbidden, HonourRules.Put(null, Unit, Form, handler, null, default).Refusal!.Code);
        Assert.Equal(ProblemCode.Forbidden, HonourRules.Remove(null, Unit.Uscc, handler, null).Refusal!.Code);
        Assert.Equal(ProblemCode.NotFound, HonourRules.Put(null, null, Form, Leader, null, default).Refusal!.Code);
    }

    [Fact]
    public void A_part_is_not_more_than_the_whole()
    {
        Answer<ReportInputsRecord> Enter(int skilled, int high, bool hasPolicy = true) => ReportInputsRules.Put(null, new(skilled, high, "年报"), Leader, null, hasPolicy);
        Assert.Equal(1, Enter(10, 10).Value!.Version);
        Assert.Equal("/highSkilledWorkers", Assert.Single(Enter(10, 11).Refusal!.Errors!).Pointer);
        Assert.Equal(ProblemCode.ReportWithoutData, Enter(10, 1, hasPolicy: false).Refusal!.Code);
    }

    [Theory]
    [InlineData(10_000, 2_999, 29.99, false)]
    [InlineData(1_000_000, 299_999, 29.99, false)]
    [InlineData(10, 3, 30.0, true)]
    [InlineData(3, 1, 33.33, true)]
    [InlineData(7, 0, 0.0, false)]
    public void A_share_is_cut_and_met_only_when_it_is_reached(int skilled, int high, double shown, bool met)
    {
        var view = Share(new ReportInputsView(2020, skilled, high, "年报", 1));
        Assert.Equal(((decimal)shown, met), (view.Actual!.Value, view.Met!.Value));
    }

    [Fact]
    public void A_share_that_nobody_entered_is_neither_met_nor_missed() => Assert.Equal((null, null), (Share(null).Actual, Share(null).Met));

    private static TargetView Share(ReportInputsView? inputs)
    {
        var terms = new TargetTerms(Target.HighSkilledShare, 30, TargetUnit.Percent, 2020, [], [], [], [], new("比例", "share"), new("二", "达到30％以上"));
        return ReportTargets.View(terms, 0, Array.Empty<CompetitionView>().ToLookup(one => one.Class), inputs, english: true);
    }
}
