using Gongshu.Api.Shapes;
using Gongshu.Api.Tests.Hosting;
using Gongshu.Api.Tests.Shapes;
using Gongshu.Grains.Interfaces;
using Gongshu.Policy;

namespace Gongshu.Api.Tests.Requests;

public sealed class ListQueryTests : IAsyncLifetime
{
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _host.Grains.On<ICaseListGrain>(nameof(ICaseListGrain.Cases), _ => Granted.Of(new PageOf<CaseView>([Samples.Case with { Lines = null }], null)));
        _host.Grains.On<ICaseListGrain>(nameof(ICaseListGrain.Events), _ => Granted.Of(new PageOf<AuditEvent>([], "next")));
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Theory]
    [InlineData("limit=0", "/limit", "out-of-range")]
    [InlineData("limit=201", "/limit", "out-of-range")]
    [InlineData("limit=-1", "/limit", "out-of-range")]
    [InlineData("limit=1.0", "/limit", "out-of-range")]
    [InlineData("limit=", "/limit", "out-of-range")]
    [InlineData("limit=1&limit=2", "/limit", "wrong-type")]
    [InlineData("cursor=", "/cursor", "required")]
    [InlineData("status=Submitted", "/status", "unknown-value")]
    [InlineData("status=1", "/status", "unknown-value")]
    [InlineData("status=", "/status", "unknown-value")]
    [InlineData("window=2018Q5", "/window", "unknown-value")]
    [InlineData("programme=other", "/programme", "unknown-value")]
    [InlineData("applicant=1", "/applicant", "invalid-uscc")]
    [InlineData("page=2", "/page", "unknown-value")]
    [InlineData("q=%00", "/q", "invalid-text")]
    public async Task What_filters_nothing_is_a_fault_and_never_a_wider_list(string query, string? pointer, string? code)
    {
        var reply = await _host.GetAsync("/api/v1/applications?" + query, _host.Token(null, RoleName.Handler));
        reply.ShouldBe(ProblemCode.InvalidRequest);
        if (pointer is not null) Assert.Equal([(pointer, code!)], reply.Errors);
    }

    [Fact]
    public async Task The_filters_reach_the_grain()
    {
        var path = $"/api/v1/applications?status=returned&window=2018Q1&programme=skillUpgrade&applicant={RightBodies.Uscc}&q=%E6%B5%8B%E8%AF%95&limit=200&cursor=abc";
        Assert.Equal(200, (await _host.GetAsync(path, _host.Token(null, RoleName.Handler))).Status);
        Assert.Equal(
            new CaseQuery(CaseStatus.Returned, new WindowId(2018, 1), Programme.SkillUpgrade, RightBodies.Uscc, "测试", "abc", 200),
            _host.Grains.Calls.Single().Argument<CaseQuery>());
    }

    [Fact]
    public async Task A_list_shows_items_without_their_lines_and_an_explicit_end()
    {
        var json = (await _host.GetAsync("/api/v1/applications", _host.Token(null, RoleName.Handler))).Json;
        Assert.False(json["items"]![0]!.AsObject().ContainsKey("lines"));
        Assert.True(json.AsObject().ContainsKey("nextCursor"));
        Assert.Null(json["nextCursor"]);
        Assert.Equal(50, _host.Grains.Calls.Single().Argument<CaseQuery>().Limit);
    }

    [Theory]
    [InlineData("from=2018-03-01", "2018-03-01T00:00:00.0000000+08:00")]
    [InlineData("from=2018-03-01T08:00:00Z", "2018-03-01T08:00:00.0000000+00:00")]
    [InlineData("from=2018-03-01T08:00:00+08:00", "2018-03-01T08:00:00.0000000+08:00")]
    [InlineData("from=2018-03-01T08:00:00%2B08:00", "2018-03-01T08:00:00.0000000+08:00")]
    public async Task Instants_and_days_are_read(string query, string expected)
    {
        Assert.Equal(200, (await _host.GetAsync("/api/v1/audit?" + query, _host.Token(null, RoleName.Auditor))).Status);
        Assert.Equal(expected, _host.Grains.Calls.Single().Argument<EventQuery>().From!.Value.ToString("O"));
    }

    [Theory]
    [InlineData("from=2018-02-30")]
    [InlineData("to=2018-03-01T08:00:00")]
    [InlineData("to=yesterday")]
    public async Task What_is_no_instant_is_refused(string query) =>
        (await _host.GetAsync("/api/v1/audit?" + query, _host.Token(null, RoleName.Auditor))).ShouldBe(ProblemCode.InvalidRequest);

    [Fact]
    public async Task A_cursor_from_elsewhere_is_refused()
    {
        (await _host.GetAsync("/api/v1/policies?cursor=x", _host.Token(null, RoleName.Handler))).ShouldBe(ProblemCode.InvalidRequest);
        (await _host.GetAsync("/api/v1/windows?cursor=x", _host.Token(null, RoleName.Handler))).ShouldBe(ProblemCode.InvalidRequest);
    }
}
