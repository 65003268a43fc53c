using Gongshu.Documents.Spreadsheets;
using Gongshu.Policy;

namespace Gongshu.Documents.Rosters;

/// <summary>The roster as XLSX: empty as a template with drop-downs and notes, or filled in. What it writes, <see cref="RosterImport"/> reads as the same lines.</summary>
public static class RosterWorkbook
{
    private const string Roster = "名册", Choices = "选项", Notes = "填表说明";
    private const int PreparedRows = 200;

    private static readonly string[] Levels = ["初级工", "中级工", "高级工", "技师", "高级技师"];
    private static readonly string[] Truths = ["是", "否"];

    private static readonly (RosterColumn Column, int Width, string Note)[] Columns =
    [
        (RosterColumn.Number, 6, "1 至 999999 的整数，不重复；可以不填。"),
        (RosterColumn.Name, 12, "必填。与身份证一致。"),
        (RosterColumn.IdNumber, 22, "必填。18 位（或 15 位）公民身份号码，按文本填写：本列已设为文本，请勿改为数字。"),
        (RosterColumn.Occupation, 16, "证书上的职业（工种）名称。"),
        (RosterColumn.Level, 12, "从下拉列表中选择；也可写成五级至一级。"),
        (RosterColumn.Phone, 16, "手机或固定电话，按文本填写。"),
        (RosterColumn.Signature, 10, "三(二)须由本人在纸质名册上签字；已签的选“是”。"),
        (RosterColumn.OccupationCode, 14, "国家职业分类大典的编码，如 6-18-02-04。"),
        (RosterColumn.CertificateNumber, 22, "职业资格证书编号，按文本填写。"),
        (RosterColumn.IssuedOn, 14, "如 2018-03-05、2018/3/5 或 2018年3月5日。"),
        (RosterColumn.DeclaredBy, 22, "三(一)：发证名册上申报单位的统一社会信用代码。"),
        (RosterColumn.ContractFrom, 16, "劳动合同起始日期。三(一)、三(二)填写。"),
        (RosterColumn.ContractTo, 16, "无固定期限的不填。"),
        (RosterColumn.SocialInsurance, 12, "是否在杭州参加社会保险。"),
        (RosterColumn.Migrant, 12, "是否进城务工人员。"),
        (RosterColumn.Position, 14, "工作岗位，可以不填。"),
    ];

    public static byte[] Template() => Write([]);

    public static byte[] Write(IEnumerable<ImportedLine> lines)
    {
        using var bytes = new MemoryStream();
        using (var book = new WorkbookWriter(bytes))
        {
            WriteRoster(book, lines);
            WriteNotes(book);
            using var choices = book.Begin(Choices, [12, 12], hidden: true);
            for (var i = 0; i < Levels.Length; i++) choices.Row(WrittenCell.Of(Levels[i]), WrittenCell.Of(i < Truths.Length ? Truths[i] : null));
        }

        return bytes.ToArray();
    }

    private static void WriteRoster(WorkbookWriter book, IEnumerable<ImportedLine> lines)
    {
        using var sheet = book.Begin(Roster, Array.ConvertAll(Columns, column => column.Width), frozenRows: 1);
        sheet.Row(Array.ConvertAll(Columns, column => WrittenCell.Of(RosterColumns.Vocabulary.NameOf(column.Column), CellStyle.Head)));
        foreach (var line in lines) sheet.Row(Array.ConvertAll(Columns, column => Cell(line, column.Column)));
        // Empty cells, so that what is typed into them stays text.
        while (sheet.Rows <= PreparedRows) sheet.Row(Array.ConvertAll(Columns, column => new WrittenCell(null, null, StyleOf(column.Column))));
        for (var i = 0; i < Columns.Length; i++)
        {
            var list = Columns[i].Column switch
            {
                RosterColumn.Level => $"{Choices}!$A$1:$A${Levels.Length}",
                RosterColumn.Signature or RosterColumn.SocialInsurance or RosterColumn.Migrant => $"{Choices}!$B$1:$B${Truths.Length}",
                _ => null,
            };
            sheet.Choose($"{SheetWriter.Name(i)}2:{SheetWriter.Name(i)}{RosterImport.MostLines + 1}", list, RosterColumns.Vocabulary.NameOf(Columns[i].Column), Columns[i].Note);
        }

        sheet.Landscape();
    }

    private static void WriteNotes(WorkbookWriter book)
    {
        using var sheet = book.Begin(Notes, [22, 80]);
        sheet.Row(WrittenCell.Of("填写项目", CellStyle.Head), WrittenCell.Of("填写要求", CellStyle.Head));
        foreach (var (column, _, note) in Columns) sheet.Row(WrittenCell.Of(RosterColumns.Vocabulary.NameOf(column)), WrittenCell.Of(note, CellStyle.Wrapped));
        sheet.Row(WrittenCell.Of("其他"), WrittenCell.Of("每人一行，最多 5,000 行；不要合并单元格、隐藏行或改动表头。", CellStyle.Wrapped));
    }

    private static CellStyle StyleOf(RosterColumn column) => column switch
    {
        RosterColumn.IssuedOn or RosterColumn.ContractFrom or RosterColumn.ContractTo => CellStyle.Day,
        RosterColumn.Number => CellStyle.Plain,
        _ => CellStyle.Text,
    };

    private static WrittenCell Cell(ImportedLine line, RosterColumn column) => column switch
    {
        RosterColumn.Number => WrittenCell.Of(line.Line),
        RosterColumn.Name => WrittenCell.Of(line.Worker.Name),
        RosterColumn.IdNumber => WrittenCell.Of(line.Worker.IdNumber),
        RosterColumn.Occupation => WrittenCell.Of(line.Certificate?.Occupation?.Name),
        RosterColumn.Level => WrittenCell.Of(line.Certificate?.Level is { } level ? Levels[(int)level - 1] : null),
        RosterColumn.Phone => WrittenCell.Of(line.Worker.Phone),
        RosterColumn.Signature => Truth(line.SignedByWorker),
        RosterColumn.OccupationCode => WrittenCell.Of(line.Certificate?.Occupation?.Code),
        RosterColumn.CertificateNumber => WrittenCell.Of(line.Certificate?.Number),
        RosterColumn.IssuedOn => WrittenCell.Of(line.Certificate?.IssuedOn),
        RosterColumn.DeclaredBy => WrittenCell.Of(line.Certificate?.DeclaredBy),
        RosterColumn.ContractFrom => WrittenCell.Of(line.Employment?.ContractFrom),
        RosterColumn.ContractTo => WrittenCell.Of(line.Employment?.ContractTo),
        RosterColumn.SocialInsurance => Truth(line.Employment?.SocialInsuranceInHangzhou),
        RosterColumn.Migrant => Truth(line.Worker.Migrant),
        RosterColumn.Position => WrittenCell.Of(line.Employment?.Position),
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    private static WrittenCell Truth(bool? truth) => WrittenCell.Of(truth is { } told ? Truths[told ? 0 : 1] : null);
}
