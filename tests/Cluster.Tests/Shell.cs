using System.Diagnostics;

namespace Gongshu.Cluster.Tests;

/// <summary>What a program of the machine answered.</summary>
internal sealed record Ended(int Code, string Output, string Errors);

/// <summary>Runs a program to its end, as somebody at a terminal would.</summary>
internal static class Shell
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(3);

    /// <exception cref="OperationCanceledException">It did not end within three minutes; it was killed.</exception>
    public static async Task<Ended> RunAsync(string folder, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(EndsWithin);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
