namespace Gongshu.StaffConsole.Tests;

/// <summary>The Chromium of this machine: Playwright's own download is not used.</summary>
internal static class Browser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable"];

    public static string Path() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("There is no chromium in the PATH: ./gongshu test installs it, or: apt-get install chromium");
}
