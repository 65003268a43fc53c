using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Gongshu.Documents.Rosters;

namespace Gongshu.Documents.Tests.Rosters;

/// <summary>The workbooks that the program gives out come back as the lines that went out.</summary>
public sealed class RosterTemplateTests
{
    private static readonly DateOnly Today = new(2018, 6, 4);

    [Fact]
    public void The_template_has_drop_downs_and_a_note_for_every_column_of_the_head()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(RosterWorkbook.Template()), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(fault => fault.Description));
        var sheets = document.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().ToDictionary(sheet => sheet.Name!.Value!, sheet => (WorksheetPart)document.WorkbookPart.GetPartById(sheet.Id!.Value!));
        Assert.Equal(["名册", "填表说明", "选项"], sheets.Keys);
        var head = RowsOf(sheets["名册"])[0];
        Assert.Equal(RosterColumns.Names.Select(column => column.Names[0]), head);

        var rules = sheets["名册"].Worksheet!.Descendants<DataValidation>().ToArray();
        Assert.Equal(head, rules.Select(rule => rule.PromptTitle!.Value));
        Assert.All(rules, rule => Assert.False(string.IsNullOrWhiteSpace(rule.Prompt?.Value)));
        Assert.Equal(["等级", "本人签字", "社会保险", "进城务工"], rules.Where(rule => rule.Type?.Value == DataValidationValues.List).Select(rule => rule.PromptTitle!.Value));
        Assert.Equal(head.Append("其他"), RowsOf(sheets["填表说明"])[1..].Select(row => row[0]));

        // Whatever the lists offer, the importer knows.
        foreach (var row in RowsOf(sheets["选项"]))
            Assert.Empty(RosterImport.Read(System.Text.Encoding.UTF8.GetBytes($"姓名,身份证,等级,证书编号,职业编码,职业,发证日期,社会保险,劳动合同起始日期\n甲,330105198506121011,{row[0]},CS1,6-18-02-04,焊工,2018-03-05,{row.ElementAtOrDefault(1)},2016-07-01\n"), Today).Content!.Errors);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(21)]
    [InlineData(400)]
    public void Annex_2_as_a_workbook_comes_back_as_the_same_people_without_a_fault(int workers)
    {
        var entries = Samples.Entries(workers);
        var roster = RosterImport.Read(new BenefitRoster(Samples.Case(), entries).ToXlsx(), Today).Content!;
        Assert.Equal(
            entries.Select(entry => (entry.Line, entry.Name, entry.IdNumber, entry.Phone, entry.Occupation)),
            roster.Lines.Select(line => (line.Line, line.Worker.Name, line.Worker.IdNumber, line.Worker.Phone!, line.Certificate!.Occupation!.Name!)));
        Assert.Empty(roster.Errors);
        Assert.Equal(["金额（元）"], roster.IgnoredColumns);
    }

    private static string[][] RowsOf(WorksheetPart part) => [.. part.Worksheet!.Descendants<Row>().Select(row => row.Elements<Cell>().Select(cell => cell.InnerText).Where(text => text.Length > 0).ToArray())];
}
