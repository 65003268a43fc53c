using System.Globalization;
using Gongshu.Policy;

namespace Gongshu.Documents;

/// <summary>The words of the official forms for what the program knows by name.</summary>
public static class Wording
{
    /// <summary>Who issues the papers: the bureau of section 四 of the opinion.</summary>
    public const string Bureau = "杭州市拱墅区人力资源和社会保障局";

    public static string Of(Benefit benefit) => benefit switch
    {
        Benefit.Assessment => "一次性鉴定补贴",
        Benefit.Training => "一次性培训补贴",
        Benefit.SkillUpgrade => "高技能人才一次性补贴",
        Benefit.CompetitionTraining => "赛前训练补贴",
        Benefit.MasterStudio => "建设经费资助",
        Benefit.InternshipHiring => "一次性训练录用奖励",
        Benefit.NationalTeamTopThree => "入选国家集训队前3名奖励",
        Benefit.AwardWinningTeam => "世赛获奖团队奖励",
        Benefit.GoldMedalTeam => "世赛金牌团队奖励",
        Benefit.Honour => "先进示范单位",
        _ => throw new ArgumentOutOfRangeException(nameof(benefit)),
    };

    public static string Of(SkillLevel level) => level switch
    {
        SkillLevel.Junior => "初级工",
        SkillLevel.Intermediate => "中级工",
        SkillLevel.Senior => "高级工",
        SkillLevel.Technician => "技师",
        SkillLevel.SeniorTechnician => "高级技师",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };

    public static string Of(Education education) => education switch
    {
        Education.Associate => "大专",
        Education.Bachelor => "本科",
        Education.Master => "硕士研究生",
        Education.Doctor => "博士研究生",
        _ => throw new ArgumentOutOfRangeException(nameof(education)),
    };

    public static string Of(AwardKind kind) => kind switch
    {
        AwardKind.NationalTeamTopThree => "国家集训队前3名",
        AwardKind.AwardWinningTeam => "世赛获奖团队",
        AwardKind.GoldMedalTeam => "世赛金牌团队",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Of(DocumentKind kind) => kind switch
    {
        DocumentKind.IdentityDocument => "人员身份证件",
        DocumentKind.LabourContract => "劳动合同",
        DocumentKind.SocialInsuranceProof => "社保参保证明",
        DocumentKind.CertificateRoster => "职业资格证书发证名册",
        DocumentKind.AssessmentInvoice => "鉴定发票复印件",
        DocumentKind.BenefitRoster => "《高技能人才补贴发放名册》（附件2）",
        DocumentKind.CompetitionDocument => "经备案的竞赛文件",
        DocumentKind.RecognitionDocument => "人力社保局公布文件",
        DocumentKind.InternshipMaterials => "《拱墅区大学生实训见习基地管理办法》要求的材料",
        DocumentKind.ApplicationForm => "《拱墅区企业资金申拨审批表》（附件1）",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Of(ClaimStatus status) => status switch
    {
        ClaimStatus.Held => "审核中",
        ClaimStatus.Approved => "已审批",
        ClaimStatus.Paid => "已拨付",
        ClaimStatus.Released => "未享受",
        ClaimStatus.ClawedBack => "已追回",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>2018年3月5日.</summary>
    public static string Of(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>¥500.00.</summary>
    public static string Figures(Money amount) => $"¥{amount}";
}
