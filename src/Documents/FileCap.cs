namespace Gongshu.Documents;

/// <summary>How large a file may be that is handed in, whether it is kept as a paper or read as a list.</summary>
public static class FileCap
{
    /// <summary>In bytes.</summary>
    public const int Most = 20 * 1024 * 1024;

    /// <summary>As people read it.</summary>
    public const string Shown = "20 MiB";
}
