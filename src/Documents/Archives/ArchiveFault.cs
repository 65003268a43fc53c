namespace Gongshu.Documents.Archives;

/// <summary>Why no parser should open an archive. Holds nothing of what stands in it.</summary>
public enum ArchiveFault
{
    /// <summary>No ZIP, or one that does not inflate.</summary>
    Broken = 1,
    TooManyEntries = 2,
    /// <summary>Two entries of one name, whatever its case: two readers could see two files.</summary>
    RepeatedNames = 3,
    /// <summary>A path that leads elsewhere, or a link.</summary>
    UnsafeNames = 4,
    Macros = 5,
    /// <summary>An entry is missing that the kind cannot be without.</summary>
    OtherKind = 6,
    TooLarge = 7,
    OverRatio = 8,
    /// <summary>A part declares a document type (DTD).</summary>
    DocumentType = 9,
    /// <summary>Something is loaded from elsewhere when the file is opened.</summary>
    ExternalContent = 10,
    /// <summary>A part that says what others are, or where they point, is no XML, or too long.</summary>
    UnreadablePart = 11,
    /// <summary>A cell whose formula failed: a reader would show it as empty.</summary>
    FailedFormula = 12,
}

/// <summary>What an archive is expected to be, besides safe.</summary>
/// <param name="Entries">Those that it cannot be without.</param>
public sealed record ArchiveKind(params string[] Entries)
{
    /// <summary>Its cells are going to be read as values.</summary>
    public bool IsRead { get; init; }
}
