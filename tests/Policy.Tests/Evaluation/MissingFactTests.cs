using System.Collections.Frozen;

namespace Gongshu.Policy.Tests.Evaluation;

/// <summary>Every rule that fails is reported, except those whose facts are missing; papers are reported apart.</summary>
public sealed class MissingFactTests
{
    [Fact]
    public void All_failed_rules_are_reported_at_once()
    {
        var facts = Cases.Of(Programme.SkillUpgrade).With(l => l with
        {
            Certificate = l.Certificate! with { IssuedOn = new(2016, 5, 1), Level = SkillLevel.Junior },
            Employment = new(new(2018, 4, 1), null, false),
            SignedByWorker = false,
        });
        facts = facts with { Applicant = facts.Applicant! with { InDistrict = false, Kinds = FrozenSet<EnterpriseKind>.Empty } };

        var evaluation = facts.Judge();

        Assert.Equal(["applicant-not-in-district", "applicant-kind-not-entitled"], evaluation.Reasons.Select(reason => reason.Code.Wire()));
        Assert.Equal(
            ["certificate-before-policy", "certificate-year-passed", "contract-not-in-force", "social-insurance-missing", "not-signed-by-worker", "certificate-level-too-low"],
            evaluation.Lines[0].Benefits[0].Reasons.Select(reason => reason.Code.Wire()));
    }

    [Fact]
    public void Missing_parts_stand_alone_for_their_groups()
    {
        var nothing = Cases.Of(Programme.SkillTraining) with { Applicant = null, Plan = null, Lines = [new LineFacts { Line = 1, WorkerRef = Cases.Worker(0) }] };

        Assert.Equal(["applicant-not-registered", "plan-missing", "certificate-missing", "contract-missing"], nothing.Codes());
        Assert.Equal(["certificate-missing", "contract-missing"], (Cases.Of(Programme.SkillUpgrade) with { Lines = nothing.Lines }).Codes());
        Assert.Equal(["competition-unknown", "certificate-missing"], (Cases.Of(Programme.CompetitionTraining) with { Competition = null, Lines = nothing.Lines }).Codes());
        Assert.Equal(["internship-missing"], (Cases.Of(Programme.InternshipHiring) with { Lines = nothing.Lines }).Codes());
        Assert.Equal(["competition-unknown", "award-missing"], (Cases.Of(Programme.WorldSkills) with { Competition = null, Lines = nothing.Lines }).Codes());
        Assert.Equal(["applicant-not-registered", "studio-unknown"], (Cases.Of(Programme.MasterStudio) with { Applicant = null, Studio = null }).Codes());
    }

    [Fact]
    public void Without_a_plan_the_certificate_is_still_judged()
    {
        var facts = Cases.Of(Programme.SkillTraining).Issued("2018-01-10") with { Plan = null };
        facts = facts.With(l => l with { Certificate = l.Certificate! with { DeclaredBy = null } });

        Assert.Equal(["plan-missing", "certificate-not-declared-by-applicant"], facts.Codes());
    }

    [Fact]
    public void Without_a_certificate_the_plan_is_still_judged()
    {
        var facts = Cases.Of(Programme.SkillTraining).With(l => l with { Certificate = null });
        facts = facts with { Plan = facts.Plan! with { FiledOn = new Dictionary<string, DateOnly>() } };

        Assert.Equal(["certificate-missing", "worker-not-in-plan"], facts.Codes());
    }

    [Fact]
    public void A_line_whose_amount_or_keys_cannot_be_told_is_not_eligible()
    {
        Assert.False((Cases.Of(Programme.MasterStudio) with { Studio = null }).Judge().Lines[0].HasEligible);
        Assert.False((Cases.Of(Programme.CompetitionTraining) with { Competition = null }).Judge().Lines[0].HasEligible);
        Assert.False((Cases.Of(Programme.WorldSkills) with { Competition = null }).With(l => l with { Award = Cases.Award(AwardKind.GoldMedalTeam) }).Judge().Lines[0].HasEligible);
        Assert.True((Cases.Of(Programme.SkillTraining) with { Applicant = null }).Judge().Lines[0].HasEligible);
    }

    [Fact]
    public void As_long_as_no_award_is_named_none_is_earned()
    {
        var line = Cases.Of(Programme.WorldSkills).With(l => l with { Award = null }).Judge().Lines[0];

        Assert.Equal([Benefit.NationalTeamTopThree, Benefit.AwardWinningTeam, Benefit.GoldMedalTeam], line.Benefits.Select(benefit => benefit.Benefit));
        Assert.All(line.Benefits, benefit => Assert.Equal([RefusalCode.AwardMissing], benefit.Reasons.Select(reason => reason.Code)));
    }

    [Fact]
    public void The_owner_of_a_certificate_may_use_it_and_an_owner_not_looked_up_refuses_nothing()
    {
        var facts = Cases.Of(Programme.SkillTraining);

        Assert.Empty((facts with { CertificateOwners = new Dictionary<string, string> { [Cases.CertificateNo(0)] = Cases.Worker(0) } }).Codes());
        Assert.Empty((facts with { CertificateOwners = new Dictionary<string, string>() }).Codes());
        Assert.Empty((facts with { CertificateOwners = null }).Codes());
    }

    [Theory]
    [InlineData(Programme.SkillTraining, EnterpriseKind.Employer, true)]
    [InlineData(Programme.SkillTraining, EnterpriseKind.TrainingSchool, true)]
    [InlineData(Programme.SkillTraining, EnterpriseKind.CompetitionOrganiser, false)]
    [InlineData(Programme.SkillTraining, EnterpriseKind.InternshipBase, false)]
    [InlineData(Programme.SkillUpgrade, EnterpriseKind.Employer, true)]
    [InlineData(Programme.SkillUpgrade, EnterpriseKind.TrainingSchool, false)]
    [InlineData(Programme.CompetitionTraining, EnterpriseKind.CompetitionOrganiser, true)]
    [InlineData(Programme.CompetitionTraining, EnterpriseKind.Employer, false)]
    [InlineData(Programme.MasterStudio, EnterpriseKind.Employer, true)]
    [InlineData(Programme.MasterStudio, EnterpriseKind.InternshipBase, false)]
    [InlineData(Programme.InternshipHiring, EnterpriseKind.InternshipBase, true)]
    [InlineData(Programme.InternshipHiring, EnterpriseKind.Employer, false)]
    [InlineData(Programme.WorldSkills, EnterpriseKind.Employer, true)]
    [InlineData(Programme.WorldSkills, EnterpriseKind.TrainingSchool, false)]
    public void Each_programme_has_its_kinds_of_applicants(Programme programme, EnterpriseKind kind, bool entitled)
    {
        var facts = Cases.Of(programme);
        facts = facts with { Applicant = facts.Applicant! with { Kinds = new HashSet<EnterpriseKind> { kind } } };

        Assert.Equal(entitled ? [] : ["applicant-kind-not-entitled"], facts.Codes());
    }

    [Theory]
    [InlineData(Programme.SkillTraining, "四(一)", "identityDocument labourContract socialInsuranceProof certificateRoster assessmentInvoice")]
    [InlineData(Programme.SkillUpgrade, "四(一)", "identityDocument labourContract socialInsuranceProof certificateRoster assessmentInvoice benefitRoster")]
    [InlineData(Programme.CompetitionTraining, "四(二)", "competitionDocument certificateRoster")]
    [InlineData(Programme.MasterStudio, "四(三)", "recognitionDocument")]
    [InlineData(Programme.InternshipHiring, "四(四)", "internshipMaterials")]
    [InlineData(Programme.WorldSkills, "四(三)", "recognitionDocument")]
    public void Missing_papers_are_named_with_their_clause(Programme programme, string clause, string kinds)
    {
        var missing = (Cases.Of(programme) with { Documents = FrozenSet<DocumentKind>.Empty }).Judge().Missing;

        Assert.Equal(kinds, string.Join(' ', missing.Select(document => EnumNames.Of(document.Kind))));
        Assert.All(missing, document => Assert.Equal(clause, document.Clause));
        Assert.Empty((Cases.Of(programme) with { Documents = missing.Select(document => document.Kind).ToFrozenSet() }).Judge().Missing);
    }

    [Theory]
    [InlineData(Programme.SkillTraining, true)]
    [InlineData(Programme.SkillUpgrade, true)]
    [InlineData(Programme.CompetitionTraining, true)]
    [InlineData(Programme.MasterStudio, true)]
    [InlineData(Programme.InternshipHiring, false)]
    [InlineData(Programme.WorldSkills, true)]
    public void The_sealed_form_is_needed_before_the_leaders_pass_everywhere_but_under_3_5(Programme programme, bool needed)
    {
        Assert.True(Policies.Gongshu.TryGet(programme, out var terms));
        Assert.Equal(needed, terms.Documents.Any(document => document is { Kind: DocumentKind.ApplicationForm, At: DocumentDue.Leader }));
    }

    [Theory]
    [InlineData(Programme.SkillTraining, FactGroups.Applicant | FactGroups.Plan | FactGroups.Certificate | FactGroups.Employment, false)]
    [InlineData(Programme.SkillUpgrade, FactGroups.Applicant | FactGroups.Certificate | FactGroups.Employment, true)]
    [InlineData(Programme.CompetitionTraining, FactGroups.Applicant | FactGroups.Competition | FactGroups.Certificate, false)]
    [InlineData(Programme.MasterStudio, FactGroups.Applicant | FactGroups.Studio, false)]
    [InlineData(Programme.InternshipHiring, FactGroups.Applicant | FactGroups.Internship, false)]
    [InlineData(Programme.WorldSkills, FactGroups.Applicant | FactGroups.Competition | FactGroups.Award, false)]
    public void Each_programme_uses_what_the_contract_says(Programme programme, FactGroups uses, bool signature)
    {
        Assert.True(Policies.Gongshu.TryGet(programme, out var terms));
        Assert.Equal((uses, signature), (terms.Uses, terms.UsesSignature));
    }
}
