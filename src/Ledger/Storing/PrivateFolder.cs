namespace Gongshu.Ledger;

/// <summary>A folder that only its owner may enter: what holds people's data and keys is made so from its first moment.</summary>
public static class PrivateFolder
{
    /// <summary>Makes the folder and those above it that are missing; one that stands already stays as it is.</summary>
    /// <exception cref="IOException">The path is a file, or cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder above may not be written.</exception>
    public static void Make(string directory)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(directory);
        else Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
