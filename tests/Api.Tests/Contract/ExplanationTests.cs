using Gongshu.Api.Shapes;
using Gongshu.Api.Tests.Hosting;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Tests.Contract;

/// <summary>What the front asks an explanation for; what it says, the grain's tests hold.</summary>
public sealed class ExplanationTests : IAsyncLifetime
{
    private const string Path = "/api/v1/applications/GS-2018Q1-000123/explanation";

    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _host.Grains.On<IExplanationGrain>(nameof(IExplanationGrain.Of), _ => (Answer<ExplanationView>)ProblemCode.NotFound);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Language_line_and_page_reach_the_grain()
    {
        var token = _host.Token(null, RoleName.Auditor);
        (await _host.GetAsync(Path, token)).ShouldBe(ProblemCode.NotFound);
        (await _host.GetAsync(Path + "?line=7&limit=3&cursor=abc", token, ("Accept-Language", "en"))).ShouldBe(ProblemCode.NotFound);
        Assert.Equal(
            [new(Samples.Case.CaseNumber, null, null, 50, English: false), new ExplanationQuery(Samples.Case.CaseNumber, 7, "abc", 3, English: true)],
            _host.Grains.Calls.Where(call => call.Grain == typeof(IExplanationGrain)).Select(call => call.Argument<ExplanationQuery>()));
    }

    [Theory]
    [InlineData("?limit=201")]
    [InlineData("?line=0")]
    [InlineData("?fromLine=1")]
    public async Task A_query_that_the_contract_does_not_have_is_no_page(string query)
    {
        (await _host.GetAsync(Path + query, _host.Token(null, RoleName.Auditor))).ShouldBe(ProblemCode.InvalidRequest);
        Assert.DoesNotContain(_host.Grains.Calls, call => call.Grain == typeof(IExplanationGrain));
    }
}
