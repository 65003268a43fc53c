namespace Gongshu.Testing.Processes;

/// <summary>What a <see cref="ServerProcess"/> is started with.</summary>
/// <param name="Program">The absolute path of the program's dll.</param>
public sealed record ServerOptions(string Program)
{
    /// <summary>The settings, as in a command line; <c>--urls</c> is added.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>ASP.NET Core's environment.</summary>
    public string Environment { get; init; } = "Development";

    /// <summary>Further environment variables.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The bound for becoming ready.</summary>
    public TimeSpan ReadyWithin { get; init; } = TimeSpan.FromSeconds(60);
}
