using Gongshu.Documents.Lists;
using Gongshu.Documents.Rosters;
using Gongshu.Policy;

namespace Gongshu.Documents.Histories;

/// <summary>The columns of a list of payments of paper years.</summary>
public enum PaidColumn
{
    Number = 1, Name, IdNumber, Occupation, Level, Phone, OccupationCode, CertificateNumber, IssuedOn, DeclaredBy, Migrant,
    Applicant, ApplicantName, Programme, Benefit, Amount, PaidOn, Source, Competition, Studio, StudioLevel, Education, Edition,
}

internal static class PaidColumns
{
    /// <summary>A file without one of these is none.</summary>
    public static readonly PaidColumn[] Demanded = [PaidColumn.Applicant, PaidColumn.Programme, PaidColumn.Benefit, PaidColumn.Amount, PaidColumn.PaidOn, PaidColumn.Source];

    public static readonly ListVocabulary<PaidColumn> Vocabulary = new(Demanded,
    [
        .. RosterColumns.Names.Where(column => OfRoster(column.Column) is not null).Select(column => (OfRoster(column.Column)!.Value, column.Names)),
        (PaidColumn.Applicant, ["统一社会信用代码", "信用代码", "申请单位代码"]),
        (PaidColumn.ApplicantName, ["单位名称", "企业名称", "申请单位"]),
        (PaidColumn.Programme, ["举措", "条款", "政策条款"]),
        (PaidColumn.Benefit, ["补贴项目", "项目", "补贴类型"]),
        (PaidColumn.Amount, ["金额", "补贴金额", "拨付金额", "金额（元）"]),
        (PaidColumn.PaidOn, ["拨付日期", "支付日期", "发放日期"]),
        (PaidColumn.Source, ["来源", "依据", "凭证"]),
        (PaidColumn.Competition, ["竞赛编号"]),
        (PaidColumn.Studio, ["工作室编号"]),
        (PaidColumn.StudioLevel, ["工作室级别"]),
        (PaidColumn.Education, ["学历"]),
        (PaidColumn.Edition, ["届次", "世赛届次"]),
    ]);

    public static readonly WrittenNames<Programme> Programmes = new("三(一) 至 三(六)",
        (Programme.SkillTraining, ["三(一)", "技能人才培养补贴", "skillTraining"]),
        (Programme.SkillUpgrade, ["三(二)", "高技能人才补贴", "skillUpgrade"]),
        (Programme.CompetitionTraining, ["三(三)", "技能竞赛赛前训练补贴", "competitionTraining"]),
        (Programme.MasterStudio, ["三(四)", "技能大师工作室建设经费资助", "masterStudio"]),
        (Programme.InternshipHiring, ["三(五)", "大学生实训见习录用奖励", "internshipHiring"]),
        (Programme.WorldSkills, ["三(六)", "世赛参赛奖励", "worldSkills"]));

    public static readonly WrittenNames<Benefit> Benefits = new("鉴定补贴、培训补贴、高技能人才一次性补贴、赛前训练补贴、建设经费资助、训练录用奖励、国家集训队前三名奖励、世赛获奖团队奖励、世赛金牌团队奖励",
        (Benefit.Assessment, ["鉴定补贴", "鉴定", "assessment"]),
        (Benefit.Training, ["培训补贴", "培训", "training"]),
        (Benefit.SkillUpgrade, ["高技能人才一次性补贴", "高技能人才补贴", "一次性补贴", "skillUpgrade"]),
        (Benefit.CompetitionTraining, ["赛前训练补贴", "赛前训练", "competitionTraining"]),
        (Benefit.MasterStudio, ["建设经费资助", "建设经费", "masterStudio"]),
        (Benefit.InternshipHiring, ["训练录用奖励", "录用奖励", "internshipHiring"]),
        (Benefit.NationalTeamTopThree, ["国家集训队前三名奖励", "nationalTeamTopThree"]),
        (Benefit.AwardWinningTeam, ["世赛获奖团队奖励", "awardWinningTeam"]),
        (Benefit.GoldMedalTeam, ["世赛金牌团队奖励", "goldMedalTeam"]));

    public static readonly WrittenNames<StudioLevel> StudioLevels = new("区级、市级、省级、国家级",
        (StudioLevel.District, ["区级", "区", "district"]), (StudioLevel.Municipal, ["市级", "市", "municipal"]),
        (StudioLevel.Provincial, ["省级", "省", "provincial"]), (StudioLevel.National, ["国家级", "国家", "national"]));

    public static readonly WrittenNames<Education> Educations = new("大专、本科、硕士、博士",
        (Education.Associate, ["大专", "专科", "associate"]), (Education.Bachelor, ["本科", "学士", "bachelor"]),
        (Education.Master, ["硕士", "研究生", "master"]), (Education.Doctor, ["博士", "doctor"]));

    private static PaidColumn? OfRoster(RosterColumn column) => column switch
    {
        RosterColumn.Number => PaidColumn.Number,
        RosterColumn.Name => PaidColumn.Name,
        RosterColumn.IdNumber => PaidColumn.IdNumber,
        RosterColumn.Occupation => PaidColumn.Occupation,
        RosterColumn.Level => PaidColumn.Level,
        RosterColumn.Phone => PaidColumn.Phone,
        RosterColumn.OccupationCode => PaidColumn.OccupationCode,
        RosterColumn.CertificateNumber => PaidColumn.CertificateNumber,
        RosterColumn.IssuedOn => PaidColumn.IssuedOn,
        RosterColumn.DeclaredBy => PaidColumn.DeclaredBy,
        RosterColumn.Migrant => PaidColumn.Migrant,
        // What was paid is not judged again: no contract, no signature.
        _ => null,
    };
}
