using System.Collections.Frozen;
using CsCheck;

namespace Gongshu.Policy.Tests.Evaluation;

/// <summary>
/// The promise above all others: no subsidy twice. Random cases from small pools of people, certificates, skills, bases and studios, so that they
/// meet often; what may not stand beside what is said here a second time, apart from the keys.
/// </summary>
public sealed class NeverTwiceTests
{
    private static readonly OccupationCode[] Occupations = [Cases.Welder, Cases.Electrician];
    private static readonly Uscc[] Enterprises = [Cases.Applicant, Cases.Other];

    private static readonly Gen<CertificateFacts> Certificates =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1], Gen.Int[3, 5], (no, occupation, level) => Cases.Certificate(no) with { Occupation = Occupations[occupation], Level = (SkillLevel)level });

    private static readonly Gen<ApplicationFacts> AnyCase =
        Gen.Select(
            Gen.Enum<Programme>(), Gen.Int[0, 1], Certificates, Gen.Int[0, 1], Gen.Int[0, 2], Gen.Enum<StudioLevel>(),
            (programme, worker, certificate, enterprise, thing, studioLevel) => Case(programme, worker, certificate, enterprise, thing, studioLevel));

    private static Gen<SubsidyPolicy> AnyReading =>
        Gen.Int[0, Variants.Length - 1].Select(n => Variants[n]);

    private static readonly SubsidyPolicy[] Variants =
    [
        Policies.Gongshu,
        Policies.With(("studioUpgrade", "difference"), ("hiredAgain", "oncePerBase"), ("unitAndWorker", "oneOfThem")),
        Policies.With(("secondCertificate", "allowedForAnotherNumber"), ("trainingAndCompetition", "both")),
        Policies.With(("oncePerPerson", "perLevel"), ("contractDay", "issue"), ("planFiling", "within"), ("previousDecember", "acceptedInFirstYear")),
        Policies.With(("oncePerPerson", "inALife"), ("unitAndWorker", "oneOfThem"), ("trainingAndCompetition", "both"), ("upgradePaidTo", "worker")),
        Policies.With(("districtOfOthers", "notDemanded"), ("awardApplicant", "anyRegisteredKind"), ("unitAndWorker", "oneOfThem")),
    ];

    [Fact]
    public void Two_claims_share_a_key_exactly_when_they_may_not_both_be_paid() =>
        Gen.Select(AnyCase, AnyCase).Sample((one, other) =>
        {
            foreach (var first in Eligible(one, Policies.Gongshu))
            {
                foreach (var second in Eligible(other, Policies.Gongshu))
                    Assert.Equal(Exclude(one, first.Benefit, other, second.Benefit), first.Keys.Intersect(second.Keys).Any());
            }
        }, iter: 5_000);

    [Fact]
    public void The_same_claim_again_shares_a_key_under_every_reading() =>
        Gen.Select(AnyCase, AnyReading).Sample((facts, policy) =>
        {
            // A difference is worked out against what was paid: the second time, the district's claim is there.
            var again = facts with { Studio = facts.Studio is { } studio ? studio with { DistrictClaimed = true } : null };
            foreach (var (first, second) in Eligible(facts, policy).Zip(Eligible(again, policy)))
                Assert.NotEmpty(first.Keys.Intersect(second.Keys));
        }, iter: 2_000);

    [Fact]
    public void What_is_paid_together_in_one_case_shares_no_key_under_any_reading() =>
        Gen.Select(AnyCase, AnyReading).Sample((facts, policy) =>
        {
            var keys = Eligible(facts, policy).SelectMany(benefit => benefit.Keys).ToArray();
            Assert.Equal(keys.Length, keys.Distinct().Count());
        }, iter: 2_000);

    [Fact]
    public void What_is_eligible_has_an_amount_and_a_key_and_what_is_not_has_neither() =>
        Gen.Select(Crippled(), AnyReading).Sample((facts, policy) =>
        {
            foreach (var benefit in facts.Judge(policy).Lines.SelectMany(line => line.Benefits))
            {
                var eligible = benefit.Verdict == Verdict.Eligible;
                Assert.Equal(eligible, benefit.Amount > Money.Zero);
                Assert.Equal(eligible, benefit.Keys.Length > 0);
                Assert.Equal(eligible, benefit.Reasons.Length == 0);
                Assert.Equal(benefit.Reasons.Length, benefit.Reasons.DistinctBy(reason => reason.Code).Count());
            }
        }, iter: 5_000);

    // Any part may be missing, any date anywhere, any text an award's skill.
    private static Gen<ApplicationFacts> Crippled() =>
        Gen.Select(AnyCase, Gen.Bool.Array[8], Gen.Int[-4000, 4000], Gen.String).Select((facts, gone, days, text) =>
        {
            var crippled = facts with
            {
                Applicant = gone[0] ? null : facts.Applicant,
                Plan = gone[1] ? null : facts.Plan,
                Competition = gone[2] ? null : facts.Competition,
                Studio = gone[3] ? null : facts.Studio,
                Day = facts.Day.AddDays(days),
                CertificateOwners = gone[7] ? new Dictionary<string, string> { [Cases.CertificateNo(1)] = Cases.Worker(1) } : null,
            };
            return crippled.Lines.Count == 0 ? crippled : crippled.With(line => line with
            {
                Certificate = gone[4] ? null : line.Certificate,
                Employment = gone[5] ? null : line.Employment,
                Internship = gone[6] ? null : line.Internship,
                Award = gone[6] ? null : line.Award is { } award ? award with { Occupation = text, AnnouncedOn = award.AnnouncedOn.AddDays(days) } : null,
            });
        });

    private static ApplicationFacts Case(Programme programme, int worker, CertificateFacts certificate, int enterprise, int thing, StudioLevel studioLevel)
    {
        var applicant = Enterprises[enterprise];
        var facts = Cases.Of(programme) with
        {
            ApplicantUscc = applicant,
            Applicant = new ApplicantFacts(applicant, Enum.GetValues<EnterpriseKind>().ToFrozenSet(), InDistrict: true),
        };
        if (facts.Studio is { } studio)
            return facts with { Studio = studio with { Id = $"studio-{thing}", Level = studioLevel, Host = applicant } };
        if (facts.Competition is { Class: CompetitionClass.A } competition)
            facts = facts with { Competition = competition with { Id = $"welding-{thing}", Organiser = applicant } };
        return facts.With(line => line with
        {
            WorkerRef = Cases.Worker(worker),
            Certificate = line.Certificate is null ? null : certificate with { DeclaredBy = applicant },
            Internship = line.Internship is { } internship ? internship with { Base = applicant } : null,
            Award = line.Award is null ? null : Cases.Award((AwardKind)(thing + 1)) with { Edition = 45 + enterprise, Occupation = certificate.Occupation == Cases.Welder ? "焊接" : "砌筑" },
        }) with
        {
            Plan = facts.Plan is { } plan ? plan with { Applicant = applicant, Occupation = certificate.Occupation, FiledOn = new Dictionary<string, DateOnly> { [Cases.Worker(worker)] = Cases.Filed } } : null,
        };
    }

    private static IEnumerable<BenefitVerdict> Eligible(ApplicationFacts facts, SubsidyPolicy policy) =>
        facts.Judge(policy).Lines.SelectMany(line => line.Benefits).Where(benefit => benefit.Verdict == Verdict.Eligible);

    // rules.md §1 in words: per person once for a certificate and once for an occupation and level, 三(一) 200 and 三(三) 500 being one thing; once per
    // person and competition; one hiring in a life; one award a person and edition, one a team; one grant a studio and tier.
    private static bool Exclude(ApplicationFacts one, Benefit first, ApplicationFacts other, Benefit second)
    {
        if (KindOf(first) != KindOf(second))
            return false;
        if (first == Benefit.MasterStudio)
            return one.Studio!.Id == other.Studio!.Id && one.Studio.Level > StudioLevel.District == other.Studio.Level > StudioLevel.District;

        LineFacts a = one.Lines[0], b = other.Lines[0];
        if (KindOf(first) == "team")
            return a.Award!.Edition == b.Award!.Edition && a.Award.Occupation == b.Award.Occupation;
        if (a.WorkerRef != b.WorkerRef)
            return false;
        return KindOf(first) switch
        {
            "hiring" => true,
            "topThree" => a.Award!.Edition == b.Award!.Edition,
            _ => a.Certificate!.Number == b.Certificate!.Number
                || (a.Certificate.Occupation == b.Certificate.Occupation && a.Certificate.Level == b.Certificate.Level)
                || (first == Benefit.CompetitionTraining && second == first && one.Competition!.Id == other.Competition!.Id),
        };
    }

    private static string KindOf(Benefit benefit) => benefit switch
    {
        Benefit.Training or Benefit.CompetitionTraining => "training",
        Benefit.AwardWinningTeam or Benefit.GoldMedalTeam => "team",
        Benefit.InternshipHiring => "hiring",
        Benefit.NationalTeamTopThree => "topThree",
        _ => benefit.ToString(),
    };
}
