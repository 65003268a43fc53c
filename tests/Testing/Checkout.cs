namespace Gongshu.Testing;

/// <summary>Where the source tree that these tests were built from lies, and what was built beside them.</summary>
public static class Checkout
{
    /// <summary>The folder that holds <c>GongshuActors.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary><c>Debug</c> or <c>Release</c>: how the running tests were built.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            ? "Release"
            : "Debug";

    /// <summary>The absolute path of a file or folder of the source tree.</summary>
    public static string At(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>The program of a project below <c>src</c>, e.g. <c>Api</c>, in the configuration of the running tests.</summary>
    /// <exception cref="FileNotFoundException">It is not built.</exception>
    public static string Program(string project)
    {
        var dll = At("src", project, "bin", Configuration, "net10.0", $"Gongshu.{project}.dll");
        return File.Exists(dll)
            ? dll
            : throw new FileNotFoundException($"src/{project} is not built in {Configuration}: build the solution first.", dll);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GongshuActors.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No GongshuActors.sln above {AppContext.BaseDirectory}.");
    }
}
