using System.Text.Json.Nodes;
using static Gongshu.Policy.FactGroup;
using static Gongshu.Policy.Move;

namespace Gongshu.Policy;

/// <summary>What could be otherwise about the award of a line.</summary>
internal static class AwardMoves
{
    public static readonly Move[] All =
    [
        Part(
            Award, "award", new("世赛获奖情况", "the award"), FactSource.Application, "/award", null,
            [FactTable.AwardKind, FactTable.AwardEdition, FactTable.AwardAnnouncedOn],
            c => Show(c.Award), Given),
        Of(
            Award, FactTable.AwardAnnouncedOn, new("获奖公布日期", "the day on which the award was announced"), "/award/announcedOn",
            c => c.Award.AnnouncedOn, FactValue.Of, c => [c.Facts.Day, c.Policy.ValidFrom],
            (facts, day) => facts.WithLine(line => line with { Award = line.Award! with { AnnouncedOn = day } }), Days),
    ];

    private static Func<ApplicationFacts, ApplicationFacts> Given(RuleContext c)
    {
        // An edition that no competition has had: only the applicant knows which it was.
        var given = new AwardFacts(999, c.Facts.Day, c.Benefit!.Award ?? AwardKind.NationalTeamTopThree, null, Placeholder.Text);
        return facts => facts.WithLine(line => line with { Award = given });
    }

    private static FactValue Show(AwardFacts award) => FactValue.Part(
        new JsonObject
        {
            ["edition"] = award.Edition,
            ["announcedOn"] = FactValue.Text(award.AnnouncedOn),
            ["kind"] = EnumNames.Of(award.Kind),
            ["team"] = award.Team,
            ["occupation"] = award.Occupation,
        },
        $"{award.AnnouncedOn:yyyy-MM-dd}或之前公布；届次和项目为占位内容，须按公布文件填写",
        $"announced on {award.AnnouncedOn:yyyy-MM-dd} or before; edition and skill are placeholders, to be filled in from the document");
}
