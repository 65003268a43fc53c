using System.Diagnostics;

namespace Gongshu.Testing.Processes;

/// <summary>
/// A shell that waits for the end of this process, however it comes (a kill included), and then runs a script: its standard
/// input is a pipe of ours, and the kernel closes that for us. It has a session of its own, so that Ctrl-C in a terminal does not reach it.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private const string Wait = "exec >/dev/null 2>&1; read -r released && exit 0;\n";
    private readonly Process _shell;

    /// <summary>Starts watching; the script sees <paramref name="arguments"/> as $1, $2, ….</summary>
    public Watchdog(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("setsid", ["sh", "-c", Wait + script, "watchdog", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        _shell = Process.Start(start) ?? throw new InvalidOperationException("setsid did not start.");
    }

    /// <summary>Runs the script now and returns when it ended.</summary>
    public async Task BarkAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
    }

    /// <summary>Ends the watch without running the script.</summary>
    public void Dispose()
    {
        if (!_shell.HasExited)
        {
            try
            {
                _shell.StandardInput.WriteLine("released");
                _shell.StandardInput.Close();
            }
            catch (Exception gone) when (gone is IOException or ObjectDisposedException)
            {
                // It ended between the question and the word: there is nothing left to release.
            }
        }

        _shell.Dispose();
    }
}
