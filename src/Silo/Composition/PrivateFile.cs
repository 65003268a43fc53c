using System.Security.Cryptography;

namespace Gongshu.Silo.Composition;

/// <summary>A file that only its owner may read, such as a key that the program made for itself.</summary>
internal static class PrivateFile
{
    /// <summary>Made whole beside its place and moved there without overwriting: of two processes that start together both go on with the file of the first.</summary>
    /// <param name="path">In a folder that is there.</param>
    public static void MakeOnce(string path, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var draft = path + "." + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        using (var file = new FileStream(draft, options)) file.Write(content);
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
