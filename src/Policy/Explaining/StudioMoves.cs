using System.Text.Json.Nodes;
using static Gongshu.Policy.FactGroup;
using static Gongshu.Policy.Move;

namespace Gongshu.Policy;

/// <summary>What could be otherwise about the master studio.</summary>
internal static class StudioMoves
{
    public static readonly Move[] All =
    [
        Part(
            Studio, "masterStudio", new("技能大师工作室", "the master studio"), FactSource.StudioRegistry, null, "/masterStudio",
            [FactTable.Studio, FactTable.StudioHost, FactTable.StudioLevel, FactTable.StudioRecognisedOn],
            c => Show(c.Studio), Given),
        Of(
            Studio, FactTable.StudioHost, new("工作室设立单位", "the host of the studio"), null,
            c => c.Studio.Host, FactValue.Of, c => [c.Facts.ApplicantUscc], (facts, uscc) => facts with { Studio = facts.Studio! with { Host = uscc } }),
        Of(
            Studio, FactTable.StudioRecognisedOn, new("工作室认定日期", "the day on which the studio was recognised"), null,
            c => c.Studio.RecognisedOn, FactValue.Of, c => [c.Facts.Day, c.Policy.ValidFrom],
            (facts, day) => facts with { Studio = facts.Studio! with { RecognisedOn = day } }, Days),
    ];

    private static Func<ApplicationFacts, ApplicationFacts> Given(RuleContext c)
    {
        var given = new StudioFacts(Placeholder.Number, c.Facts.ApplicantUscc, StudioLevel.District, c.Facts.Day);
        return facts => facts with { Studio = given };
    }

    private static FactValue Show(StudioFacts studio) => FactValue.Part(
        new JsonObject
        {
            ["name"] = Placeholder.Text,
            ["host"] = studio.Host.Value,
            ["level"] = EnumNames.Of(studio.Level),
            ["recognisedOn"] = FactValue.Text(studio.RecognisedOn),
        },
        $"由申请单位设立，{studio.RecognisedOn:yyyy-MM-dd}或之前认定；名称、级别和文件须按公布文件登记",
        $"hosted by the applicant, recognised on {studio.RecognisedOn:yyyy-MM-dd} or before; name, level and document as published");
}
