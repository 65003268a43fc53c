using System.Text;
using Gongshu.Documents.Spreadsheets;
using Gongshu.Policy;

namespace Gongshu.Documents.Tests.Spreadsheets;

public sealed class ExportTableTests
{
    private static readonly ExportTable Table = new("表", ["名称", "金额", "日期", "数"],
    [
        [WrittenCell.Of("=HYPERLINK(\"x\")"), WrittenCell.Of(Money.Yuan(-5)), WrittenCell.Of(new DateOnly(2018, 3, 5)), WrittenCell.Of(7)],
        [WrittenCell.Of("0001000000000000001"), WrittenCell.Of(new Money(1)), WrittenCell.Of((DateOnly?)null), WrittenCell.Of(-1)],
    ]);

    [Fact]
    public void A_CSV_neutralises_text_and_leaves_numbers_alone()
    {
        var text = Encoding.UTF8.GetString(ExportTable.ToCsv(Table));
        Assert.Equal("\uFEFF名称,金额,日期,数\r\n\"'=HYPERLINK(\"\"x\"\")\",-5.00,2018-03-05,7\r\n0001000000000000001,0.01,,-1\r\n", text);
    }

    [Fact]
    public void Both_forms_are_read_back_to_the_same_cells()
    {
        var csv = Files.Rows(ExportTable.ToCsv(Table)).Content!;
        var xlsx = Files.Rows(ExportTable.ToXlsx(Table)).Content!;
        Assert.Equal("=HYPERLINK(\"x\")", csv[1][0].Text);
        Assert.Equal(csv.Select(row => row[0].Text), xlsx.Select(row => row[0].Text));
        Assert.Equal((-5m, new DateOnly(2018, 3, 5), 7m), (xlsx[1][1].Number, xlsx[1][2].Day, xlsx[1][3].Number));
    }

    [Fact]
    public void Several_tables_are_sheets_of_one_workbook_and_blocks_of_one_CSV()
    {
        var other = Table with { Name = "另表", Head = ["甲"], Rows = [[WrittenCell.Of("乙")]] };
        Assert.Equal(["表", "另表"], SpreadsheetFile.Read(ExportTable.ToXlsx(Table, other), sheets => sheets.Select(sheet => sheet.Name).ToList()).Content!);
        Assert.EndsWith("\r\n\r\n另表\r\n甲\r\n乙\r\n", Encoding.UTF8.GetString(ExportTable.ToCsv(Table, other)), StringComparison.Ordinal);
    }
}
