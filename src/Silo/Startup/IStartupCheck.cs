namespace Gongshu.Silo.Startup;

/// <summary>
/// Something that is made ready before anything else starts (a folder, a schema). Steps run one after another in the
/// order of their registration; one that cannot do its work throws <see cref="StartupRefusedException"/>.
/// </summary>
public interface IStartupStep
{
    /// <summary>Does it. Repeating it changes nothing.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}

/// <summary>
/// A condition of starting, looked at after the steps. All of them are asked, whatever the others say, and every fault
/// is told at once.
/// </summary>
public interface IStartupCheck
{
    /// <summary>What keeps the program from starting, one sentence each without secrets; empty when nothing does.</summary>
    Task<IReadOnlyList<string>> FaultsAsync(CancellationToken cancellationToken);
}
