using Gongshu.Api.Shapes;
using Gongshu.Api.Tests.Hosting;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Tests.Shapes;

/// <summary>What reaches the grain: normalised identifiers, exact money, the instant, the operation.</summary>
public sealed class FormTests : IAsyncLifetime
{
    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Identifiers_are_normalised_and_money_is_exact()
    {
        var person = RightBodies.People[0];
        var body = RightBodies.Application().With("/requestedAmount", "1000.1");
        body["applicant"] = " " + RightBodies.Uscc.ToLowerInvariant();
        body["lines"]![0]!["worker"]!["idNumber"] = person.IdNumber.ToLowerInvariant() + " ";

        var submitted = await SubmitAsync(body.ToJsonString(), "key-1");
        Assert.Equal(RightBodies.Uscc, submitted.Form.Applicant);
        Assert.Equal(person.IdNumber, submitted.Form.Lines[0].Worker.IdNumber);
        Assert.Equal(new Money(100_010), submitted.Form.RequestedAmount);
        Assert.Equal(_host.Clock.Now, submitted.ReceivedAt);
    }

    [Fact]
    public async Task The_same_values_in_another_order_are_the_same_request()
    {
        var body = RightBodies.Application();
        var first = await SubmitAsync(body.ToJsonString(), "key-1");
        var members = body.Reverse().Select(member => $"{System.Text.Json.JsonSerializer.Serialize(member.Key)}:{member.Value!.ToJsonString()}");
        var second = await SubmitAsync("{\"acceptPartial\":false,\"bank\":null," + string.Join(',', members) + "}", "key-1");
        Assert.Equal(first.Operation.Hex, second.Operation.Hex);
        Assert.Equal(first.Operation.Request, second.Operation.Request);
    }

    [Fact]
    public async Task The_operation_is_of_scope_and_key()
    {
        var body = RightBodies.Application().ToJsonString();
        var mine = await SubmitAsync(body, "key-1");
        var otherKey = await SubmitAsync(body, "key-2");
        var otherScope = await SubmitAsync(body, "key-1", _host.Token("*", RoleName.Portal));
        Assert.Equal(3, new[] { mine.Operation.Hex, otherKey.Operation.Hex, otherScope.Operation.Hex }.Distinct().Count());
    }

    [Fact]
    public async Task Twins_of_one_operation_meet_in_one_grain()
    {
        await SubmitAsync(RightBodies.Application().ToJsonString(), "key-1");
        await SubmitAsync(RightBodies.Application().ToJsonString(), "key-1");
        Assert.Single(_host.Grains.Calls.Select(call => call.Key).Distinct());
    }

    [Fact]
    public async Task Nobody_born_after_the_policy_day_is_a_person()
    {
        var born = new DateOnly(2018, 3, 6);
        var body = RightBodies.Application();
        body["lines"]![0]!["worker"]!["idNumber"] = Testing.Samples.ResidentIdNumber.Of("330105", born, 1);
        var token = _host.Token(RightBodies.Uscc, RoleName.Portal);
        var reply = await _host.PostAsync("/api/v1/applications/precheck", body.ToJsonString(), token);
        Assert.Equal([("/lines/0/worker/idNumber", "invalid-id-number")], reply.Errors);

        _host.Clock.Now = _host.Clock.Now.AddDays(1);
        (await _host.PostAsync("/api/v1/applications/precheck", body.ToJsonString(), token)).ShouldBe(ProblemCode.NotFound);
    }

    private async Task<SubmitApplication> SubmitAsync(string body, string key, string? token = null)
    {
        token ??= _host.Token(RightBodies.Uscc, RoleName.Portal);
        (await _host.PostAsync("/api/v1/applications", body, token, ("Idempotency-Key", key))).ShouldBe(ProblemCode.NotFound);
        return _host.Grains.Calls.Last(call => call.Method == nameof(ISubmissionGrain.Submit)).Argument<SubmitApplication>();
    }
}
