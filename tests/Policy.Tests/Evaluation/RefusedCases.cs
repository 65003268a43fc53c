using System.Collections.Frozen;
using CsCheck;

namespace Gongshu.Policy.Tests.Evaluation;

/// <summary>Random applications of one line in which any fact may be wrong or missing, within the shapes that a request can have.</summary>
internal static class RefusedCases
{
    private static readonly OccupationCode[] Occupations = [Cases.Welder, Cases.Electrician];
    private static readonly (string Day, string Window)[] Days = [("2018-03-05", "2018Q1"), ("2018-12-31", "2018Q4"), ("2019-03-29", "2019Q1"), ("2019-06-03", "2019Q2")];

    private static readonly SubsidyPolicy[] Variants =
    [
        Policies.Gongshu,
        Policies.With(("upgradeWithoutPlan", "refused"), ("contractDay", "issue")),
        Policies.With(("planFiling", "within"), ("previousDecember", "acceptedInFirstYear")),
        Policies.With(("districtOfOthers", "notDemanded"), ("awardApplicant", "anyRegisteredKind"), ("unitAndWorker", "oneOfThem")),
    ];

    /// <summary>Each with the policy that judges it.</summary>
    public static Gen<(ApplicationFacts Facts, SubsidyPolicy Policy)> Any =>
        Gen.Select(Gen.Enum<Programme>(), Gen.Int[0, Days.Length - 1], Registers, Lines, Gen.Int[0, Variants.Length - 1]).Select((programme, day, registers, line, variant) =>
        {
            var sample = Cases.Of(programme);
            var facts = registers(sample).At(Days[day].Day, Days[day].Window);
            return (programme == Programme.MasterStudio ? facts with { Lines = [new LineFacts { Line = 1 }] } : Kept(facts.With(line), sample, Variants[variant]), Variants[variant]);
        });

    private static Gen<DateOnly> Day => Gen.Frequency(
        (1, Gen.Int[-900, 500].Select(days => Cases.Today.AddDays(days))),
        (2, Gen.Int[-90, 30].Select(days => Cases.Today.AddDays(days))));

    private static Gen<DateOnly?> Until => Gen.Frequency((1, Gen.Const((DateOnly?)null)), (2, Day.Select(day => (DateOnly?)day)));

    private static Gen<Uscc> Unit => Gen.Frequency((3, Gen.Const(Cases.Applicant)), (1, Gen.Const(Cases.Other)));

    private static Gen<Func<ApplicationFacts, ApplicationFacts>> Registers =>
        Gen.Select(Maybe(Applicant), Maybe(Plan), Maybe(Competition), Maybe(Studio), Gen.Int[0, 9]).Select((applicant, plan, competition, studio, owner) =>
            (Func<ApplicationFacts, ApplicationFacts>)(facts => facts with
            {
                Applicant = applicant,
                Plan = facts.Programme is Programme.SkillTraining or Programme.SkillUpgrade ? plan : null,
                Competition = facts.Competition is null ? null : competition,
                Studio = facts.Studio is null ? null : studio,
                CertificateOwners = owner == 0 ? new Dictionary<string, string> { [Cases.CertificateNo(0)] = Cases.Worker(1) } : null,
            }));

    private static Gen<ApplicantFacts> Applicant => Gen.Select(Gen.Enum<EnterpriseKind>().Array[0, 3], Gen.Bool)
        .Select((kinds, inDistrict) => new ApplicantFacts(Cases.Applicant, kinds.ToFrozenSet(), inDistrict));

    private static Gen<PlanFacts> Plan => Gen.Select(Unit, Gen.Int[0, 1], Day, Gen.Int[0, 2], Gen.Int[-5, 40]).Select((unit, occupation, startsOn, named, before) =>
        new PlanFacts("plan-1", unit, Occupations[occupation], SkillLevel.Senior, startsOn, named == 0 ? [] : new Dictionary<string, DateOnly> { [Cases.Worker(0)] = startsOn.AddDays(-before) }));

    private static Gen<CompetitionFacts> Competition => Gen.Select(Gen.Int[2016, 2020], Gen.Enum<CompetitionClass>(), Unit)
        .Select((year, @class, unit) => new CompetitionFacts("competition-1", year, @class, unit));

    private static Gen<StudioFacts> Studio => Gen.Select(Unit, Gen.Enum<StudioLevel>(), Day).Select((unit, level, day) => new StudioFacts("studio-1", unit, level, day));

    private static Gen<Func<LineFacts, LineFacts>> Lines =>
        Gen.Select(Maybe(Certificate), Maybe(Employment), Maybe(Internship), Maybe(Award), Gen.Bool).Select((certificate, employment, internship, award, signed) =>
            (Func<LineFacts, LineFacts>)(line => line with { Certificate = certificate, Employment = employment, Internship = internship, Award = award, SignedByWorker = signed }));

    private static Gen<CertificateFacts> Certificate => Gen.Select(Gen.Int[0, 1], Gen.Enum<SkillLevel>(), Day, Unit, Gen.Bool)
        .Select((occupation, level, day, unit, declared) => new CertificateFacts(Cases.CertificateNo(0), Occupations[occupation], level, day, declared ? unit : null));

    private static Gen<EmploymentFacts> Employment => Gen.Select(Day, Until, Gen.Bool)
        .Select((from, to, insured) => new EmploymentFacts(from, to < from ? from : to, insured));

    private static Gen<InternshipFacts> Internship => Gen.Select(Unit, Day, Day, Gen.Enum<Education>(), Day, Until, Gen.Bool).Select((unit, from, to, education, hired, until, insured) =>
        new InternshipFacts(unit, from, to < from ? from : to, education, hired, until < hired ? hired : until, insured));

    private static Gen<AwardFacts> Award => Gen.Select(Day, Gen.Enum<AwardKind>()).Select((day, kind) => Cases.Award(kind) with { AnnouncedOn = day });

    // A line carries what its programme uses, and nothing else.
    private static ApplicationFacts Kept(ApplicationFacts facts, ApplicationFacts sample, SubsidyPolicy policy)
    {
        var carried = FactGroupSets.CarriedBy(sample.Programme);
        var plan = policy.TryGet(sample.Programme, out var terms) && (terms.Uses & FactGroups.Plan) != FactGroups.None;
        return (facts with { Plan = plan ? facts.Plan : null }).With(line => line with
        {
            Certificate = (carried & FactGroups.Certificate) != FactGroups.None ? line.Certificate : null,
            Employment = (carried & FactGroups.Employment) != FactGroups.None ? line.Employment : null,
            Internship = (carried & FactGroups.Internship) != FactGroups.None ? line.Internship : null,
            Award = (carried & FactGroups.Award) != FactGroups.None ? line.Award : null,
        });
    }

    private static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : class => Gen.Frequency((1, Gen.Const((T?)null)), (5, gen.Select(value => (T?)value)));
}
