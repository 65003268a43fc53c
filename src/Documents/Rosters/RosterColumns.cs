using Gongshu.Documents.Lists;

namespace Gongshu.Documents.Rosters;

/// <summary>The columns of Annex 2 (高技能人才补贴发放名册) and those of the certificate and the contract.</summary>
public enum RosterColumn
{
    Number = 1, Name, IdNumber, Occupation, Level, Phone, Signature,
    OccupationCode, CertificateNumber, IssuedOn, DeclaredBy, ContractFrom, ContractTo, SocialInsurance, Migrant,
    /// <summary>Not in the official form; taken where it stands.</summary>
    Position,
}

/// <summary>How they are called.</summary>
public static class RosterColumns
{
    /// <summary>In the order of the official form, then of the contract.</summary>
    public static readonly (RosterColumn Column, string[] Names)[] Names =
    [
        (RosterColumn.Number, ["序号", "编号", "行号", "序"]),
        (RosterColumn.Name, ["姓名", "员工姓名", "职工姓名", "人员姓名"]),
        (RosterColumn.IdNumber, ["身份证", "身份证号", "身份证号码", "公民身份号码", "公民身份证号码", "身份证件号码", "证件号码"]),
        (RosterColumn.Occupation, ["职业（工种）", "职业", "工种", "职业工种名称", "职业名称", "职业/工种"]),
        (RosterColumn.Level, ["等级", "技能等级", "职业资格等级", "级别", "证书等级"]),
        (RosterColumn.Phone, ["联系电话", "电话", "手机", "手机号", "手机号码", "电话号码", "联系方式"]),
        (RosterColumn.Signature, ["本人签字", "签字", "签名", "本人签名"]),
        (RosterColumn.OccupationCode, ["职业编码", "职业代码", "工种编码", "工种代码"]),
        (RosterColumn.CertificateNumber, ["证书编号", "证书号", "证书号码", "职业资格证书编号"]),
        (RosterColumn.IssuedOn, ["发证日期", "发证时间", "证书日期", "取证日期"]),
        (RosterColumn.DeclaredBy, ["申报单位", "申报单位统一社会信用代码", "申报单位代码"]),
        (RosterColumn.ContractFrom, ["劳动合同起始日期", "合同起始日期", "劳动合同开始日期", "合同开始日期", "劳动合同起"]),
        (RosterColumn.ContractTo, ["劳动合同终止日期", "合同终止日期", "劳动合同结束日期", "合同结束日期", "劳动合同止"]),
        (RosterColumn.SocialInsurance, ["社会保险", "社保", "参保", "是否参保", "社会保险（杭州）"]),
        (RosterColumn.Migrant, ["进城务工", "进城务工人员", "是否进城务工", "农民工"]),
        (RosterColumn.Position, ["岗位", "工作岗位", "职位"]),
    ];

    internal static readonly ListVocabulary<RosterColumn> Vocabulary = new([RosterColumn.Name, RosterColumn.IdNumber], Names);
}
