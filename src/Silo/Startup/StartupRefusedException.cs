namespace Gongshu.Silo.Startup;

/// <summary>The program must not start as it is configured or on what it found; says everything that is wrong.</summary>
public sealed class StartupRefusedException : Exception
{
    /// <summary>With one sentence per fault; none of them holds a secret.</summary>
    public StartupRefusedException(IReadOnlyList<string> faults)
        : base(string.Join(Environment.NewLine, faults)) => Faults = faults;

    /// <summary>With a single fault.</summary>
    public StartupRefusedException(string fault)
        : this([fault])
    {
    }

    /// <summary>With a single fault and its cause.</summary>
    public StartupRefusedException(string fault, Exception cause)
        : base(fault, cause) => Faults = [fault];

    /// <summary>Everything that is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Faults { get; }
}
