namespace Gongshu.Policy;

/// <summary>The competition of 三(三) and of 三(六) (<c>rules.md</c> §2, Competition and WorldSkills).</summary>
internal static class CompetitionRules
{
    public static readonly Rule[] All =
    [
        new()
        {
            Code = RefusalCode.CompetitionUnknown, Group = FactGroup.Competition, Scope = RuleScope.Application, IsPresence = true,
            Reads = [FactTable.Competition],
            IsKept = c => c.Facts.Competition is not null,
            Detail = _ => new("竞赛未登记。", "The competition is not registered."),
        },
        new()
        {
            Code = RefusalCode.CompetitionNotClassA, Group = FactGroup.Competition, Scope = RuleScope.Application,
            Reads = [FactTable.CompetitionClass],
            IsKept = c => c.Terms.CompetitionClasses.Contains(c.Competition.Class),
            Detail = _ => new("该竞赛未列入全区A类大赛。", "The competition is not of the district's class A."),
        },
        new()
        {
            Code = RefusalCode.CompetitionNotWorldskills, Group = FactGroup.Competition, Scope = RuleScope.Application,
            Reads = [FactTable.CompetitionClass],
            IsKept = c => c.Terms.CompetitionClasses.Contains(c.Competition.Class),
            Detail = _ => new("该竞赛不是世界技能大赛或其中国区域选拔赛。", "The competition is neither WorldSkills nor its selection in China."),
        },
        new()
        {
            Code = RefusalCode.ApplicantIsNotOrganiser, Group = FactGroup.Competition, Scope = RuleScope.Application,
            Reads = [FactTable.CompetitionOrganiser, FactTable.Applicant],
            IsKept = c => c.Competition.Organiser == c.Facts.ApplicantUscc,
            Detail = _ => new("申请单位不是竞赛承办单位。", "The applicant is not the organiser of the competition."),
        },
        new()
        {
            Code = RefusalCode.CertificateNotOfCompetitionYear, Group = FactGroup.Competition, Scope = RuleScope.Line, AlsoNeeds = FactGroups.Certificate,
            Reads = [FactTable.CertificateIssuedOn, FactTable.CompetitionYear],
            IsKept = c => c.Certificate.IssuedOn.Year == c.Competition.Year,
            Detail = c => new(
                $"证书发证年度{c.Certificate.IssuedOn.Year}与竞赛年度{c.Competition.Year}不一致。",
                $"The certificate is of {c.Certificate.IssuedOn.Year}, the competition of {c.Competition.Year}."),
        },
    ];
}
