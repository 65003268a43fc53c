using System.Net;
using System.Text.Json.Nodes;

namespace Gongshu.Cluster.Tests;

/// <summary>A person of the district office.</summary>
public sealed class Staff(Caller caller, string sub)
{
    public Caller Caller => caller;

    public string Sub => sub;

    public async Task<Answer> PutAsync(string path, JsonObject body)
    {
        var answer = await caller.PutAsync(path, body);
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, answer.ToString());
        return answer;
    }

    public async Task<Answer> ReadAsync(string path) => (await caller.GetAsync(path)).Expect(HttpStatusCode.OK);
}
