using System.Text.Json.Nodes;
using Gongshu.Api.Shapes;
using Gongshu.Api.Tests.Hosting;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;
using Gongshu.Testing;

namespace Gongshu.Api.Tests.Contract;

/// <summary>What the front asks a simulation for, and what it says of a draft that is none; the figures, the grain's tests hold.</summary>
public sealed class SimulationTests : IAsyncLifetime
{
    private const string Path = "/api/v1/policies/simulations";

    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Draft_window_page_and_language_reach_the_grain()
    {
        var body = Body();
        await _host.PostAsync(Path + "?differing=true&limit=3&cursor=abc", body.ToJsonString(), _host.Token(null, RoleName.Admin), ("Accept-Language", "en"));
        var query = Assert.Single(_host.Grains.Calls, call => call.Grain == typeof(ISimulationGrain)).Argument<SimulationQuery>();
        Assert.Equal((new WindowId(2018, 1), true, "abc", 3, true), (query.Form.Over, query.Differing, query.Cursor, query.Limit, query.English));
        Assert.True(JsonNode.DeepEquals(body["policy"], JsonNode.Parse(query.Form.Policy)));
    }

    [Fact]
    public async Task Every_fault_of_the_draft_and_of_the_request_comes_at_once_with_its_place()
    {
        var body = Body();
        var policy = body["policy"]!;
        body["over"] = "2018Q5";
        policy["validity"]!["from"] = "2018-02-30";
        policy["programmes"]![1]!["benefits"]![0]!["amount"]!["yuan"]!["technician"] = 400;
        policy["programmes"]![0]!["programme"] = "skillDrain";
        policy["surprise"] = true;
        policy["windows"]!["months"]![0] = 13;
        policy.AsObject().Remove("targets");
        policy["title"] = "拱墅";
        var token = _host.Token(null, RoleName.Leader);
        var reply = (await _host.PostAsync(Path, body.ToJsonString(), token)).ShouldBe(ProblemCode.InvalidRequest);
        Assert.Superset(
            new HashSet<(string, string)>
            {
                ("/over", "unknown-value"), ("/policy/validity/from", "invalid-date"), ("/policy/programmes/1/benefits/0/amount/yuan/technician", "does-not-fit"),
                ("/policy/programmes/0/programme", "unknown-value"), ("/policy/surprise", "unknown-member"), ("/policy/windows/months/0", "out-of-range"),
                ("/policy/targets", "required"), ("/policy/title", "wrong-type"),
            },
            reply.Errors.ToHashSet());
        string Detail(Reply of) => (string)of.Json["errors"]!.AsArray().Single(error => (string?)error!["code"] == "does-not-fit" && ((string)error!["pointer"]!).EndsWith("technician", StringComparison.Ordinal))!["detail"]!;
        Assert.Equal("与政策草案的其他部分不相符，或政策文件不允许。 (is less than the step below it)", Detail(reply));
        var english = await _host.PostAsync(Path, body.ToJsonString(), token, ("Accept-Language", "en"));
        Assert.Equal("This does not fit the rest of the draft, or is nothing that a policy may say. (is less than the step below it)", Detail(english));
        Assert.DoesNotContain(_host.Grains.Calls, call => call.Grain == typeof(ISimulationGrain));
    }

    [Theory]
    [InlineData("{}", 422, "/policy required, /over required")]
    [InlineData("""{"policy":[],"over":7}""", 422, "/over wrong-type, /policy wrong-type")]
    [InlineData("""{"policy":{"id":"\ud800"},"over":"2018Q1"}""", 422, "/policy/id invalid-text")]
    [InlineData("""{"policy":{"\ud800":1},"over":"2018Q1"}""", 400, "")]
    [InlineData("""{"policy":{"id":"a","id":"b"},"over":"2018Q1"}""", 400, "")]
    [InlineData("""{"policy":{},"over":"2018Q1","more":1}""", 400, "/more unknown-member")]
    public async Task What_is_no_simulation_is_said_to_be_none(string body, int status, string faults)
    {
        var reply = await _host.PostAsync(Path, body, _host.Token(null, RoleName.Finance));
        Assert.Equal(status, reply.Status);
        var told = reply.Json["errors"] is null ? [] : reply.Errors.Select(error => $"{error.Pointer} {error.Code}");
        Assert.Equal(faults.Split(", ", StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_far_longer_than_a_policy_is_not_read()
    {
        var body = $$"""{"policy":{"programmes":[{{string.Join(',', Enumerable.Repeat("{}", 100_000))}}]},"over":"2018Q1"}""";
        Assert.Equal([("/policy", "too-long")], (await _host.PostAsync(Path, body, _host.Token(null, RoleName.Finance))).ShouldBe(ProblemCode.InvalidRequest).Errors);
    }

    [Fact]
    public async Task A_query_that_the_contract_does_not_have_is_no_page()
    {
        foreach (var query in new[] { "?limit=201", "?differing=yes", "?window=2018Q1" })
            (await _host.PostAsync(Path + query, Body().ToJsonString(), _host.Token(null, RoleName.Leader))).ShouldBe(ProblemCode.InvalidRequest);
        Assert.DoesNotContain(_host.Grains.Calls, call => call.Grain == typeof(ISimulationGrain));
    }

    private static JsonObject Body() => new()
    {
        ["policy"] = JsonNode.Parse(File.ReadAllText(Checkout.At("policies", "gongshu-2018.json"))),
        ["over"] = "2018Q1",
    };
}
