using System.Text.Json.Nodes;
using static Gongshu.Policy.FactGroup;
using static Gongshu.Policy.Move;

namespace Gongshu.Policy;

/// <summary>What could be otherwise about the internship of a line and the hiring after it.</summary>
internal static class InternshipMoves
{
    public static readonly Move[] All =
    [
        Part(
            Internship, "internship", new("实训见习情况", "the internship"), FactSource.Application, "/internship", null,
            [FactTable.InternshipBase, FactTable.InternshipTo, FactTable.InternshipEducation, FactTable.HiredFrom, FactTable.HiredTo, FactTable.InternshipSocialInsurance],
            c => Show(c.Internship), Given),
        Of(
            Internship, FactTable.InternshipBase, new("实训见习基地", "the internship base"), "/internship/base",
            c => c.Internship.Base, FactValue.Of, c => [c.Facts.ApplicantUscc], (facts, uscc) => Set(facts, internship => internship with { Base = uscc })),
        Of(
            Internship, FactTable.InternshipTo, new("实训见习期满日期", "the last day of the internship"), "/internship/to",
            c => c.Internship.To, FactValue.Of, c => Ends(c).Where(day => day >= c.Internship.From), (facts, day) => Set(facts, internship => internship with { To = day }), Days),
        new()
        {
            // No rule reads it; but an internship that begins after the day of application cannot end before it.
            Name = "internship.from",
            Label = new("实训见习起始日期", "the first day of the internship"),
            Source = FactSource.Application,
            Pointer = "/internship/from",
            Sets = [FactTable.InternshipTo],
            Group = Internship,
            Show = c => c.Line?.Internship is { } internship ? FactValue.Of(internship.From) : null,
            Candidates = c => c.Line?.Internship is not { } internship ? [] : Ends(c).Where(day => day < internship.From).Distinct()
                .Select(day => new Candidate(facts => Set(facts, i => i with { From = day }), Days(internship.From, day))),
        },
        Of(
            Internship, FactTable.HiredFrom, new("录用后劳动合同起始日期", "the first day of the contract after the internship"), "/internship/contractFrom",
            c => c.Internship.ContractFrom, FactValue.Of, c => [c.Internship.To, c.Policy.ValidFrom, c.Facts.Day],
            (facts, day) => Set(facts, internship => internship with { ContractFrom = day }), Days),
        Of(
            Internship, FactTable.HiredTo, new("录用后劳动合同终止日期", "the last day of the contract after the internship"), "/internship/contractTo",
            c => c.Internship.ContractTo, day => day is { } last ? FactValue.Of(last) : null, c => [c.Facts.Day],
            (facts, day) => Set(facts, internship => internship with { ContractTo = day }), Days),
        Of(
            Internship, FactTable.InternshipSocialInsurance, new("缴纳社会保险费", "social insurance"), "/internship/socialInsurance",
            c => c.Internship.SocialInsurance, FactValue.Of, _ => [true], (facts, paid) => Set(facts, internship => internship with { SocialInsurance = paid })),
    ];

    private static IEnumerable<DateOnly> Ends(RuleContext c) => [c.Facts.Day, c.Internship.ContractFrom];

    private static Func<ApplicationFacts, ApplicationFacts> Given(RuleContext c)
    {
        var day = c.Facts.Day;
        var given = new InternshipFacts(c.Facts.ApplicantUscc, day, day, Education.Associate, day, null, SocialInsurance: true);
        return facts => facts.WithLine(line => line with { Internship = given });
    }

    private static FactValue Show(InternshipFacts internship) => FactValue.Part(
        new JsonObject
        {
            ["base"] = internship.Base.Value,
            ["from"] = FactValue.Text(internship.From),
            ["to"] = FactValue.Text(internship.To),
            ["education"] = EnumNames.Of(internship.Education),
            ["contractFrom"] = FactValue.Text(internship.ContractFrom),
            ["contractTo"] = internship.ContractTo is { } last ? FactValue.Text(last) : null,
            ["socialInsurance"] = internship.SocialInsurance,
        },
        $"在本基地，{internship.To:yyyy-MM-dd}或之前期满，期满后签订劳动合同并缴纳社会保险费；起止日期和学历须按实填写",
        $"at this base, ended on {internship.To:yyyy-MM-dd} or before, followed by a contract with social insurance; its days and the education are to be filled in as they were");

    private static ApplicationFacts Set(ApplicationFacts facts, Func<InternshipFacts, InternshipFacts> change) =>
        facts.WithLine(line => line with { Internship = change(line.Internship!) });
}
