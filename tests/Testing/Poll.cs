namespace Gongshu.Testing;

/// <summary>Waits for what another process or a grain does in its own time, never longer than a bound.</summary>
public static class Poll
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Returns when <paramref name="condition"/> holds.</summary>
    /// <param name="condition">Asked at once and then every 25 ms; an exception in it ends the wait.</param>
    /// <param name="within">The bound.</param>
    /// <param name="what">What is waited for, for the message of the failure.</param>
    /// <exception cref="TimeoutException">The bound passed.</exception>
    public static async Task UntilAsync(Func<Task<bool>> condition, TimeSpan within, string what, CancellationToken cancellation = default)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Pause);
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > within)
            {
                throw new TimeoutException($"Not within {within.TotalSeconds:0.#} s: {what}.");
            }

            await timer.WaitForNextTickAsync(cancellation);
        }
    }

    /// <inheritdoc cref="UntilAsync(Func{Task{bool}}, TimeSpan, string, CancellationToken)"/>
    public static Task UntilAsync(Func<bool> condition, TimeSpan within, string what, CancellationToken cancellation = default) =>
        UntilAsync(() => Task.FromResult(condition()), within, what, cancellation);
}
