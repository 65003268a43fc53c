using System.IO.Compression;
using System.Text;
using Gongshu.Documents.Spreadsheets;

namespace Gongshu.Documents.Tests.Spreadsheets;

/// <summary>Files made by hand, right ones and wrong ones.</summary>
internal static class Files
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>A workbook with one sheet whose XML is given: what stands between the tags of <c>worksheet</c>.</summary>
    public static byte[] Workbook(string sheet, params (string Name, byte[] Content)[] more) => WorkbookOf("", sheet, more);

    /// <summary>The same with properties of the workbook; style 1 is a date.</summary>
    public static byte[] WorkbookOf(string properties, string sheet, params (string Name, byte[] Content)[] more) => Zip(
    [
        ("[Content_Types].xml", Encoding.UTF8.GetBytes($"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
            <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>
            """)),
        ("_rels/.rels", Encoding.UTF8.GetBytes($"""<Relationships xmlns="{Package}"><Relationship Id="r1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""")),
        ("xl/workbook.xml", Encoding.UTF8.GetBytes($"""<workbook xmlns="{Main}" xmlns:r="{Office}">{properties}<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>""")),
        ("xl/_rels/workbook.xml.rels", Encoding.UTF8.GetBytes($"""<Relationships xmlns="{Package}"><Relationship Id="r1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{Office}/styles" Target="styles.xml"/></Relationships>""")),
        ("xl/styles.xml", Encoding.UTF8.GetBytes($"""<styleSheet xmlns="{Main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>""")),
        ("xl/worksheets/sheet1.xml", Encoding.UTF8.GetBytes($"""<?xml version="1.0"?><worksheet xmlns="{Main}">{sheet}</worksheet>""")),
        .. more,
    ]);

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A cell of inline text.</summary>
    public static string Cell(string place, string text) => $"""<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>""";

    /// <summary>Every row of the first sheet, or why there is none.</summary>
    public static FileRead<List<SheetRow>> Rows(byte[] file) => SpreadsheetFile.Read(file, sheets =>
    {
        foreach (var sheet in sheets) return sheet.Rows.ToList();
        return [];
    });
}
