using System.Globalization;
using CsCheck;

namespace Gongshu.Grains.Tests;

/// <summary>
/// Random walks over every command of a case's life, by several officers, portals and finance people, against a book kept by hand. A walk that fails
/// names the seed that walks it again: <c>CsCheck_Seed</c>.
/// </summary>
public sealed class WalkTests
{
    private const int Walks = 34, Steps = 300;

    private static readonly Gen<WalkStep[]> AnyWalk =
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 9999], Gen.Int[0, 9999], Gen.Int[0, 9999], (kind, a, b, c) => new WalkStep(kind, a, b, c)).Array[Steps];

    [Fact]
    public async Task Ten_thousand_steps_leave_the_program_and_the_book_at_the_same_place()
    {
        var met = new Dictionary<string, int>();
        await AnyWalk.SampleAsync(
            async steps =>
            {
                await using var store = await WindowsStore.OnSqliteAsync();
                await using var host = await SubmissionHost.StartAsync(store);
                var walker = new Walker(host, await host.EmployersAsync(3));
                await walker.WalkAsync(steps, closeAfter: Steps / 2);
                lock (met)
                    foreach (var (what, count) in walker.Met) met[what] = met.GetValueOrDefault(what) + count;
            },
            iter: Walks, threads: 1);

        // The walks went everywhere: each command was both taken and refused, and nothing was met that the book does not know.
        foreach (var command in new[] { "submit", "decide", "reverse", "resubmit", "withdraw", "appeal", "ruling", "stop", "go-on", "release", "result", "clawback" })
        {
            Assert.True(met.Any(pair => pair.Key == $"{command} ok"), $"No {command} was ever taken.");
            Assert.True(met.Any(pair => pair.Key.StartsWith($"{command} ", StringComparison.Ordinal) && pair.Key != $"{command} ok"), $"No {command} was ever refused.");
        }
        string[] rare = ["ruling separation-of-duties", "reverse duplicate-claim", "resubmit line-added-after-window", "result result-mismatch", "clawback already-clawed-back"];
        Assert.All(rare, answer => Assert.True(met.ContainsKey(answer), $"{answer} was never met: {string.Join("; ", met.Keys.Order(StringComparer.Ordinal))}"));
        Assert.True(met.Values.Sum() >= 10_000, met.Values.Sum().ToString(CultureInfo.InvariantCulture));
    }
}
