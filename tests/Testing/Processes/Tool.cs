using System.Diagnostics;

namespace Gongshu.Testing.Processes;

/// <summary>Runs a program of the machine to its end.</summary>
internal static class Tool
{
    /// <summary>Returns what the program wrote to standard output.</summary>
    /// <exception cref="InvalidOperationException">It ended with another code than 0; the message holds all that it wrote.</exception>
    /// <exception cref="OperationCanceledException">It did not end within two minutes; it was killed.</exception>
    public static async Task<string> RunAsync(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start.");
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException(
                    $"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}{await errors}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
