using Gongshu.Documents.Archives;

namespace Gongshu.Documents.Spreadsheets;

/// <summary>Why a file as a whole cannot be read. Holds nothing of what stands in it.</summary>
public sealed record UnreadableFile(string Zh, string En)
{
    public static readonly UnreadableFile Empty = new("文件是空的。", "The file is empty.");
    public static readonly UnreadableFile NoSpreadsheet = new(
        "不是 XLSX 或 CSV 文件。请在 Excel 或 WPS 中另存为 XLSX，或另存为“CSV UTF-8”。",
        "This is neither XLSX nor CSV. Save it as XLSX, or as \"CSV UTF-8\".");
    public static readonly UnreadableFile OldExcel = new(
        "是旧版 Excel（.xls）文件或加了密码的文件。请去掉密码，另存为 XLSX。",
        "This is an old Excel file (.xls), or one with a password. Save it as XLSX without a password.");
    public static readonly UnreadableFile Broken = new("文件已损坏，无法按 XLSX 读取。", "The file is damaged and cannot be read as XLSX.");
    public static readonly UnreadableFile Macros = new("文件含有宏。请另存为不含宏的 XLSX。", "The file holds macros. Save it as XLSX without them.");
    public static readonly UnreadableFile Bomb = new(
        "压缩包的条目过多、解压后过大或压缩比异常。", "The archive has too many entries, grows too large, or is compressed beyond reason.");
    public static readonly UnreadableFile UnsafeNames = new("压缩包内含有不安全的路径或链接。", "The archive holds paths or links that are not safe.");
    public static readonly UnreadableFile RepeatedNames = new("压缩包内有重名的条目。", "The archive holds two entries of one name.");
    public static readonly UnreadableFile ExternalContent = new(
        "文件引用了外部内容（如另一个工作簿）。请断开链接后再另存。", "The file refers to content elsewhere, such as another workbook. Break the links and save it again.");
    public static readonly UnreadableFile DocumentType = new("XML 中含有文档类型声明（DTD）。", "An XML part declares a document type (DTD).");
    public static readonly UnreadableFile FailedFormula = new(
        "有出错的公式单元格（如 #N/A、#REF!）。请改正或粘贴为数值。", "A formula failed (such as #N/A or #REF!). Mend it, or paste its value.");
    public static readonly UnreadableFile Encoding = new(
        "文字编码既不是 UTF-8、UTF-16，也不是 GB 18030。", "The text is neither UTF-8 nor UTF-16 nor GB 18030.");
    public static readonly UnreadableFile TooWide = new("列数过多。", "There are too many columns.");
    public static readonly UnreadableFile SeveralHeads = new(
        "有多个可见的工作表带有表头。请每个文件只保留一份名册。", "Several visible sheets have a head. Keep one list to a file.");

    public static UnreadableFile Of(ArchiveFault fault) => fault switch
    {
        ArchiveFault.TooManyEntries or ArchiveFault.TooLarge or ArchiveFault.OverRatio => Bomb,
        ArchiveFault.RepeatedNames => RepeatedNames,
        ArchiveFault.UnsafeNames => UnsafeNames,
        ArchiveFault.Macros => Macros,
        ArchiveFault.DocumentType => DocumentType,
        ArchiveFault.ExternalContent => ExternalContent,
        ArchiveFault.FailedFormula => FailedFormula,
        ArchiveFault.Broken or ArchiveFault.OtherKind or ArchiveFault.UnreadablePart => Broken,
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    /// <param name="needed">The columns that have to be there, by the contract's names.</param>
    /// <param name="nearest">A row that names some of them; null: none does.</param>
    /// <param name="missing">Those that it does not name.</param>
    public static UnreadableFile NoHead(IEnumerable<string> needed, int? nearest = null, IEnumerable<string>? missing = null)
    {
        var (all, rest) = (string.Join("、", needed), string.Join("、", missing ?? []));
        return new(
            $"未找到表头：前 50 行中没有同时含有所需各列名（{all}）的一行。" + (nearest is null ? "" : $"第 {nearest} 行还缺：{rest}。"),
            $"No head was found: none of the first 50 rows names the columns that are needed ({all})." + (nearest is null ? "" : $" Row {nearest} lacks {rest}."));
    }

    public static UnreadableFile MixedEncodings(long line) => new(
        $"文字编码混杂：第 {line} 行与其余各行的编码不同。", $"The encodings are mixed: line {line} is encoded otherwise than the rest.");

    public static UnreadableFile BadQuotes(long row) => new($"第 {row} 行的引号不成对。", $"The quotes of row {row} do not match.");

    public static UnreadableFile TooManyRows(int most) => new($"超过 {most} 行。请分成几个文件。", $"There are more than {most} rows. Split the file.");
}

/// <summary>Carries the reason from wherever a reader meets it to <see cref="SpreadsheetFile.Read{T}"/>, which answers it as a value.</summary>
public sealed class UnreadableFileException(UnreadableFile reason) : Exception(reason.En)
{
    public UnreadableFile Reason => reason;
}

/// <summary>What was read, or why nothing could be.</summary>
public sealed record FileRead<T>(T? Content, UnreadableFile? Unreadable)
    where T : class;
