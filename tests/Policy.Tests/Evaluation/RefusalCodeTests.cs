using System.Collections.Frozen;

namespace Gongshu.Policy.Tests.Evaluation;

/// <summary>Each refusal code with a case that breaks this one rule. A code without an example, or without a rule, fails here.</summary>
public sealed class RefusalCodeTests
{
    internal static readonly FrozenSet<RefusalCode> JudgedByOfficers = [RefusalCode.PostDoesNotFit, RefusalCode.MaterialsNotGenuine];

    internal static readonly (RefusalCode Code, Programme[] Programmes, Func<ApplicationFacts, ApplicationFacts> Break)[] Examples =
    [
        (RefusalCode.ApplicantNotRegistered, Enum.GetValues<Programme>(), f => f with { Applicant = null }),
        (RefusalCode.ApplicantNotInDistrict, Enum.GetValues<Programme>(), f => f with { Applicant = f.Applicant! with { InDistrict = false } }),
        (RefusalCode.ApplicantKindNotEntitled, Enum.GetValues<Programme>(), f => f with { Applicant = f.Applicant! with { Kinds = FrozenSet<EnterpriseKind>.Empty } }),

        (RefusalCode.CertificateMissing, [Programme.SkillTraining, Programme.SkillUpgrade, Programme.CompetitionTraining], f => f.With(l => l with { Certificate = null })),
        (RefusalCode.CertificateInFuture, [Programme.SkillTraining, Programme.SkillUpgrade, Programme.CompetitionTraining], f => f.Issued("2018-03-06")),
        (RefusalCode.CertificateBeforePolicy, [Programme.SkillUpgrade], f => f.Issued("2017-12-31")),
        (RefusalCode.CertificateYearPassed, [Programme.SkillTraining, Programme.SkillUpgrade, Programme.CompetitionTraining], f => f.At("2019-03-05", "2019Q1")),
        (RefusalCode.CertificateLevelTooLow, [Programme.SkillTraining, Programme.SkillUpgrade], f => f.With(l => l with { Certificate = l.Certificate! with { Level = SkillLevel.Intermediate } })),
        (RefusalCode.CertificateOfAnotherWorker, [Programme.SkillTraining, Programme.SkillUpgrade, Programme.CompetitionTraining], f => f with { CertificateOwners = new Dictionary<string, string> { [Cases.CertificateNo(0)] = Cases.Worker(1) } }),
        (RefusalCode.CertificateNotDeclaredByApplicant, [Programme.SkillTraining], f => f.With(l => l with { Certificate = l.Certificate! with { DeclaredBy = Cases.Other } })),

        (RefusalCode.PlanMissing, [Programme.SkillTraining], f => f with { Plan = null }),
        (RefusalCode.PlanOfAnotherApplicant, [Programme.SkillTraining], f => f with { Plan = f.Plan! with { Applicant = Cases.Other } }),
        (RefusalCode.PlanFiledLate, [Programme.SkillTraining], f => f with { Plan = f.Plan! with { FiledOn = new Dictionary<string, DateOnly> { [Cases.Worker(0)] = new(2018, 1, 11) } } }),
        (RefusalCode.WorkerNotInPlan, [Programme.SkillTraining], f => f with { Plan = Cases.Plan(Cases.Worker(1)) }),
        (RefusalCode.PlanOccupationDiffers, [Programme.SkillTraining], f => f with { Plan = f.Plan! with { Occupation = Cases.Electrician } }),
        (RefusalCode.CertificateBeforeClass, [Programme.SkillTraining], f => f.Issued("2018-01-21")),
        (RefusalCode.CalendarYearUnknown, [Programme.SkillTraining], f => f with { Plan = f.Plan! with { FiledOn = new Dictionary<string, DateOnly> { [Cases.Worker(0)] = new(2016, 12, 1) } } }),

        (RefusalCode.ContractMissing, [Programme.SkillTraining, Programme.SkillUpgrade], f => f.With(l => l with { Employment = null })),
        (RefusalCode.ContractNotInForce, [Programme.SkillTraining, Programme.SkillUpgrade], f => f.With(l => l with { Employment = l.Employment! with { ContractTo = new(2018, 3, 4) } })),
        (RefusalCode.ContractNotInForce, [Programme.InternshipHiring], f => f.With(l => l with { Internship = l.Internship! with { ContractTo = new(2018, 3, 4) } })),
        (RefusalCode.SocialInsuranceMissing, [Programme.SkillUpgrade], f => f.With(l => l with { Employment = l.Employment! with { SocialInsuranceInHangzhou = false } })),
        (RefusalCode.SocialInsuranceMissing, [Programme.InternshipHiring], f => f.With(l => l with { Internship = l.Internship! with { SocialInsurance = false } })),
        (RefusalCode.NotSignedByWorker, [Programme.SkillUpgrade], f => f.With(l => l with { SignedByWorker = false })),

        (RefusalCode.CompetitionUnknown, [Programme.CompetitionTraining, Programme.WorldSkills], f => f with { Competition = null }),
        (RefusalCode.CompetitionNotClassA, [Programme.CompetitionTraining], f => f with { Competition = f.Competition! with { Class = CompetitionClass.B } }),
        (RefusalCode.ApplicantIsNotOrganiser, [Programme.CompetitionTraining], f => f with { Competition = f.Competition! with { Organiser = Cases.Other } }),
        (RefusalCode.CertificateNotOfCompetitionYear, [Programme.CompetitionTraining], f => f with { Competition = f.Competition! with { Year = 2017 } }),
        (RefusalCode.CompetitionNotWorldskills, [Programme.WorldSkills], f => f with { Competition = f.Competition! with { Class = CompetitionClass.A } }),

        (RefusalCode.StudioUnknown, [Programme.MasterStudio], f => f with { Studio = null }),
        (RefusalCode.ApplicantIsNotHost, [Programme.MasterStudio], f => f with { Studio = f.Studio! with { Host = Cases.Other } }),
        (RefusalCode.RecognisedBeforePolicy, [Programme.MasterStudio], f => f with { Studio = f.Studio! with { RecognisedOn = new(2017, 12, 31) } }),
        (RefusalCode.RecognitionInFuture, [Programme.MasterStudio], f => f with { Studio = f.Studio! with { RecognisedOn = new(2018, 3, 6) } }),

        (RefusalCode.InternshipMissing, [Programme.InternshipHiring], f => f.With(l => l with { Internship = null })),
        (RefusalCode.ApplicantIsNotBase, [Programme.InternshipHiring], f => f.With(l => l with { Internship = l.Internship! with { Base = Cases.Other } })),
        (RefusalCode.InternshipNotFinished, [Programme.InternshipHiring], f => f.With(l => l with { Internship = l.Internship! with { To = new(2018, 3, 6), ContractFrom = new(2018, 3, 5) } })),
        (RefusalCode.HiredBeforeInternshipEnded, [Programme.InternshipHiring], f => f.With(l => l with { Internship = l.Internship! with { ContractFrom = new(2018, 1, 30) } })),
        (RefusalCode.HiredBeforePolicy, [Programme.InternshipHiring], f => f.With(l => l with { Internship = l.Internship! with { To = new(2017, 12, 1), ContractFrom = new(2017, 12, 31) } })),

        (RefusalCode.AwardMissing, [Programme.WorldSkills], f => f.With(l => l with { Award = null })),
        (RefusalCode.AwardBeforePolicy, [Programme.WorldSkills], f => f.With(l => l with { Award = l.Award! with { AnnouncedOn = new(2017, 12, 31) } })),
        (RefusalCode.AwardInFuture, [Programme.WorldSkills], f => f.With(l => l with { Award = l.Award! with { AnnouncedOn = new(2018, 3, 6) } })),
    ];

    // A fact that breaks a second rule as well, unavoidably.
    private static readonly FrozenDictionary<RefusalCode, string[]> Companions = new Dictionary<RefusalCode, string[]>
    {
        [RefusalCode.InternshipNotFinished] = ["hired-before-internship-ended"],
    }.ToFrozenDictionary();

    public static TheoryData<RefusalCode> ComputedCodes() =>
        new(Enum.GetValues<RefusalCode>().Where(code => !JudgedByOfficers.Contains(code) && code != RefusalCode.ProgrammeNotOffered));

    [Theory]
    [MemberData(nameof(ComputedCodes))]
    public void Each_code_has_a_rule_and_a_case_that_breaks_it_alone(RefusalCode code)
    {
        Assert.Contains(RuleTable.All, rule => rule.Code == code);
        var examples = Examples.Where(example => example.Code == code).ToArray();
        Assert.NotEmpty(examples);

        foreach (var (_, programmes, breakIt) in examples)
        {
            foreach (var programme in programmes)
            {
                string[] expected = [code.Wire(), .. Companions.GetValueOrDefault(code, [])];
                var broken = breakIt(Cases.Of(programme));
                Assert.Equal(expected, broken.Codes());
                Assert.False(broken.Judge().IsEligible && code != RefusalCode.CertificateLevelTooLow);
            }
        }
    }

    [Theory]
    [MemberData(nameof(ComputedCodes))]
    public void Each_rule_stands_in_the_policy_with_its_clause(RefusalCode code)
    {
        var citations = Policies.Gongshu.Programmes.Select(programme => programme.CitationOf(code)).OfType<Citation>();

        Assert.NotEmpty(citations);
    }

    [Fact]
    public void The_codes_of_officers_are_never_computed()
    {
        Assert.DoesNotContain(RuleTable.All, rule => JudgedByOfficers.Contains(rule.Code));
        Assert.Equal(JudgedByOfficers, Policies.Gongshu.OfficerCodes.Select(code => code.Code).ToFrozenSet());
    }

    [Fact]
    public void Each_code_has_a_title_in_both_languages()
    {
        foreach (var code in Enum.GetValues<RefusalCode>())
        {
            Assert.Contains(code.Title().Zh, c => c >= '\u4E00');
            Assert.All(code.Title().En, c => Assert.True(char.IsAscii(c)));
            Assert.Matches("^[a-z]+(-[a-z]+)*$", code.Wire());
        }
    }

    [Fact]
    public void Details_are_written_in_both_languages_and_hold_no_pseudonym()
    {
        foreach (var (_, programmes, breakIt) in Examples)
        {
            var evaluation = breakIt(Cases.Of(programmes[0])).Judge();
            foreach (var reason in evaluation.Reasons.Concat(evaluation.Lines.SelectMany(line => line.Benefits).SelectMany(benefit => benefit.Reasons)))
            {
                Assert.Contains(reason.DetailZh, c => c >= '\u4E00');
                Assert.Contains(reason.DetailEn, char.IsAsciiLetter);
                Assert.DoesNotContain(Cases.Worker(0), reason.DetailZh + reason.DetailEn, StringComparison.Ordinal);
                Assert.DoesNotContain(Cases.CertificateNo(0), reason.DetailZh + reason.DetailEn, StringComparison.Ordinal);
            }
        }
    }
}
