namespace Gongshu.Grains.Tests;

/// <summary>The machine's time, which a test can push forward: deadlines come without waiting for them.</summary>
internal sealed class SubmissionTime : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    public override long GetTimestamp() =>
        System.GetTimestamp() + (long)(Interlocked.Read(ref _ahead) * ((double)TimestampFrequency / TimeSpan.TicksPerSecond));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}
