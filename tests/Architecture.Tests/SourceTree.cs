using System.Diagnostics;

namespace Gongshu.Architecture.Tests;

/// <summary>The files of the checkout that these tests were built from.</summary>
internal static class SourceTree
{
    private static readonly string[] NotOurs = [".git", "bin", "obj", "data", "TestResults", ".run", ".vs", ".idea"];

    public static readonly string Root = FindRoot();

    /// <summary>The tracked files, relative to the root; without git (an unpacked archive) all but what a build and a run leave behind.</summary>
    public static readonly IReadOnlyList<string> Files = Tracked() ?? Present();

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static List<string>? Tracked()
    {
        var start = new ProcessStartInfo("git", ["-c", $"safe.directory={Root}", "-C", Root, "ls-files", "-z"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var git = Process.Start(start)!;
            var errors = git.StandardError.ReadToEndAsync();
            var names = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            errors.GetAwaiter().GetResult();
            return git.ExitCode == 0
                ? [.. names.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(Root, file)))]
                : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static List<string> Present() =>
    [
        .. new DirectoryInfo(Root).EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file.FullName).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(file => !file.Split('/')[..^1].Any(NotOurs.Contains)),
    ];

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
