using System.Text;
using Gongshu.Policy;

namespace Gongshu.Documents.Tests;

/// <summary>Annex 1, the notices and the history, read back from the files that were written.</summary>
public sealed class FormTests
{
    [Fact]
    public void Annex_1_has_every_place_of_the_official_form()
    {
        var read = new ReadPaper(Samples.Form(3).Layout());
        string[] places =
        [
            "附件1", "拱墅区企业资金申拨审批表", "申请单位（盖章）：测试职业培训学校", "申请时间：2018年3月20日", "企业名称（盖章）", "联系人及电话", "文件名称", "文件号码",
            "开户银行", "开户银行账号", "资助项目名称", "企业申请内容", "申请金额（大写）：壹仟伍佰元整", "¥1500.00 元", "申请人：", "法人签字（盖章）：", "业务科室意见", "意见：",
            "经办人：王经办", "审批人：李审批", "负责人意见", "负责人：张负责", "2018年3月26日", "2018年3月27日", "2018年3月28日", "测试银行拱墅支行", "0001000000000000001",
            "测试联系人 0571-00000000", "高技能人才补贴（三(二)）", "注：本表格需加盖单位公章、法人签章、财务章。", "第 1 页 共 1 页",
        ];
        Assert.All(places, place => Assert.Contains(place, read.Text, StringComparison.Ordinal));
        Assert.Single(read.Pages);
        Assert.Equal("拱墅区企业资金申拨审批表 GS-2018Q1-000123", read.Title);
        read.AssertNothingCutOrOverlapping();
    }

    [Fact]
    public void What_is_not_decided_is_left_for_the_pen()
    {
        var read = new ReadPaper((Samples.Form() with { Handler = null, Approver = null, Leader = null }).Layout());
        Assert.Equal(3, read.Times("年　　月　　日"));
        Assert.DoesNotContain("王经办", read.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_texts_go_on_overleaf_and_lose_nothing()
    {
        var comment = string.Concat(Enumerable.Range(0, 1_000).Select(i => $"第{i:D3}条"));
        var name = string.Concat(Enumerable.Repeat("<b>测试\u202E有限\u200B公司&amp;", 18));
        var form = Samples.Form() with
        {
            Case = Samples.Case(name),
            DocumentTitle = name,
            BankName = name,
            About = name,
            Contact = name,
            DocumentNumber = new string('N', 100),
            AccountNumber = new string('8', 64),
            Handler = new(comment, name, new(2018, 3, 26)),
            Approver = new(comment, "乙", new(2018, 3, 27)),
            Leader = new(comment, "丙", new(2018, 3, 28)),
        };
        var read = new ReadPaper(form.Layout());
        read.AssertNothingCutOrOverlapping();
        // The foot of a page is its last text, and may stand in the middle of a word that goes on overleaf.
        var text = string.Concat(read.Pages.Select(page => page[..page.LastIndexOf("案件编号", StringComparison.Ordinal)]));
        for (var i = 0; i < 1_000; i++) Assert.True(text.Length - text.Replace($"第{i:D3}条", "", StringComparison.Ordinal).Length >= 3 * 5, $"第{i:D3}条 is missing");
        Assert.True(read.Pages.Count > 3);
    }

    [Fact]
    public void The_receipt_says_what_was_taken_when_and_with_which_papers()
    {
        var receipt = new ReceiptNotice(
            Samples.Case(), Samples.Printed, "sha256:" + new string('a', 64), 21, Money.Yuan(10_500),
            [new(DocumentKind.IdentityDocument, true), new(DocumentKind.LabourContract, false)], new(2018, 3, 27), null);
        var read = new ReadPaper(receipt.Layout());
        Assert.All(
            ["受理回执", "GS-2018Q1-000123", "2018-03-20 10:00:00", "21 人", "壹万零伍佰元整（¥10500.00 元）", "人员身份证件（纸质）；劳动合同（电子）", "2018年3月27日", new string('a', 20), Wording.Bureau],
            text => Assert.Contains(text, read.Text, StringComparison.Ordinal));
        read.AssertNothingCutOrOverlapping();
    }

    [Fact]
    public void The_correction_notice_says_what_is_wrong_line_by_line_and_until_when()
    {
        var notice = new CorrectionNotice(Samples.Case(), "请补充劳动合同。", [(2, "岗位与工种不符")], "王经办", new(2018, 3, 22), new(2018, 4, 9), Corrected: false);
        var read = new ReadPaper(notice.Layout());
        Assert.All(["补正告知书", "请补充劳动合同。", "岗位与工种不符", "请于2018年4月9日前（含当日）", "王经办"], text => Assert.Contains(text, read.Text, StringComparison.Ordinal));
        read.AssertNothingCutOrOverlapping();
    }

    [Fact]
    public void The_decision_gives_reasons_with_their_clause_and_the_way_to_appeal()
    {
        var entries = Samples.Entries(60);
        var decision = new RefusalDecision(
            Samples.Case(), "见各行理由。",
            [.. entries.Select(entry => new RefusedBenefit(entry.Line, entry.Name, entry.IdNumber, Benefit.SkillUpgrade, Money.Yuan(500), "人岗不相适", "五"))],
            Money.Zero, new(2018, 3, 28), new(2018, 5, 27));
        var read = new ReadPaper(decision.Layout());
        Assert.All(entries, entry => Assert.Equal(1, read.Times(entry.IdNumber)));
        Assert.Equal(60, read.Times("人岗不相适（五）"));
        Assert.Contains("不予补贴合计：60 项　¥30000.00 元", read.Text, StringComparison.Ordinal);
        Assert.Contains("可以在2018年5月27日前（含当日）", read.Text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        read.AssertNothingCutOrOverlapping();
    }

    [Fact]
    public void The_history_lists_each_claim_or_says_that_there_is_none()
    {
        HistoryEntry entry = new(
            "GS-2018Q1-000123", new(2018, 3, 20), "测试职业培训学校", Benefit.SkillUpgrade, "三(二)", "焊工 高级工 CS000000000001", Money.Yuan(500), ClaimStatus.Paid, new(2018, 4, 9));
        var full = new ReadPaper(new ClaimHistory("w_aaaa", "测试一号", "3301**********1011", [entry], 1, Money.Yuan(500), null, Samples.Printed).Layout());
        Assert.All(["个人补贴享受记录", "测试一号", "3301**********1011", "GS-2018Q1-000123", "已拨付", "2018-04-09", "伍佰元整", "全部记录"], text => Assert.Contains(text, full.Text, StringComparison.Ordinal));
        var none = new ReadPaper(new ClaimHistory("w_aaaa", null, null, [], 0, Money.Zero, "甲公司", Samples.Printed).Layout());
        Assert.Contains("没有补贴申领记录。", none.Text, StringComparison.Ordinal);
        full.AssertNothingCutOrOverlapping();
    }

    [Fact]
    public void The_file_is_marked_PDF_A_and_carries_one_embedded_font_that_is_cut_to_it()
    {
        var read = new ReadPaper(Samples.Form().Layout());
        var raw = Encoding.Latin1.GetString(read.Bytes);
        Assert.Contains("pdfaid:part", raw, StringComparison.Ordinal);
        Assert.Contains("/OutputIntents", raw, StringComparison.Ordinal);
        Assert.Contains("/FontFile2", raw, StringComparison.Ordinal);
        Assert.Contains("/CIDFontType2", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("/Type3", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("/JavaScript", raw, StringComparison.Ordinal);
        Assert.Single(read.Fonts);
        Assert.True(read.Bytes.Length < 150_000, $"{read.Bytes.Length} bytes");
    }
}
