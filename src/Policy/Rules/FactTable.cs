using System.Collections.Immutable;

namespace Gongshu.Policy;

/// <summary>Every fact that a rule, an amount or a key looks at. Values are dates, codes and pseudonyms: nothing personal.</summary>
public static class FactTable
{
    public static readonly Fact Day = new(null, "day", FactSource.PolicyClock, c => Text(c.Facts.Day));
    public static readonly Fact Window = new(null, "window", FactSource.IntakeWindow, c => c.Facts.Window.ToString());

    public static readonly Fact Applicant = new(null, "applicant", FactSource.EnterpriseRegistry, c => c.Facts.ApplicantUscc.Value);
    public static readonly Fact ApplicantInDistrict = new(FactGroup.Applicant, "applicant.inDistrict", FactSource.EnterpriseRegistry, c => Text(c.Applicant.InDistrict));
    public static readonly Fact ApplicantKinds = new(FactGroup.Applicant, "applicant.kinds", FactSource.EnterpriseRegistry, c => string.Join(' ', c.Applicant.Kinds.Order().Select(EnumNames.Of)));

    public static readonly Fact Plan = new(FactGroup.Plan, "trainingPlan", FactSource.TrainingPlan, c => c.Plan.Id);
    public static readonly Fact PlanApplicant = new(FactGroup.Plan, "trainingPlan.applicant", FactSource.TrainingPlan, c => c.Plan.Applicant.Value);
    public static readonly Fact PlanOccupation = new(FactGroup.Plan, "trainingPlan.occupation", FactSource.TrainingPlan, c => c.Plan.Occupation.Value);
    public static readonly Fact ClassStartsOn = new(FactGroup.Plan, "trainingPlan.classStartsOn", FactSource.TrainingPlan, c => Text(c.Plan.ClassStartsOn));
    public static readonly Fact FiledOn = new(FactGroup.Plan, "trainingPlan.filedOn", FactSource.TrainingPlan, c => Text(c.FiledOn), ofLine: true);
    public static readonly Fact WorkingDaysBefore = new(FactGroup.Plan, "trainingPlan.workingDaysBefore", FactSource.Calendar, c => PlanRules.FilingOf(c) is { IsKnown: true } filing ? filing.Value.WorkingDaysBefore.ToString() : null, ofLine: true);

    public static readonly Fact Competition = new(FactGroup.Competition, "competition", FactSource.CompetitionRegistry, c => c.Competition.Id);
    public static readonly Fact CompetitionClass = new(FactGroup.Competition, "competition.class", FactSource.CompetitionRegistry, c => EnumNames.Of(c.Competition.Class));
    public static readonly Fact CompetitionOrganiser = new(FactGroup.Competition, "competition.organiser", FactSource.CompetitionRegistry, c => c.Competition.Organiser.Value);
    public static readonly Fact CompetitionYear = new(FactGroup.Competition, "competition.year", FactSource.CompetitionRegistry, c => c.Competition.Year.ToString());

    public static readonly Fact Studio = new(FactGroup.Studio, "masterStudio", FactSource.StudioRegistry, c => c.Studio.Id);
    public static readonly Fact StudioHost = new(FactGroup.Studio, "masterStudio.host", FactSource.StudioRegistry, c => c.Studio.Host.Value);
    public static readonly Fact StudioLevel = new(FactGroup.Studio, "masterStudio.level", FactSource.StudioRegistry, c => EnumNames.Of(c.Studio.Level));
    public static readonly Fact StudioRecognisedOn = new(FactGroup.Studio, "masterStudio.recognisedOn", FactSource.StudioRegistry, c => Text(c.Studio.RecognisedOn));

    public static readonly Fact Worker = new(null, "worker", FactSource.Application, c => c.Line?.WorkerRef);
    public static readonly Fact Certificate = new(FactGroup.Certificate, "certificate.number", FactSource.Application, c => c.Certificate.Number);
    public static readonly Fact CertificateOwner = new(FactGroup.Certificate, "certificate.owner", FactSource.ClaimHistory, CertificateRules.OwnerOf);
    public static readonly Fact CertificateOccupation = new(FactGroup.Certificate, "certificate.occupation", FactSource.Application, c => c.Certificate.Occupation.Value);
    public static readonly Fact CertificateLevel = new(FactGroup.Certificate, "certificate.level", FactSource.Application, c => EnumNames.Of(c.Certificate.Level));
    public static readonly Fact CertificateIssuedOn = new(FactGroup.Certificate, "certificate.issuedOn", FactSource.Application, c => Text(c.Certificate.IssuedOn));
    public static readonly Fact CertificateDeclaredBy = new(FactGroup.Certificate, "certificate.declaredBy", FactSource.Application, c => c.Certificate.DeclaredBy?.Value);

    public static readonly Fact ContractFrom = new(FactGroup.Employment, "employment.contractFrom", FactSource.Application, c => Text(c.Employment.ContractFrom));
    public static readonly Fact ContractTo = new(FactGroup.Employment, "employment.contractTo", FactSource.Application, c => Text(c.Employment.ContractTo));
    public static readonly Fact SocialInsurance = new(FactGroup.Employment, "employment.socialInsuranceInHangzhou", FactSource.Application, c => Text(c.Employment.SocialInsuranceInHangzhou));
    public static readonly Fact SignedByWorker = new(null, "signedByWorker", FactSource.Application, c => Text(c.Line is { SignedByWorker: true }));

    public static readonly Fact InternshipBase = new(FactGroup.Internship, "internship.base", FactSource.Application, c => c.Internship.Base.Value);
    public static readonly Fact InternshipTo = new(FactGroup.Internship, "internship.to", FactSource.Application, c => Text(c.Internship.To));
    public static readonly Fact InternshipEducation = new(FactGroup.Internship, "internship.education", FactSource.Application, c => EnumNames.Of(c.Internship.Education));
    public static readonly Fact HiredFrom = new(FactGroup.Internship, "internship.contractFrom", FactSource.Application, c => Text(c.Internship.ContractFrom));
    public static readonly Fact HiredTo = new(FactGroup.Internship, "internship.contractTo", FactSource.Application, c => Text(c.Internship.ContractTo));
    public static readonly Fact InternshipSocialInsurance = new(FactGroup.Internship, "internship.socialInsurance", FactSource.Application, c => Text(c.Internship.SocialInsurance));

    public static readonly Fact AwardKind = new(FactGroup.Award, "award.kind", FactSource.Application, c => EnumNames.Of(c.Award.Kind));
    public static readonly Fact AwardEdition = new(FactGroup.Award, "award.edition", FactSource.Application, c => c.Award.Edition.ToString());
    public static readonly Fact AwardAnnouncedOn = new(FactGroup.Award, "award.announcedOn", FactSource.Application, c => Text(c.Award.AnnouncedOn));

    /// <summary>The facts that an amount depends on.</summary>
    internal static ImmutableArray<Fact> Of(AmountPer per) => per switch
    {
        AmountPer.Level => [CertificateLevel],
        AmountPer.StudioLevel => [StudioLevel],
        AmountPer.Education => [InternshipEducation],
        _ => [],
    };

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd");

    private static string Text(bool flag) => flag ? "true" : "false";
}
