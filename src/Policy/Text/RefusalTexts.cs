using System.Collections.Frozen;

namespace Gongshu.Policy;

/// <summary>What each refusal code means, for the pages that explain them; and the Chinese names that details use.</summary>
public static class RefusalTexts
{
    private static readonly FrozenDictionary<RefusalCode, BilingualText> Titles = new Dictionary<RefusalCode, BilingualText>
    {
        [RefusalCode.ApplicantNotRegistered] = new("申请单位未登记", "The applicant is not registered"),
        [RefusalCode.ApplicantNotInDistrict] = new("申请单位不是区属单位", "The applicant does not belong to the district"),
        [RefusalCode.ApplicantKindNotEntitled] = new("申请单位类别不符", "The applicant is not of a kind that may apply"),
        [RefusalCode.CertificateMissing] = new("未提供职业资格证书", "The certificate is missing"),
        [RefusalCode.CertificateInFuture] = new("证书发证日期晚于申请日", "The certificate is dated in the future"),
        [RefusalCode.CertificateBeforePolicy] = new("证书发证日期早于政策实施日", "The certificate is older than the policy"),
        [RefusalCode.CertificateYearPassed] = new("证书所属年度不在本受理期范围内", "The certificate's year is not that of the window"),
        [RefusalCode.CertificateLevelTooLow] = new("证书等级不符合本项补贴要求", "The certificate's level is too low for the benefit"),
        [RefusalCode.CertificateOfAnotherWorker] = new("证书编号已用于另一名人员", "The certificate number belongs to another worker"),
        [RefusalCode.CertificateNotDeclaredByApplicant] = new("发证名册中的申报单位不是申请单位", "The certificate was not declared by the applicant"),
        [RefusalCode.PlanMissing] = new("没有已备案的培训计划", "The training plan is missing"),
        [RefusalCode.PlanOfAnotherApplicant] = new("培训计划由另一单位备案", "The training plan is another applicant's"),
        [RefusalCode.PlanFiledLate] = new("培训计划未按时备案", "The training plan was not filed in time"),
        [RefusalCode.WorkerNotInPlan] = new("人员不在备案的培训学员名册中", "The worker is not in the training plan"),
        [RefusalCode.PlanOccupationDiffers] = new("证书职业与备案的培训职业不一致", "The certificate is for another occupation than the plan"),
        [RefusalCode.CertificateBeforeClass] = new("证书发证日期早于开班日期", "The certificate is older than the class"),
        [RefusalCode.ContractMissing] = new("未提供劳动合同", "The labour contract is missing"),
        [RefusalCode.ContractNotInForce] = new("劳动合同未生效或已终止", "The labour contract is not in force"),
        [RefusalCode.SocialInsuranceMissing] = new("未缴纳社会保险费", "Social insurance is not paid"),
        [RefusalCode.NotSignedByWorker] = new("发放名册未经本人签字", "The worker has not signed the roster"),
        [RefusalCode.CompetitionUnknown] = new("竞赛未登记", "The competition is not registered"),
        [RefusalCode.CompetitionNotClassA] = new("竞赛未列入全区A类大赛", "The competition is not of class A"),
        [RefusalCode.ApplicantIsNotOrganiser] = new("申请单位不是竞赛承办单位", "The applicant is not the organiser"),
        [RefusalCode.CertificateNotOfCompetitionYear] = new("证书发证年度与竞赛年度不一致", "The certificate is not of the competition's year"),
        [RefusalCode.StudioUnknown] = new("技能大师工作室未登记", "The master studio is not registered"),
        [RefusalCode.ApplicantIsNotHost] = new("申请单位不是工作室设立单位", "The applicant is not the studio's host"),
        [RefusalCode.RecognisedBeforePolicy] = new("工作室认定日期早于政策实施日", "The studio was recognised before the policy"),
        [RefusalCode.RecognitionInFuture] = new("工作室认定日期晚于申请日", "The studio's recognition is dated in the future"),
        [RefusalCode.InternshipMissing] = new("未提供实训见习情况", "The internship is missing"),
        [RefusalCode.ApplicantIsNotBase] = new("申请单位不是该实训见习基地", "The applicant is not the internship base"),
        [RefusalCode.InternshipNotFinished] = new("实训见习尚未期满", "The internship has not ended"),
        [RefusalCode.HiredBeforeInternshipEnded] = new("录用日期早于实训见习期满日", "The contract starts before the internship ended"),
        [RefusalCode.HiredBeforePolicy] = new("录用日期早于政策实施日", "The contract starts before the policy"),
        [RefusalCode.AwardMissing] = new("未提供世赛获奖情况", "The award is missing"),
        [RefusalCode.AwardBeforePolicy] = new("获奖公布日期早于政策实施日", "The award is older than the policy"),
        [RefusalCode.AwardInFuture] = new("获奖公布日期晚于申请日", "The award is dated in the future"),
        [RefusalCode.CompetitionNotWorldskills] = new("竞赛不是世界技能大赛或其选拔赛", "The competition is not WorldSkills"),
        [RefusalCode.PostDoesNotFit] = new("人岗不相适", "The post does not fit the certificate"),
        [RefusalCode.MaterialsNotGenuine] = new("材料不真实", "The materials are not genuine"),
        [RefusalCode.CalendarYearUnknown] = new("该年度工作日历未知", "The working days of the year are not known"),
        [RefusalCode.ProgrammeNotOffered] = new("现行政策没有该举措", "The policy in force does not offer the programme"),
    }.ToFrozenDictionary();

    /// <summary>What the code means, in a few words.</summary>
    public static BilingualText Title(this RefusalCode code) => Titles[code];

    /// <summary>The Chinese name of a kind of organisation.</summary>
    internal static string Name(EnterpriseKind kind) => kind switch
    {
        EnterpriseKind.Employer => "用人单位",
        EnterpriseKind.TrainingSchool => "民办职业培训学校",
        EnterpriseKind.CompetitionOrganiser => "竞赛承办单位",
        EnterpriseKind.InternshipBase => "大学生实训见习基地",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The Chinese name of a level.</summary>
    internal static string Name(SkillLevel level) => level switch
    {
        SkillLevel.Junior => "初级工",
        SkillLevel.Intermediate => "中级工",
        SkillLevel.Senior => "高级工",
        SkillLevel.Technician => "技师",
        SkillLevel.SeniorTechnician => "高级技师",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };
}
