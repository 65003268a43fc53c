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
public sealed record FileFault(FileFaultKind Kind, string Detail);
