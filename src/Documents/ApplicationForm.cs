using Gongshu.Documents.Drawing;
using Gongshu.Policy;

namespace Gongshu.Documents;

/// <summary>Annex 1 of the opinion, 拱墅区企业资金申拨审批表.</summary>
public sealed record ApplicationForm
{
    // Label, value, label, value: the four columns of the official form.
    private static readonly int[] Columns = [84, 188, 84, 151];

    public required CaseFacts Case { get; init; }
    public string? LegalRepresentative { get; init; }
    public required string Contact { get; init; }
    /// <summary>文件名称, 文件号码: the document on which the sum rests.</summary>
    public required string DocumentTitle { get; init; }
    public string? DocumentNumber { get; init; }
    public required string BankName { get; init; }
    public required string AccountNumber { get; init; }
    /// <summary>What of 三(四) to (六) the programme is about: a studio or a competition by name; null: nothing in particular.</summary>
    public string? About { get; init; }
    public required Money Amount { get; init; }
    /// <summary>经办人, 审批人, 负责人; null: has not decided yet.</summary>
    public Opinion? Handler { get; init; }
    public Opinion? Approver { get; init; }
    public Opinion? Leader { get; init; }

    public Paper Layout()
    {
        var flow = new Flow();
        flow.Plain("附件1");
        flow.Title("拱墅区企业资金申拨审批表");
        flow.Sides($"申请单位（盖章）：{Case.ApplicantName}", $"申请时间：{Wording.Of(Case.AppliedOn)}");
        flow.Space(4);
        flow.Row(Columns, 40, Cell.Label("企业名称\n（盖章）"), Cell.Value($"{Case.ApplicantName}（{Case.Uscc}）"), Cell.Label("联系人\n及电话"), Cell.Value(Contact));
        flow.Row(Columns, 40, Cell.Label("文件名称"), Cell.Value(DocumentTitle), Cell.Label("文件号码"), Cell.Value(DocumentNumber ?? "—"));
        flow.Row(Columns, 40, Cell.Label("开户银行"), Cell.Value(BankName), Cell.Label("开户银行\n账号"), Cell.Value(AccountNumber));
        flow.Row(Columns, 34, Cell.Label("资助项目\n名称"), Cell.Value(Item(), 3));
        flow.Row(Columns, 122, Cell.Label("企业\n申请\n内容"), new Cell(3,
            new CellLine($"申请金额（大写）：{RmbCapitals.Of(Amount)}　　{Wording.Figures(Amount)} 元"), new CellLine(""),
            new CellLine($"申请人：　　　　　　　　　　　　　　{Wording.Of(Case.AppliedOn)}"), new CellLine(""),
            new CellLine(LegalRepresentative is null ? "法人签字（盖章）：" : $"法人签字（盖章）：　　　　　　　　　（法定代表人：{LegalRepresentative}）")));
        flow.Row(Columns, 168, Cell.Label("业务科室\n意见"), new Cell(3, [.. Stage("经办人", Handler), new CellLine(""), .. Stage("审批人", Approver)]));
        flow.Row(Columns, 112, Cell.Label("负责人\n意见"), new Cell(3, [.. Stage("负责人", Leader)]));
        flow.Space(6);
        flow.Small("注：本表格需加盖单位公章、法人签章、财务章。");
        return flow.Finish($"拱墅区企业资金申拨审批表 {Case.CaseNumber}", $"案件编号 {Case.CaseNumber}", Case.PrintedAt);
    }

    private string Item() => $"{Case.Programme}（{Case.Clause}）" + (About is null ? "" : $"：{About}");

    // What is not decided yet is left for the pen.
    private static IEnumerable<CellLine> Stage(string officer, Opinion? opinion) => opinion is null
        ? [new("意见："), new(""), new($"{officer}：　　　　　　　　　　　　　　　　年　　月　　日")]
        : [new($"意见：{opinion.Text}"), new(""), new($"{officer}：{opinion.Officer}　　　　　　　　{Wording.Of(opinion.On)}")];
}
