using Gongshu.Documents.Rosters;
using Gongshu.Testing;

namespace Gongshu.Documents.Tests.Spreadsheets;

/// <summary>Workbooks that count their days from 1904, as spreadsheets on a Mac did: the same number is a day four years later.</summary>
public sealed class DateSystemTests
{
    // 2018-03-05 in each system.
    private const int In1900 = 43164, In1904 = 41702;

    /// <summary>A date cell with 2018-03-05, and the plain number 41090.</summary>
    [Fact]
    public void A_file_that_LibreOffice_saved_from_1904_is_read_so()
    {
        var roster = RosterImport.Read(File.ReadAllBytes(Checkout.At("tests", "Documents.Tests", "Spreadsheets", "libreoffice-1904.xlsx")), new(2018, 3, 26)).Content!;
        Assert.Empty(roster.Errors);
        var line = Assert.Single(roster.Lines);
        Assert.Equal((new DateOnly(2018, 3, 5), new DateOnly(2016, 7, 1)), (line.Certificate!.IssuedOn, line.Employment!.ContractFrom));
    }

    [Fact]
    public void A_day_is_read_by_the_date_system_of_its_workbook_formatted_as_a_date_or_not()
    {
        foreach (var (properties, number) in new[] { ("", In1900), ("<workbookPr date1904=\"0\"/>", In1900), ("<workbookPr date1904=\"1\"/>", In1904), ("<workbookPr defaultThemeVersion=\"1\" date1904 = 'true'/>", In1904) })
        {
            var file = Files.WorkbookOf(properties, $"""
                <sheetData><row r="1">{Files.Cell("A1", "姓名")}{Files.Cell("B1", "身份证")}{Files.Cell("C1", "发证日期")}{Files.Cell("D1", "劳动合同起始日期")}</row>
                <row r="2">{Files.Cell("A2", "甲")}{Files.Cell("B2", "330105198506121011")}<c r="C2" s="1"><v>{number}</v></c><c r="D2"><v>{number}</v></c></row></sheetData>
                """);
            var roster = RosterImport.Read(file, new(2018, 3, 26)).Content!;
            var line = Assert.Single(roster.Lines);
            Assert.Equal((new DateOnly(2018, 3, 5), new DateOnly(2018, 3, 5)), (line.Certificate!.IssuedOn, line.Employment!.ContractFrom));
        }
    }
}
