using Gongshu.Grains.Interfaces;
using Gongshu.Grains.Registries;
using Gongshu.Policy;
using static Gongshu.Grains.Tests.RegistriesSamples;

namespace Gongshu.Grains.Tests;

public sealed class RegistriesNamesTests
{
    private static readonly MasterStudioForm Studio = new(
        "测试大师工作室", new NamedPerson("测试一号"), OwnUscc, StudioLevel.District, Day("2018-03-01"), new OfficialDocument("认定文件", "拱人社〔2018〕5号"));

    [Theory]
    [InlineData("测试大师工作室", "拱人社[2018]5号")]
    [InlineData("测试 大师 工作室", "拱人社（2018） 5 号")]
    [InlineData("测试大师工作室", "拱人社【2018】５号")]
    public void One_studio_in_two_spellings_has_one_name(string name, string number) =>
        Assert.Equal(NameOf(Studio), NameOf(Studio with { Name = name, Document = new("另一标题", number) }));

    [Theory]
    [InlineData("测试大师工作室", "拱人社〔2018〕15号")]
    [InlineData("测试大师工作室", "拱人社〔20〕185号")]
    [InlineData("测试大师工作室二", "拱人社〔2018〕5号")]
    public void Another_studio_or_document_has_another(string name, string number) =>
        Assert.NotEqual(NameOf(Studio), NameOf(Studio with { Name = name, Document = new("认定文件", number) }));

    [Fact]
    public void Of_one_year_there_is_one_worldskills_competition_and_any_number_of_others()
    {
        var form = new CompetitionForm("世界技能大赛选拔赛", 2018, CompetitionClass.WorldSkills, OwnUscc, new OfficialDocument("通知", "1号"));
        Assert.Equal("worldSkills:2018", NameOf(form));
        Assert.Equal(NameOf(form), NameOf(form with { Name = "另一名称" }));
        Assert.NotEqual(NameOf(form), NameOf(form with { Year = 2019 }));
        Assert.Null(NameOf(form with { Class = CompetitionClass.A }));
    }

    [Theory]
    [InlineData(Roles.Handler, true)]
    [InlineData(Roles.Leader, true)]
    [InlineData(Roles.Admin, true)]
    [InlineData(Roles.Approver, false)]
    [InlineData(Roles.Finance, false)]
    [InlineData(Roles.Auditor, false)]
    [InlineData(Roles.Portal, false)]
    public void Studios_and_competitions_are_registered_by_handlers_leaders_and_admins(Roles roles, bool may)
    {
        var actor = new Actor("u", "测试", roles, roles == Roles.Portal ? "*" : null);
        Assert.Equal(may ? null : ProblemCode.Forbidden, MasterStudioRules.Put(null, Studio, actor, null).Refusal?.Code);
        var competition = new CompetitionForm("技能竞赛", 2018, CompetitionClass.A, OwnUscc, new OfficialDocument("通知", "1号"));
        Assert.Equal(may ? null : ProblemCode.Forbidden, CompetitionRules.Put(null, competition, actor, null).Refusal?.Code);
    }

    [Fact]
    public void A_repeated_registration_is_a_new_version_of_the_same()
    {
        var handler = Staff(Roles.Handler);
        var first = MasterStudioRules.Put(null, Studio, handler, null);
        var second = MasterStudioRules.Put(first.Value, Studio, handler, 1);
        Assert.Equal((true, 1, false, 2), (first.Created, first.Value!.Version, second.Created, second.Value!.Version));
        Assert.Equal(ProblemCode.StaleVersion, MasterStudioRules.Put(second.Value, Studio, handler, 1).Refusal!.Code);
    }

    private static string? NameOf(MasterStudioForm form) => MasterStudioRules.Put(null, form, Staff(Roles.Handler), null).Value!.Entry("s").UniqueName;

    private static string? NameOf(CompetitionForm form) => CompetitionRules.Put(null, form, Staff(Roles.Handler), null).Value!.Entry("c").UniqueName;
}
