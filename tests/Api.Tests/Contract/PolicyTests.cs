using Gongshu.Api.Shapes;
using Gongshu.Api.Tests.Hosting;
using Gongshu.Grains.Interfaces;
using Gongshu.Testing;

namespace Gongshu.Api.Tests.Contract;

/// <summary>The grounds of refusal that a policy has, in words.</summary>
public sealed class PolicyTests : IAsyncLifetime
{
    private const string Path = "/api/v1/policies/gongshu-2018/refusals";

    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        var file = await File.ReadAllTextAsync(Checkout.At("policies", "gongshu-2018.json"));
        _host.Grains.On<IPolicyGrain>(nameof(IPolicyGrain.Get), call => call.Argument<string>() == "gongshu-2018" ? file : null);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Each_ground_of_the_file_is_told_once_in_the_language_that_was_asked_for()
    {
        var token = _host.Token(null, RoleName.Finance);
        var items = (await _host.GetAsync(Path, token)).Json["items"]!.AsArray();
        Assert.Equal(items.Count, items.Select(item => (string)item!["code"]!).Distinct().Count());
        string Title(string code) => (string)items.Single(item => (string?)item!["code"] == code)!["title"]!;
        Assert.Equal("培训计划未按时备案", Title("plan-filed-late"));
        Assert.Equal("人岗不相适", Title("post-does-not-fit"));
        // No programme of the file is not offered.
        Assert.DoesNotContain(items, item => (string?)item!["code"] == "programme-not-offered");
        var english = (await _host.GetAsync(Path, token, ("Accept-Language", "en"))).Json["items"]!.AsArray();
        Assert.Equal("The training plan was not filed in time", (string)english.Single(item => (string?)item!["code"] == "plan-filed-late")!["title"]!);
    }

    [Fact]
    public async Task Of_a_policy_that_is_not_there_none_are_told() =>
        (await _host.GetAsync("/api/v1/policies/other/refusals", _host.Token(Samples.Case.Applicant.Uscc, RoleName.Portal))).ShouldBe(ProblemCode.NotFound);
}
