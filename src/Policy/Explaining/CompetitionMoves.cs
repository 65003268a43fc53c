using System.Text.Json.Nodes;
using static Gongshu.Policy.FactGroup;
using static Gongshu.Policy.Move;

namespace Gongshu.Policy;

/// <summary>What could be otherwise about the competition.</summary>
internal static class CompetitionMoves
{
    public static readonly Move[] All =
    [
        Part(
            Competition, "competition", new("竞赛", "the competition"), FactSource.CompetitionRegistry, null, "/competition",
            [FactTable.Competition, FactTable.CompetitionClass, FactTable.CompetitionOrganiser, FactTable.CompetitionYear],
            c => Show(c.Competition), Given),
        Of(
            Competition, FactTable.CompetitionClass, new("竞赛类别", "the class of the competition"), null,
            c => c.Competition.Class, FactValue.Of, c => c.Terms.CompetitionClasses, (facts, @class) => facts with { Competition = facts.Competition! with { Class = @class } }),
        Of(
            Competition, FactTable.CompetitionOrganiser, new("竞赛承办单位", "the organiser of the competition"), null,
            c => c.Competition.Organiser, FactValue.Of, c => [c.Facts.ApplicantUscc],
            (facts, uscc) => facts with { Competition = facts.Competition! with { Organiser = uscc } }),
        Of(
            Competition, FactTable.CompetitionYear, new("竞赛年度", "the year of the competition"), null,
            c => c.Competition.Year, FactValue.Of, c => c.Line?.Certificate is { } certificate ? [certificate.IssuedOn.Year] : [],
            (facts, year) => facts with { Competition = facts.Competition! with { Year = year } }, (one, other) => Math.Abs(one - other)),
    ];

    private static Func<ApplicationFacts, ApplicationFacts> Given(RuleContext c)
    {
        var given = new CompetitionFacts(
            Placeholder.Number, c.Line?.Certificate?.IssuedOn.Year ?? c.Facts.Window.Year, c.Terms.CompetitionClasses[0], c.Facts.ApplicantUscc);
        return facts => facts with { Competition = given };
    }

    private static FactValue Show(CompetitionFacts competition) => FactValue.Part(
        new JsonObject
        {
            ["name"] = Placeholder.Text,
            ["year"] = competition.Year,
            ["class"] = EnumNames.Of(competition.Class),
            ["organiser"] = competition.Organiser.Value,
        },
        $"{competition.Year}年，类别{EnumNames.Of(competition.Class)}；名称和文件须按备案文件登记",
        $"of {competition.Year}, class {EnumNames.Of(competition.Class)}; name and document as filed");
}
