using Xunit.Abstractions;

namespace Gongshu.Load.Tests;

/// <summary>The benchmark's counts, which no machine changes: they run with the tests, its times only when somebody asks.</summary>
public sealed class QuickCheckTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Both_sides_write_the_same_rows_and_keep_to_their_round_trips_and_allocations()
    {
        var counts = await QuickCheck.RunAsync();
        foreach (var count in counts) output.WriteLine(count.ToString());
        Assert.All(counts, count => Assert.True(count.Holds, count.ToString()));
    }
}
