namespace Gongshu.StaffConsole.Texts;

/// <summary>Words for what stands in a roster line and among the papers of a case.</summary>
internal static class Facts
{
    public static Words Level(string? code) => code switch
    {
        "junior" => new("初级工", "Junior"),
        "intermediate" => new("中级工", "Intermediate"),
        "senior" => new("高级工", "Senior"),
        "technician" => new("技师", "Technician"),
        "seniorTechnician" => new("高级技师", "Senior technician"),
        null => new("", ""),
        _ => Words.Of(code),
    };

    public static Words Education(string code) => code switch
    {
        "associate" => new("大专", "Associate"),
        "bachelor" => new("本科", "Bachelor"),
        "master" => new("硕士研究生", "Master"),
        "doctor" => new("博士研究生", "Doctor"),
        _ => Words.Of(code),
    };

    public static Words Award(string code) => code switch
    {
        "nationalTeamTopThree" => new("国家集训队前3名", "National team, top three"),
        "awardWinningTeam" => new("世赛获奖团队", "Award-winning team"),
        "goldMedalTeam" => new("世赛金牌团队", "Gold medal team"),
        _ => Words.Of(code),
    };

    public static Words Document(string code) => code switch
    {
        "identityDocument" => new("人员身份证件", "Identity documents"),
        "labourContract" => new("劳动合同", "Labour contracts"),
        "socialInsuranceProof" => new("社保参保证明", "Proof of social insurance"),
        "certificateRoster" => new("职业资格证书发证名册", "Roster of certificates"),
        "assessmentInvoice" => new("鉴定发票复印件", "Assessment invoice"),
        "benefitRoster" => new("高技能人才补贴发放名册（附件2）", "Benefit roster (annex 2)"),
        "competitionDocument" => new("经备案的竞赛文件", "Filed competition document"),
        "recognitionDocument" => new("人力社保局公布文件", "Announcement of recognition"),
        "internshipMaterials" => new("见习基地管理办法要求的材料", "Internship materials"),
        "applicationForm" => new("企业资金申拨审批表（附件1，盖章）", "Application form (annex 1, sealed)"),
        _ => Words.Of(code),
    };

    /// <summary>What happened, in an audit trail.</summary>
    public static Words Event(string type) => type switch
    {
        "case.submitted" => new("受理申请", "Submitted"),
        "case.decided" => new("办理通过", "Passed"),
        "case.approved" => new("签批通过", "Approved"),
        "case.returned" => new("退回补正", "Returned"),
        "case.resubmitted" => new("补正后重新提交", "Resubmitted"),
        "case.rejected" => new("不予补贴", "Rejected"),
        "case.withdrawn" => new("撤回申请", "Withdrawn"),
        "case.lapsed" => new("逾期未补正", "Lapsed"),
        "case.scheduled" => new("列入拨付批次", "Scheduled"),
        "case.paid" => new("拨付", "Paid"),
        "case.paymentFailed" => new("拨付失败", "Payment failed"),
        "case.clawedBack" => new("追回", "Clawed back"),
        "case.assigned" => new("分派", "Assigned"),
        "case.appealed" => new("申诉", "Appealed"),
        "case.imported" => new("历史拨付导入", "Imported"),
        "case.correctionDue" => new("补正期限将至", "Correction due"),
        "case.overdue" => new("办理逾期", "Overdue"),
        _ => Words.Of(type),
    };

    public static readonly string[] EnterpriseKinds = ["employer", "trainingSchool", "competitionOrganiser", "internshipBase"];

    public static Words EnterpriseKind(string code) => code switch
    {
        "employer" => new("用人单位", "Employer"),
        "trainingSchool" => new("培训学校", "Training school"),
        "competitionOrganiser" => new("竞赛承办单位", "Competition organiser"),
        "internshipBase" => new("见习基地", "Internship base"),
        _ => Words.Of(code),
    };

    public static readonly string[] CompetitionClasses = ["A", "B", "worldSkills"];

    public static Words CompetitionClass(string code) => code switch
    {
        "A" => new("区级一类竞赛", "District, class A"),
        "B" => new("区级二类竞赛", "District, class B"),
        "worldSkills" => new("世界技能大赛", "WorldSkills"),
        _ => Words.Of(code),
    };

    public static readonly string[] Levels = ["junior", "intermediate", "senior", "technician", "seniorTechnician"];

    public static readonly string[] StudioLevels = ["district", "municipal", "provincial", "national"];

    /// <summary>How often a benefit may be had.</summary>
    public static Words Scope(string code) => code switch
    {
        "certificate" => new("每本证书一次", "Once for each certificate"),
        "occupationAndLevel" => new("每一职业（工种）和等级一次", "Once for each occupation and level"),
        "level" => new("每一等级一次", "Once for each level"),
        "once" => new("终身一次", "Once in a life"),
        "base" => new("每一见习基地一次", "Once for each internship base"),
        "edition" => new("每届一次", "Once for each edition"),
        _ => Words.Of(code),
    };

    public static Words StudioLevel(string code) => code switch
    {
        "district" => new("区级", "District"),
        "municipal" => new("市级", "Municipal"),
        "provincial" => new("省级", "Provincial"),
        "national" => new("国家级", "National"),
        _ => Words.Of(code),
    };

    /// <summary>What an amount of the policy is for: a level, an education or a studio's level.</summary>
    public static Words AmountOf(string code) =>
        Level(code) is var level && level.Zh != code ? level : Education(code) is var education && education.Zh != code ? education : StudioLevel(code);
}
