using Gongshu.Api.Shapes;
using Gongshu.Api.Tests.Hosting;
using Gongshu.Api.Tests.Shapes;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Tests.Contract;

/// <summary>How a precheck writes what would have to be different.</summary>
public sealed class ChangeTests : IAsyncLifetime
{
    private const string Path = "/api/v1/applications/precheck";

    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        var change = new ChangeView(
            true, [new("applicant.kinds", null, "enterpriseRegistry", "[]", """["employer"]""", "三(二)"), new("award", "/lines/0/award", "application", null, """{"edition":45}""", "三(六)")],
            "中文", "in English");
        var benefit = new BenefitView(Benefit.SkillUpgrade, Verdict.NotEligible, Money.Zero, "三(二)", [], [], null) { Change = change };
        var view = new PrecheckView(422, ["not-eligible"], null, Money.Zero, [], [new LineView { Line = 1, Benefits = [benefit] }], [], []);
        _host.Grains.On<ISubmissionGrain>(nameof(ISubmissionGrain.Precheck), _ => Granted.Of(view));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Values_are_json_and_the_text_is_in_the_language_that_was_asked_for()
    {
        var token = _host.Token(RightBodies.Uscc, RoleName.Portal);
        var reply = await _host.PostAsync(Path, RightBodies.Application().ToJsonString(), token);
        Assert.Equal(
            """{"possible":true,"facts":[{"fact":"applicant.kinds","pointer":null,"source":"enterpriseRegistry","from":[],"to":["employer"],"clause":"三(二)"},"""
            + """{"fact":"award","pointer":"/lines/0/award","source":"application","from":null,"to":{"edition":45},"clause":"三(六)"}],"text":"中文"}""",
            reply.Json["lines"]![0]!["benefits"]![0]!["change"]!.ToJsonString(Json.ApiJson.Chinese));
        var english = await _host.PostAsync(Path, RightBodies.Application().ToJsonString(), token, ("Accept-Language", "en"));
        Assert.Equal("in English", (string?)english.Json["lines"]![0]!["benefits"]![0]!["change"]!["text"]);
    }
}
