namespace Gongshu.Grains.Interfaces;

/// <summary>
/// The clock of windows, facts, deadlines and events: Asia/Shanghai, one per database, never behind what it showed before.
/// Not the container's <see cref="TimeProvider"/>: Orleans, tokens, timeouts and back-off keep the machine's clock.
/// </summary>
public interface IPolicyClock
{
    /// <summary>The present instant, offset +08:00.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The present day in Asia/Shanghai.</summary>
    DateOnly Today => DateOnly.FromDateTime(Now.DateTime);
}
