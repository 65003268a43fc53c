using System.Text;
using System.Text.RegularExpressions;
using Gongshu.Testing;

namespace Gongshu.Cluster.Tests;

/// <summary>One step of the README's walk: what is pasted, and what it says that one sees (<c>…</c>: anything).</summary>
internal sealed record WalkStep(string Commands, string[] Promised);

/// <summary>The README as the walk's reader takes it.</summary>
internal static partial class ReadmePage
{
    private const string DefaultAddress = "http://127.0.0.1:5080";

    public static string Text { get; } = File.ReadAllText(Checkout.At("README.md")).ReplaceLineEndings("\n");

    /// <summary>The blocks between the walk's marks, in order, each with the block of answers below it.</summary>
    public static WalkStep[] Walk(Uri address)
    {
        var walk = Text[Text.IndexOf("<!-- walk -->", StringComparison.Ordinal)..Text.IndexOf("<!-- /walk -->", StringComparison.Ordinal)];
        var steps = Steps().Matches(walk);
        if (steps.Count != walk.Split("```bash\n").Length - 1) throw new InvalidDataException("A block of the walk does not say what it prints.");
        return [.. steps.Select(step => new WalkStep(
            step.Groups["commands"].Value.Replace(DefaultAddress, address.ToString().TrimEnd('/'), StringComparison.Ordinal),
            step.Groups["promised"].Value.TrimEnd('\n').Split('\n')))];
    }

    /// <summary>The settings that the walk starts the program with, its data folder aside.</summary>
    public static string[] Settings()
    {
        var start = Text.Split('\n').First(line => line.StartsWith("./gongshu run --", StringComparison.Ordinal));
        return [.. Setting().Matches(start).Select(setting => setting.Value).Where(setting => !setting.StartsWith("--Data:Directory", StringComparison.Ordinal))];
    }

    /// <summary>The walk as one script; before each step it prints a line with <paramref name="mark"/>.</summary>
    public static string ScriptOf(IEnumerable<WalkStep> steps, string mark)
    {
        var script = new StringBuilder();
        foreach (var step in steps) script.Append("echo ").Append(mark).Append('\n').Append(step.Commands);
        return script.ToString();
    }

    /// <summary>Whether what was printed is what was promised.</summary>
    public static bool Keeps(string promised, string printed) =>
        Regex.IsMatch(printed, $"^{string.Join(".*", promised.Split('…').Select(Regex.Escape))}$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);

    [GeneratedRegex("^```bash\n(?<commands>[^`]*?)^```\n```text\n(?<promised>[^`]*?)^```$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Steps();

    [GeneratedRegex("--[A-Za-z:]+=\\S+", RegexOptions.NonBacktracking)]
    private static partial Regex Setting();
}
