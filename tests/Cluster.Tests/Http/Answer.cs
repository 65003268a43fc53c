using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>What the program answered, as a portal's backend sees it.</summary>
public sealed record Answer(HttpStatusCode Status, string Text, HttpResponseHeaders Headers)
{
    private JsonNode? _body;

    /// <summary>The JSON of the body.</summary>
    public JsonNode Body => _body ??= JsonNode.Parse(Text)!;

    /// <summary>The <c>code</c> of a problem; empty for any other answer.</summary>
    public string Code => (int)Status >= 400 ? Body["code"]?.GetValue<string>() ?? "" : "";

    public bool IsReplay => Headers.TryGetValues("Idempotency-Replayed", out var values) && values.Contains("true");

    public JsonNode? this[string member] => Body[member];

    /// <summary>This answer, if it has the status; else the test fails with the whole answer in its message.</summary>
    public Answer Expect(HttpStatusCode status)
    {
        Assert.True(Status == status, $"Expected {(int)status}, was {this}");
        return this;
    }

    /// <summary>This answer, if it is this problem; else the test fails with the whole answer in its message.</summary>
    public Answer Expect(HttpStatusCode status, string code)
    {
        Assert.True(Status == status && Code == code, $"Expected {(int)status} {code}, was {this}");
        return this;
    }

    public override string ToString() => $"{(int)Status} {Text}";
}
