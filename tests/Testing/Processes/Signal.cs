using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Gongshu.Testing.Processes;

/// <summary>Signals of Linux, sent to one process and never to a group.</summary>
public static partial class Signal
{
    private const int Kill = 9;
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int Stop = 19;
    private const int Quit = 3;
    private const int NoSuchProcess = 3;

    /// <summary>SIGTERM: the process is asked to end.</summary>
    public static void SendTerminate(int pid) => Send(pid, Terminate);

    /// <summary>SIGKILL: the process ends at once, without a word.</summary>
    public static void SendKill(int pid) => Send(pid, Kill);

    /// <summary>SIGQUIT: for PostgreSQL an immediate stop.</summary>
    public static void SendQuit(int pid) => Send(pid, Quit);

    /// <summary>SIGSTOP: the process freezes where it is.</summary>
    public static void SendStop(int pid) => Send(pid, Stop);

    /// <summary>SIGCONT: a frozen process goes on.</summary>
    public static void SendContinue(int pid) => Send(pid, Continue);

    private static void Send(int pid, int signal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(pid, 1);
        if (SendSignal(pid, signal) != 0 && Marshal.GetLastPInvokeError() is var error and not NoSuchProcess)
        {
            throw new Win32Exception(error, $"Signal {signal} to process {pid} failed.");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int pid, int signal);
}
