namespace Gongshu.Testing;

/// <summary>A folder of a test's own, deleted with everything in it when the test is done.</summary>
public sealed class TempFolder : IDisposable
{
    /// <summary>Makes the folder below the machine's folder for temporary files; <paramref name="purpose"/> becomes part of its name.</summary>
    public TempFolder(string purpose = "test") =>
        FullPath = Directory.CreateTempSubdirectory($"gongshu-{purpose}-").FullName;

    /// <summary>The absolute path.</summary>
    public string FullPath { get; }

    /// <summary>The absolute path of something in the folder; nothing is created.</summary>
    public string this[string name] => Path.Combine(FullPath, name);

    public override string ToString() => FullPath;

    public void Dispose()
    {
        if (Directory.Exists(FullPath))
        {
            Directory.Delete(FullPath, recursive: true);
        }
    }
}
