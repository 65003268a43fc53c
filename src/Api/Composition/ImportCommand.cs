using Gongshu.Silo.Importing;

namespace Gongshu.Api.Composition;

/// <summary>Imports payments of paper years from a list; no server and no silo are started.</summary>
internal static class ImportCommand
{
    private const string DryRun = "--dry-run", Json = "--json", AcceptAmounts = "--accept-amounts", By = "--by";

    /// <returns>The exit code of <see cref="HistoryImport.RunAsync"/>, 2 also for a wrong command line.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        // Switches without a value: as settings they would swallow their neighbours.
        var switches = arguments.Where(argument => argument is DryRun or Json or AcceptAmounts).ToHashSet(StringComparer.Ordinal);
        var settings = arguments.Where(argument => argument is not (DryRun or Json or AcceptAmounts)).ToList();
        var by = Environment.UserName;
        if (settings.FindIndex(argument => argument.StartsWith(By + "=", StringComparison.Ordinal)) is >= 0 and var at)
        {
            by = settings[at][(By.Length + 1)..];
            settings.RemoveAt(at);
        }

        if (settings is not [{ Length: > 0 } path, ..] || path.StartsWith('-') || settings.Skip(1).Any(argument => !argument.StartsWith("--", StringComparison.Ordinal)) || by.Length is 0 or > 100)
        {
            await Console.Error.WriteLineAsync("Usage: import FILE.csv|FILE.xlsx [--dry-run] [--json] [--accept-amounts] [--by=NAME] [SETTINGS...]");
            return 2;
        }

        var builder = WebApplication.CreateBuilder([.. settings.Skip(1)]);
        var asked = new HistoryImportAsked(Path.GetFullPath(path), switches.Contains(DryRun), switches.Contains(Json), switches.Contains(AcceptAmounts), by);
        return await HistoryImport.RunAsync(asked, builder.Configuration, builder.Environment, Console.Out, Console.Error, CancellationToken.None);
    }
}
