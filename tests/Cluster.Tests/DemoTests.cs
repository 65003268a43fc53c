using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Gongshu.Testing;
using Gongshu.Testing.Processes;

namespace Gongshu.Cluster.Tests;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_has_cases_at_every_stage_of_an_open_window_and_a_second_start_changes_nothing()
    {
        using var folder = new TempFolder("demo");
        await using var server = await ServerProcess.StartAsync(new ServerOptions(Checkout.Program("Api"))
        {
            Arguments = ["demo", $"--Data:Directory={folder["data"]}"],
            ReadyWithin = TimeSpan.FromMinutes(3),
        });
        var first = await WindowAsync(server);
        string[] stages = ["submitted", "recommended", "endorsed", "approved", "returned", "rejected", "withdrawn"];
        Assert.Equal("open", first.GetProperty("status").GetString());
        Assert.Equal(stages.Order(), first.GetProperty("totals").GetProperty("byStatus").EnumerateObject().Select(status => status.Name).Order());
        Assert.Contains("(18 of them new)", server.Output, StringComparison.Ordinal);
        foreach (var code in new[] { "409 duplicate-claim", "422 not-eligible" })
            Assert.Contains($"refused as it should be: {code}", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("could not be filled in", server.Output, StringComparison.Ordinal);

        var authorisation = server.Client.DefaultRequestHeaders.Authorization!;
        Assert.Equal(18, await ExplanationContract.WalkAsync(new Caller(server.Client, authorisation.Parameter)));

        await server.StopAsync();
        await server.StartAgainAsync();

        Assert.Contains("(0 of them new)", server.Output, StringComparison.Ordinal);
        Assert.Equal(WithoutClock(first), WithoutClock(await WindowAsync(server)));
    }

    // The clock goes on from one reading to the next.
    private static string[] WithoutClock(JsonElement window) => [.. window.EnumerateObject().Where(member => member.Name != "now").Select(member => member.ToString())];

    private static async Task<JsonElement> WindowAsync(ServerProcess server)
    {
        using var signIn = await server.Client.PostAsJsonAsync("/dev/tokens", new { sub = "demo-test", name = "测试", roles = new[] { "auditor" } });
        var token = (await signIn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await server.Client.GetFromJsonAsync<JsonElement>("/api/v1/windows/2018Q1");
    }
}
