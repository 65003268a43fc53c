using System.Collections.Frozen;

namespace Gongshu.Policy.Tests.Evaluation;

/// <summary>Each open question of <c>rules.md</c> §5: the default reading, and what follows when the file chooses the other.</summary>
public sealed class ReadingTests
{
    private static readonly string W = Cases.Worker(0);
    private static readonly string C = Cases.CertificateNo(0);

    [Fact]
    public void The_defaults_are_those_of_the_rules_page() =>
        Assert.Equal(
            new Readings(
                PlanFiling.AtLeast, StudioUpgrade.BothInFull, SecondCertificate.Refused, OncePerPerson.PerOccupationAndLevel, HiredAgain.OnceInALife,
                UpgradePaidTo.Applicant, PreviousDecember.Refused, TrainingAndCompetition.Exclusive, UnitAndWorker.Both, UpgradeWithoutPlan.Paid,
                DistrictOfOthers.Demanded, AwardApplicant.Employer, ContractDay.Submission),
            Policies.Gongshu.Readings);

    [Fact]
    public void Every_reading_alone_makes_a_valid_policy()
    {
        foreach (var (reading, entry) in Policies.Json()["readings"]!.AsObject())
        {
            foreach (var other in entry!["alternatives"]!.AsArray())
                Assert.NotEqual(Policies.Gongshu.Readings, Policies.With((reading, (string)other!)).Readings);
        }
    }

    [Fact]
    public void A_municipal_studio_after_the_district_is_paid_in_full_or_the_difference()
    {
        var district = Cases.Of(Programme.MasterStudio);
        var municipal = district with { Studio = district.Studio! with { Level = StudioLevel.Municipal } };
        var afterwards = municipal with { Studio = municipal.Studio! with { DistrictClaimed = true } };
        var difference = Policies.With(("studioUpgrade", "difference"));

        Assert.Equal(["masterStudio 50000.00"], afterwards.Paid());
        Assert.Equal(["masterStudio studio-1 masterStudio:municipalOrAbove"], afterwards.Keys());

        Assert.Equal(["masterStudio 30000.00"], afterwards.Paid(difference));
        Assert.Equal(["masterStudio studio-1 masterStudio:municipalOrAbove"], afterwards.Keys(difference));
        Assert.Equal(["masterStudio 20000.00"], district.Paid(difference));

        // Municipal at once: all of it, and the district's key with it, so that the district level cannot be claimed on top.
        Assert.Equal(["masterStudio 50000.00"], municipal.Paid(difference));
        Assert.Equal(["masterStudio studio-1 masterStudio:district", "masterStudio studio-1 masterStudio:municipalOrAbove"], municipal.Keys(difference));
    }

    [Fact]
    public void A_second_certificate_of_the_same_occupation_and_level_is_refused_or_allowed()
    {
        var second = Cases.Of(Programme.SkillUpgrade).With(l => l with { Certificate = Cases.Certificate(1) });

        Assert.NotEmpty(Cases.Of(Programme.SkillUpgrade).Keys().Intersect(second.Keys()));

        var allowed = Policies.With(("secondCertificate", "allowedForAnotherNumber"));
        Assert.Equal([$"worker {W} skillUpgrade:certificate:{C}"], Cases.Of(Programme.SkillUpgrade).Keys(allowed));
        Assert.Empty(Cases.Of(Programme.SkillUpgrade).Keys(allowed).Intersect(second.Keys(allowed)));
    }

    [Theory]
    [InlineData("perOccupationAndLevel", "6-18-02-04:senior")]
    [InlineData("perLevel", "senior")]
    [InlineData("inALife", "once")]
    public void Once_per_person_has_three_readings(string reading, string scope)
    {
        var policy = reading == "perOccupationAndLevel" ? Policies.Gongshu : Policies.With(("oncePerPerson", reading));

        Assert.Equal(
            [
                $"worker {W} assessment:certificate:{C}", $"worker {W} assessment:{scope}",
                $"worker {W} training:certificate:{C}", $"worker {W} training:{scope}",
            ],
            Cases.Of(Programme.SkillTraining).Keys(policy));
        Assert.Contains($"worker {W} skillUpgrade:{scope}", Cases.Of(Programme.SkillUpgrade).Keys(policy));
    }

    [Fact]
    public void Someone_hired_at_two_bases_is_paid_for_once_in_a_life_or_once_per_base()
    {
        var first = Cases.Of(Programme.InternshipHiring);
        var second = first with { ApplicantUscc = Cases.Other };
        second = second.With(l => l with { Internship = l.Internship! with { Base = Cases.Other } });
        var perBase = Policies.With(("hiredAgain", "oncePerBase"));

        Assert.Equal([$"worker {W} internshipHiring"], first.Keys().Intersect(second.Keys()));
        Assert.Empty(first.Keys(perBase).Intersect(second.Keys(perBase)));
        Assert.Equal([$"worker {W} internshipHiring:91330105MA27ABCD4X", $"enterprise 91330105MA27ABCD4X internshipHiring:{W}"], first.Keys(perBase));
    }

    [Fact]
    public void An_upgrade_goes_to_the_applicants_account_or_to_the_workers()
    {
        Assert.Equal(UpgradePaidTo.Applicant, Policies.Gongshu.Readings.UpgradePaidTo);
        Assert.All(Enum.GetValues<Programme>(), programme => Assert.All(TermsOf(Policies.Gongshu, programme).Benefits, benefit => Assert.Equal(Account.Applicant, Policies.Gongshu.AccountOf(programme, benefit))));

        var worker = Policies.With(("upgradePaidTo", "worker"));
        Assert.Equal(Account.Worker, worker.AccountOf(Programme.SkillUpgrade, TermsOf(worker, Programme.SkillUpgrade).Benefits[0]));
        Assert.Equal(Account.Applicant, worker.AccountOf(Programme.WorldSkills, TermsOf(worker, Programme.WorldSkills).Benefits[0]));
    }

    [Theory]
    [InlineData("2017-11-30", "2018-03-05", "2018Q1", "certificate-before-policy certificate-year-passed", "certificate-before-policy certificate-year-passed")]
    [InlineData("2017-12-01", "2018-03-05", "2018Q1", "certificate-before-policy", "")]
    [InlineData("2017-12-31", "2018-12-05", "2018Q4", "certificate-before-policy", "")]
    [InlineData("2017-12-31", "2019-03-05", "2019Q1", "certificate-before-policy certificate-year-passed", "certificate-year-passed")]
    public void Certificates_of_december_2017_are_too_old_or_good_in_2018(string issued, string day, string window, string refused, string accepted)
    {
        var facts = Cases.Of(Programme.SkillUpgrade).Issued(issued).At(day, window);

        Assert.Equal(refused, string.Join(' ', facts.Codes()));
        Assert.Equal(accepted, string.Join(' ', facts.Codes(Policies.With(("previousDecember", "acceptedInFirstYear")))));
    }

    [Fact]
    public void Training_and_competition_exclude_one_another_for_one_certificate_or_do_not()
    {
        var both = Policies.With(("trainingAndCompetition", "both"));

        Assert.Equal(
            [$"worker {W} training:certificate:{C}", $"worker {W} training:6-18-02-04:senior"],
            Cases.Of(Programme.SkillTraining).Keys().Intersect(Cases.Of(Programme.CompetitionTraining).Keys()));
        Assert.Empty(Cases.Of(Programme.SkillTraining).Keys(both).Intersect(Cases.Of(Programme.CompetitionTraining).Keys(both)));
        Assert.Contains($"worker {W} competitionTraining:certificate:{C}", Cases.Of(Programme.CompetitionTraining).Keys(both));
    }

    [Fact]
    public void One_certificate_earns_for_unit_and_worker_or_for_one_of_them()
    {
        var oneOfThem = Policies.With(("unitAndWorker", "oneOfThem"));
        string[] BenefitKeys(Programme programme, Benefit benefit) =>
            [.. Cases.Of(programme).Judge(oneOfThem).Lines[0].Benefits.Single(b => b.Benefit == benefit).Keys.Select(key => key.Key)];

        Assert.Empty(Cases.Of(Programme.SkillTraining).Keys().Intersect(Cases.Of(Programme.SkillUpgrade).Keys()));
        Assert.Single(BenefitKeys(Programme.SkillTraining, Benefit.Assessment).Intersect(BenefitKeys(Programme.SkillUpgrade, Benefit.SkillUpgrade)));
        Assert.Single(BenefitKeys(Programme.SkillTraining, Benefit.Training).Intersect(BenefitKeys(Programme.SkillUpgrade, Benefit.SkillUpgrade)));
        Assert.Empty(BenefitKeys(Programme.SkillTraining, Benefit.Assessment).Intersect(BenefitKeys(Programme.SkillTraining, Benefit.Training)));
        Assert.Empty(BenefitKeys(Programme.CompetitionTraining, Benefit.CompetitionTraining).Intersect(BenefitKeys(Programme.SkillUpgrade, Benefit.SkillUpgrade)));
    }

    [Fact]
    public void An_upgrade_without_a_filed_plan_is_paid_or_refused()
    {
        var refused = Policies.With(("upgradeWithoutPlan", "refused"));
        var facts = Cases.Of(Programme.SkillUpgrade);

        Assert.Empty(facts.Codes());
        Assert.Equal(["plan-missing"], facts.Codes(refused));
        Assert.Empty((facts with { Plan = Cases.Plan(Cases.Worker(0)) }).Codes(refused));
        Assert.Equal(["worker-not-in-plan"], (facts with { Plan = Cases.Plan(Cases.Worker(1)) }).Codes(refused));
        Assert.True((TermsOf(refused, Programme.SkillUpgrade).Uses & FactGroups.Plan) != FactGroups.None);
    }

    [Fact]
    public void Organiser_base_and_award_applicant_have_to_be_of_the_district_or_need_not()
    {
        var notDemanded = Policies.With(("districtOfOthers", "notDemanded"));

        foreach (var programme in Enum.GetValues<Programme>())
        {
            var facts = Cases.Of(programme);
            facts = facts with { Applicant = facts.Applicant! with { InDistrict = false } };
            var others = programme is Programme.CompetitionTraining or Programme.InternshipHiring or Programme.WorldSkills;

            Assert.Equal(["applicant-not-in-district"], facts.Codes());
            Assert.Equal(others ? [] : ["applicant-not-in-district"], facts.Codes(notDemanded));
        }
    }

    [Fact]
    public void An_award_is_applied_for_by_an_employer_or_by_any_registered_kind()
    {
        var facts = Cases.Of(Programme.WorldSkills);
        var any = Policies.With(("awardApplicant", "anyRegisteredKind"));

        foreach (var kind in Enum.GetValues<EnterpriseKind>())
        {
            var applied = facts with { Applicant = facts.Applicant! with { Kinds = new HashSet<EnterpriseKind> { kind } } };
            Assert.Equal(kind == EnterpriseKind.Employer ? [] : ["applicant-kind-not-entitled"], applied.Codes());
            Assert.Empty(applied.Codes(any));
        }

        Assert.Equal(["applicant-kind-not-entitled"], (facts with { Applicant = facts.Applicant! with { Kinds = FrozenSet<EnterpriseKind>.Empty } }).Codes(any));
    }

    [Theory]
    [InlineData(Programme.SkillTraining)]
    [InlineData(Programme.SkillUpgrade)]
    public void A_contract_has_to_be_in_force_at_submission_or_when_the_certificate_was_issued(Programme programme)
    {
        var issue = Policies.With(("contractDay", "issue"));
        var endedSince = Cases.Of(programme).With(l => l with { Employment = l.Employment! with { ContractTo = new(2018, 2, 11) } });
        var begunSince = Cases.Of(programme).With(l => l with { Employment = l.Employment! with { ContractFrom = new(2018, 2, 12) } });

        Assert.Equal(["contract-not-in-force"], endedSince.Codes());
        Assert.Empty(endedSince.Codes(issue));
        Assert.Empty(begunSince.Codes());
        Assert.Equal(["contract-not-in-force"], begunSince.Codes(issue));
        Assert.Equal(["certificate-missing"], endedSince.With(l => l with { Certificate = null }).Codes(issue));
    }

    private static ProgrammeTerms TermsOf(SubsidyPolicy policy, Programme programme) =>
        policy.TryGet(programme, out var terms) ? terms : throw new InvalidOperationException("Not offered.");
}
