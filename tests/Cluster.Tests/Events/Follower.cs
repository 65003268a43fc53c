using System.Net;
using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>One who follows along by events, from a position on, over whatever happens to the program.</summary>
public sealed class Follower(Caller caller, long after = 0)
{
    private readonly List<JsonNode> _seen = [];

    public long Position { get; private set; } = after;

    /// <summary>What it saw, in the order in which it came.</summary>
    public IReadOnlyList<JsonNode> Seen => _seen;

    public static long SequenceOf(JsonNode told) => told["sequence"]!.GetValue<long>();

    public static string Line(JsonNode told) => $"{told["type"]} {told["data"]!["status"]} {told["data"]!["version"]}";

    /// <summary>The events of one subject, as one line each.</summary>
    public string[] Of(string subject) => [.. _seen.Where(told => told["subject"]!.GetValue<string>() == subject).Select(Line)];

    /// <summary>Reads on until the feed has no more.</summary>
    public async Task<Follower> CatchUpAsync()
    {
        while (await StepAsync(0))
        {
        }
        return this;
    }

    /// <summary>Goes on, waiting, until the condition holds; who is hung up on asks again from where it was.</summary>
    public async Task UntilAsync(Func<bool> done)
    {
        while (!done())
        {
            try
            {
                await StepAsync(2);
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException)
            {
                await Task.Yield();
            }
        }
    }

    private async Task<bool> StepAsync(int wait)
    {
        var answer = await caller.GetAsync($"/events?after={Position}&wait={wait}&limit=7");
        // While the program stops or starts.
        if (answer.Status == HttpStatusCode.ServiceUnavailable) return true;
        answer.Expect(HttpStatusCode.OK);
        var (before, items) = (Position, answer["items"]!.AsArray());
        Position = answer["next"]!.GetValue<long>();
        Assert.True(items.Count == 0 ? Position >= before : Position >= SequenceOf(items[^1]!));
        _seen.AddRange(items!);
        return Position > before;
    }
}
