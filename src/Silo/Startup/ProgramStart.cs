using System.Globalization;

namespace Gongshu.Silo.Startup;

/// <summary>
/// When the program began. <c>./gongshu</c> builds first and then becomes the program (<c>exec</c>), which the system takes for one process; so it tells the instant in
/// <see cref="Variable"/>, as its process id and microseconds since 1970.
/// </summary>
public static class ProgramStart
{
    /// <summary>The environment variable's name.</summary>
    public const string Variable = "GONGSHU_STARTED";

    // In the year 5138.
    private const long MostMicroseconds = 100_000_000_000_000_000;

    /// <param name="told">The variable's value; null: nobody told.</param>
    /// <param name="processId">This process: what was told to another, and inherited, does not count.</param>
    /// <param name="processStart">What the system says.</param>
    public static DateTimeOffset Of(string? told, int processId, DateTimeOffset processStart) =>
        told?.Split(' ') is [var id, var instant]
        && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var by) && by == processId
        && long.TryParse(instant, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds < MostMicroseconds
            ? DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond)
            : processStart;
}
