using Gongshu.Policy;
using Gongshu.Testing.Samples;

namespace Gongshu.Documents.Tests;

/// <summary>Made-up papers.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Printed = new(2018, 3, 20, 10, 0, 0, PolicyTime.Offset);

    private static readonly SamplePeople People = new(8);

    public static CaseFacts Case(string applicant = "测试职业培训学校") => new()
    {
        CaseNumber = "GS-2018Q1-000123",
        ApplicantName = applicant,
        Uscc = "52330105TG0000018L",
        Programme = "高技能人才补贴",
        Clause = "三(二)",
        PolicyTitle = "关于加快推动高技能人才培养打造拱墅工匠队伍的若干意见（征求意见稿）",
        AppliedOn = new(2018, 3, 20),
        PrintedAt = Printed,
    };

    public static RosterEntry[] Entries(int count) =>
    [
        .. Enumerable.Range(1, count).Select(line =>
        {
            var person = People[line];
            return new RosterEntry(line, person.Name, person.IdNumber, "焊工", "高级工", person.Phone, Money.Yuan(500 + line % 3 * 500), Refused: false);
        }),
    ];

    public static BenefitRoster Roster(int count) => new(Case(), Entries(count));

    public static ApplicationForm Form(int workers = 1) => new()
    {
        Case = Case(),
        LegalRepresentative = "测试法人",
        Contact = "测试联系人 0571-00000000",
        DocumentTitle = "关于加快推动高技能人才培养打造拱墅工匠队伍的若干意见（征求意见稿）",
        BankName = "测试银行拱墅支行",
        AccountNumber = "0001000000000000001",
        Amount = Money.Yuan(500 * workers),
        Handler = new("同意。材料真实、条件符合、人岗相适。材料齐全", "王经办", new(2018, 3, 26)),
        Approver = new("同意。", "李审批", new(2018, 3, 27)),
        Leader = new($"同意拨付 {500 * workers}.00 元。", "张负责", new(2018, 3, 28)),
    };
}
