using System.IO.Compression;
using System.Xml;

namespace Gongshu.Documents.Spreadsheets;

/// <summary>From which day a workbook counts its days (ECMA-376, part 1, 18.2.28: <c>date1904</c>).</summary>
/// <param name="DayZero">What the number 0 means where a number is a day. The library does not tell it.</param>
/// <param name="Late">By how many days the library is early in cells that are formatted as a date: it knows the value <c>1</c> alone, and LibreOffice writes <c>true</c>.</param>
internal readonly record struct DateSystem(DateOnly DayZero, int Late)
{
    private static readonly DateOnly DayZeroOf1904 = new(1904, 1, 1);
    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <param name="file">Inspected before; is left anywhere.</param>
    public static DateSystem Of(Stream file)
    {
        file.Position = 0;
        using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        // Where its workbook stands, a file may say itself; what it is, its first element says.
        var told = archive.Entries.Where(entry => entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)).Select(Told).FirstOrDefault(value => value is not null);
        return told is "1" or "true" ? new(DayZeroOf1904, told == "1" ? 0 : DayZeroOf1904.DayNumber - Sheet.DayZeroOf1900.DayNumber) : new(Sheet.DayZeroOf1900, 0);
    }

    private static string? Told(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var reader = XmlReader.Create(content, Strict);
        return reader.MoveToContent() == XmlNodeType.Element && reader.LocalName == "workbook" && reader.ReadToDescendant("workbookPr", reader.NamespaceURI)
            ? reader.GetAttribute("date1904") : null;
    }
}
