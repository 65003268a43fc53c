using System.Text;
using Gongshu.Documents.Spreadsheets;
using Gongshu.Policy;

namespace Gongshu.Documents.Tests.Spreadsheets;

public sealed class SpreadsheetFileTests
{
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    [Fact]
    public void What_was_written_is_read_again_as_it_was()
    {
        string[] texts = ["330105198506121011", "=1+1", "_x000D_", "䶮㛃𬭎", " a  b ", "00012", "'", "<&>\""];
        using var bytes = new MemoryStream();
        using (var book = new WorkbookWriter(bytes))
        {
            using var sheet = book.Begin("名册", [20, 20, 20]);
            foreach (var text in texts) sheet.Row(WrittenCell.Of(text), WrittenCell.Of(Money.Yuan(1_500)), WrittenCell.Of(new DateOnly(2018, 3, 5)));
        }

        var rows = Files.Rows(bytes.ToArray()).Content!;
        Assert.Equal(texts, rows.Select(row => row[0].Text));
        Assert.All(rows, row => Assert.Equal((1500m, new DateOnly(2018, 3, 5)), (row[1].Number, row[2].Day)));
    }

    [Fact]
    public void Text_that_XML_cannot_hold_is_replaced_and_nothing_breaks()
    {
        using var bytes = new MemoryStream();
        using (var book = new WorkbookWriter(bytes))
        {
            using var sheet = book.Begin("名册", [20]);
            sheet.Row(WrittenCell.Of("a\u0001\uD800b"));
        }

        Assert.Equal("a\uFFFD\uFFFDb", Files.Rows(bytes.ToArray()).Content![0][0].Text);
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("GB18030", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    public void A_text_is_read_in_each_usual_encoding(string name, bool mark)
    {
        var encoding = name == "GB18030" ? Gb18030 : Encoding.GetEncoding(name);
        byte[] file = [.. mark ? encoding.Preamble : [], .. encoding.GetBytes("姓名,身份证\r\n测试䶮,\"330105,1\"\r\n")];
        var rows = Files.Rows(file).Content!;
        Assert.Equal(["姓名", "身份证", "测试䶮", "330105,1"], rows.SelectMany(row => row.Cells).Select(cell => cell.Text));
    }

    [Fact]
    public void Rows_are_counted_as_a_spreadsheet_does()
    {
        var rows = Files.Rows("a,b\n\n\"c\nd\",e\nf\tg,h\n"u8.ToArray()).Content!;
        Assert.Equal([1, 3, 4], rows.Select(row => row.Number));
        var sparse = Files.Rows(Files.Workbook($"""<sheetData><row r="2">{Files.Cell("B2", "x")}</row><row r="9" hidden="1">{Files.Cell("A9", "y")}</row></sheetData>""")).Content!;
        Assert.Equal([(2, false), (9, true)], sparse.Select(row => (row.Number, row.Hidden)));
    }

    [Fact]
    public void Encodings_that_change_from_line_to_line_are_refused()
    {
        byte[] file = [.. Gb18030.GetBytes("姓名,身份证\n测试一号,1\n"), .. "测试二号,2\n"u8];
        Assert.Equal(UnreadableFile.MixedEncodings(3), Files.Rows(file).Unreadable);
        byte[] marked = [0xEF, 0xBB, 0xBF, .. "姓名,身份证\n"u8, .. Gb18030.GetBytes("测试,1\n")];
        Assert.Equal(UnreadableFile.MixedEncodings(2), Files.Rows(marked).Unreadable);
        Assert.Equal(UnreadableFile.Encoding, Files.Rows([0x61, 0xFF, 0xFF, 0x0A]).Unreadable);
    }

    [Fact]
    public void What_is_no_spreadsheet_is_told_by_what_it_is()
    {
        Assert.Equal(UnreadableFile.Empty, Files.Rows([]).Unreadable);
        Assert.Equal(UnreadableFile.NoSpreadsheet, Files.Rows("%PDF-1.7\n"u8.ToArray()).Unreadable);
        Assert.Equal(UnreadableFile.OldExcel, Files.Rows([0xD0, 0xCF, 0x11, 0xE0, 0xA1]).Unreadable);
        Assert.Equal(UnreadableFile.NoSpreadsheet, Files.Rows([0x61, 0, 0x62]).Unreadable);
        Assert.Equal(UnreadableFile.Broken, Files.Rows("PK\u0003\u0004 and nothing more"u8.ToArray()).Unreadable);
        Assert.Equal(UnreadableFile.Broken, Files.Rows(Files.Zip(("word/document.xml", "<a/>"u8.ToArray()))).Unreadable);
        Assert.Equal(UnreadableFile.BadQuotes(2), Files.Rows("a,b\n\"c,d\n"u8.ToArray()).Unreadable);
    }

    [Fact]
    public void A_ZIP_is_inflated_and_counted_before_it_is_parsed()
    {
        const string sheet = "<sheetData/>";
        Assert.Equal(UnreadableFile.Bomb, Files.Rows(Files.Workbook(sheet, ("xl/media/x.bin", new byte[51 * 1024 * 1024]))).Unreadable);
        Assert.Equal(UnreadableFile.Bomb, Files.Rows(Files.Workbook(sheet, [.. Enumerable.Range(0, 200).Select(i => ($"x{i}", new byte[1]))])).Unreadable);
        Assert.Equal(UnreadableFile.UnsafeNames, Files.Rows(Files.Workbook(sheet, ("../x.xml", "<a/>"u8.ToArray()))).Unreadable);
        Assert.Equal(UnreadableFile.Macros, Files.Rows(Files.Workbook(sheet, ("xl/vbaProject.bin", new byte[1]))).Unreadable);
        Assert.Equal(UnreadableFile.DocumentType, Files.Rows(Files.Workbook(sheet, ("xl/x.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"u8.ToArray()))).Unreadable);
        Assert.Equal(UnreadableFile.RepeatedNames, Files.Rows(Files.Workbook(sheet, ("XL/workbook.xml", "<a/>"u8.ToArray()))).Unreadable);
        Assert.Equal(UnreadableFile.ExternalContent, Files.Rows(Files.Workbook(sheet, ("xl/_rels/a.rels", Relation("externalLinkPath")))).Unreadable);
        Assert.Equal(UnreadableFile.Broken, Files.Rows(Files.Workbook(sheet, ("xl/_rels/a.rels", "<R><Relationship"u8.ToArray()))).Unreadable);
        Assert.Null(Files.Rows(Files.Workbook(sheet, ("xl/_rels/a.rels", Relation("hyperlink")))).Unreadable);
        Assert.Equal(UnreadableFile.FailedFormula, Files.Rows(Files.Workbook("""<sheetData><row r="1"><c r="A1" t="e"><v>#N/A</v></c></row></sheetData>""")).Unreadable);
        Assert.Null(Files.Rows(Files.Workbook(sheet)).Unreadable);
    }

    private static byte[] Relation(string type) => Encoding.UTF8.GetBytes($"<R><Relationship Type='x/{type}' TargetMode='External' Target='http://elsewhere'/></R>");

    [Fact]
    public void A_formula_is_read_by_its_last_value_and_an_apostrophe_before_text_goes()
    {
        var rows = Files.Rows(Files.Workbook("""<sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"x"</f><v>x</v></c></row></sheetData>""")).Content!;
        Assert.Equal((2m, "x"), (rows[0][0].Number, rows[0][1].Text));
        Assert.Equal(["330105", "=1", "x'", "'x"], Files.Rows("'330105,'=1,x','x"u8.ToArray()).Content![0].Cells.Select(cell => cell.Text));
        Assert.Equal("0012", Files.Rows("\"=\"\"0012\"\"\""u8.ToArray()).Content![0][0].Text);
    }

    [Fact]
    public void A_cell_far_away_does_not_cost_a_sheet_of_memory()
    {
        Assert.Equal(UnreadableFile.TooWide, Files.Rows(Files.Workbook($"""<sheetData><row r="1">{Files.Cell("XFD1", "x")}</row></sheetData>""")).Unreadable);
        Assert.Equal(1_048_576, Assert.Single(Files.Rows(Files.Workbook($"""<sheetData><row r="1048576">{Files.Cell("A1048576", "x")}</row></sheetData>""")).Content!).Number);
        Assert.Equal(UnreadableFile.Broken, Files.Rows(Files.Workbook($"""<sheetData><row r="2147483647">{Files.Cell("A2147483647", "x")}</row></sheetData>""")).Unreadable);
    }
}
