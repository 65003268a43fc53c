using Gongshu.Documents.Archives;

namespace Gongshu.Attachments;

/// <summary>Why a file is not taken. Each kind has its own code in the contract.</summary>
public enum FileFaultKind
{
    /// <summary>Over the cap.</summary>
    TooLarge = 1,
    /// <summary>No type that is accepted.</summary>
    NotAccepted = 2,
    /// <summary>Name, declared type and content disagree.</summary>
    Mismatch = 3,
    /// <summary>An archive that no parser should open.</summary>
    Unsafe = 4,
    /// <summary>The scanner knows it.</summary>
    Infected = 5,
    /// <summary>The scanner is required and does not answer.</summary>
    NotScanned = 6,
    /// <summary>A name that cannot be shown.</summary>
    BadName = 7,
    /// <summary>No content at all.</summary>
    Empty = 8,
}

/// <param name="Detail">Chinese; nothing of what stands in the file.</param>
public sealed record FileFault(FileFaultKind Kind, string Detail)
{
    internal static FileFault Mismatch { get; } = new(FileFaultKind.Mismatch, "文件内容与文件名或声明的类型不符。");

    internal static FileFault Of(ArchiveFault fault) => fault switch
    {
        ArchiveFault.OtherKind => Mismatch,
        ArchiveFault.Broken => Unsafe("压缩包已损坏。"),
        ArchiveFault.TooManyEntries => Unsafe("压缩包的条目过多。"),
        ArchiveFault.RepeatedNames => Unsafe("压缩包内有重名的条目。"),
        ArchiveFault.UnsafeNames => Unsafe("压缩包内含有不安全的路径或链接。"),
        ArchiveFault.Macros => Unsafe("文件含有宏。"),
        ArchiveFault.TooLarge => Unsafe("压缩包解压后过大。"),
        ArchiveFault.OverRatio => Unsafe("压缩比异常。"),
        ArchiveFault.DocumentType => Unsafe("XML 中含有文档类型声明（DTD）。"),
        ArchiveFault.ExternalContent => Unsafe("文件引用了外部内容。"),
        ArchiveFault.UnreadablePart => Unsafe("文件内的关系或类型说明无法读取，或含有文档类型声明（DTD）。"),
        // A failed formula is looked for in what is read; a paper is only kept.
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    private static FileFault Unsafe(string detail) => new(FileFaultKind.Unsafe, detail);
}
