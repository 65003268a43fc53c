using Gongshu.Api.Shapes;
using Gongshu.Api.Tests.Hosting;
using Gongshu.Api.Tests.Shapes;
using Gongshu.Grains.Interfaces;

namespace Gongshu.Api.Tests.Requests;

/// <summary><c>If-Match</c>, <c>ETag</c>, <c>Idempotency-Key</c>, <c>Location</c>.</summary>
public sealed class ConditionTests : IAsyncLifetime
{
    private const string Decisions = "/api/v1/applications/GS-2018Q1-000123/decisions";
    private const string Pass = """{"stage":"handler","outcome":"pass"}""";
    private ApiHost _host = null!;
    private string _handler = "";

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _handler = _host.Token(null, RoleName.Handler);
        _host.Grains.On<IApplicationGrain>(nameof(IApplicationGrain.Get), _ => Samples.Case);
        _host.Grains.On<IApplicationGrain>(nameof(IApplicationGrain.Decide), _ => Granted.Of(Samples.Case));
        _host.Grains.On<ISubmissionGrain>(nameof(ISubmissionGrain.Submit), _ => Granted.Of(Samples.Case, created: true));
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task A_case_shows_its_version_and_its_money_and_its_nulls()
    {
        var reply = await _host.GetAsync("/api/v1/applications/GS-2018Q1-000123", _handler);
        Assert.Equal("\"7\"", reply.Headers["ETag"]);
        Assert.Contains("\"amount\":1500.00,", reply.Text, StringComparison.Ordinal);
        Assert.Contains("\"submittedAt\":\"2018-03-05T09:00:00+08:00\"", reply.Text, StringComparison.Ordinal);
        Assert.Contains("测试一号有限公司", reply.Text, StringComparison.Ordinal);
        Assert.True(reply.Json.AsObject().ContainsKey("signals"));
        Assert.Equal("notEligible", (string?)reply.Json["lines"]![0]!["benefits"]![0]!["verdict"]);
    }

    [Fact]
    public async Task Reasons_speak_the_callers_language_and_hold_two_members()
    {
        foreach (var (language, detail) in new[] { ("en-GB,en;q=0.9", "The date lies in the future"), ("zh-CN", "发证日期晚于申报之日"), ("fr", "发证日期晚于申报之日") })
        {
            var reply = await _host.GetAsync("/api/v1/applications/GS-2018Q1-000123", _handler, ("Accept-Language", language));
            var reason = reply.Json["lines"]![0]!["benefits"]![0]!["reasons"]![0]!.AsObject();
            Assert.Equal(["code", "detail"], reason.Select(member => member.Key));
            Assert.Equal(detail, (string?)reason["detail"]);
        }
    }

    [Fact]
    public async Task A_decision_has_to_name_its_version()
    {
        (await _host.PostAsync(Decisions, Pass, _handler)).ShouldBe(ProblemCode.IfMatchRequired);
        Assert.Equal(200, (await _host.PostAsync(Decisions, Pass, _handler, ("If-Match", "\"7\""))).Status);
        Assert.Equal(7, Decided().IfMatch);
    }

    [Fact]
    public async Task A_missing_case_is_missing_before_its_version_is_asked_for()
    {
        _host.Grains.On<IApplicationGrain>(nameof(IApplicationGrain.Get), _ => null);
        (await _host.PostAsync(Decisions, Pass, _handler)).ShouldBe(ProblemCode.NotFound);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("7")]
    [InlineData("W/\"7\"")]
    [InlineData("\"7\", \"8\"")]
    [InlineData("\"7")]
    public async Task What_names_no_single_version_is_refused(string tag) =>
        Assert.Equal([("/If-Match", "wrong-type")], (await _host.PostAsync(Decisions, Pass, _handler, ("If-Match", tag))).ShouldBe(ProblemCode.InvalidRequest).Errors);

    [Theory]
    [InlineData("\"abc\"")]
    [InlineData("\"\"")]
    [InlineData("\"07\"")]
    [InlineData("\"-1\"")]
    [InlineData("\"99999999999999999999\"")]
    public async Task A_tag_that_was_never_given_out_is_a_version_that_never_was(string tag)
    {
        await _host.PostAsync(Decisions, Pass, _handler, ("If-Match", tag));
        Assert.Equal(int.MaxValue, Decided().IfMatch);
    }

    [Fact]
    public async Task A_submission_demands_a_key()
    {
        var body = RightBodies.Application().ToJsonString();
        (await _host.PostAsync("/api/v1/applications", body, _handler)).ShouldBe(ProblemCode.IdempotencyKeyRequired);
        foreach (var key in new[] { "", new string('k', 129), "a\tb" })
            (await _host.PostAsync("/api/v1/applications", body, _handler, ("Idempotency-Key", key))).ShouldBe(ProblemCode.IdempotencyKeyRequired);

        var reply = await _host.PostAsync("/api/v1/applications", body, _handler, ("Idempotency-Key", new string('~', 128)));
        Assert.Equal((201, "/api/v1/applications/GS-2018Q1-000123", "\"7\""), (reply.Status, reply.Headers["Location"], reply.Headers["ETag"]));
        Assert.False(reply.Headers.ContainsKey("Idempotency-Replayed"));
    }

    [Fact]
    public async Task A_replay_is_the_first_answer_and_says_so()
    {
        _host.Grains.On<ISubmissionGrain>(nameof(ISubmissionGrain.Submit), _ => Granted.Of(Samples.Case, replayed: true));
        var reply = await _host.PostAsync("/api/v1/applications", RightBodies.Application().ToJsonString(), _handler, ("Idempotency-Key", "k"));
        Assert.Equal((201, "true", "/api/v1/applications/GS-2018Q1-000123"), (reply.Status, reply.Headers["Idempotency-Replayed"], reply.Headers["Location"]));
    }

    [Fact]
    public async Task The_path_of_an_operation_is_the_routes_and_not_its_spelling()
    {
        await _host.PostAsync(Decisions, Pass, _handler, ("If-Match", "\"7\""), ("Idempotency-Key", "k"));
        await _host.PostAsync(Decisions.ToUpperInvariant() + "/", Pass, _handler, ("If-Match", "\"7\""), ("Idempotency-Key", "k"));
        await _host.PostAsync(Decisions.Replace("123", "124", StringComparison.Ordinal), Pass, _handler, ("If-Match", "\"7\""), ("Idempotency-Key", "k"));
        var keys = _host.Grains.Calls.Where(call => call.Method == nameof(IApplicationGrain.Decide)).Select(call => call.Argument<DecideCase>().Operation!.Hex).ToArray();
        Assert.Equal(keys[0], keys[1]);
        Assert.NotEqual(keys[0], keys[2]);
    }

    [Fact]
    public async Task A_put_that_creates_says_where()
    {
        var view = new EnterpriseView { Uscc = RightBodies.Uscc, Name = "测试", Kinds = [], InDistrict = false, Version = 1 };
        _host.Grains.On<IEnterpriseGrain>(nameof(IEnterpriseGrain.Put), call => Granted.Of(view with { Version = 1 }, created: call.Arguments[2] is null));
        var path = "/api/v1/enterprises/" + RightBodies.Uscc;
        var created = await _host.PutAsync(path, """{"name":"测试"}""", _handler);
        Assert.Equal((201, path, "\"1\""), (created.Status, created.Headers["Location"], created.Headers["ETag"]));
        var changed = await _host.PutAsync(path, """{"name":"测试"}""", _handler, ("If-Match", "\"1\""));
        Assert.Equal((200, false), (changed.Status, changed.Headers.ContainsKey("Location")));
    }

    [Fact]
    public async Task A_body_without_members_may_be_absent()
    {
        _host.Grains.On<IBatchGrain>(nameof(IBatchGrain.Release), _ => Granted.Of(Samples.Batch));
        var finance = _host.Token(null, RoleName.Finance);
        const string path = "/api/v1/batches/B-2018Q1-1/release";
        Assert.Equal(200, (await _host.SendAsync(HttpMethod.Post, path, null, finance)).Status);
        Assert.Equal(200, (await _host.PostAsync(path, "{}", finance)).Status);
        (await _host.PostAsync(path, """{"force":true}""", finance)).ShouldBe(ProblemCode.MalformedRequest);
        (await _host.SendAsync(HttpMethod.Post, path, new ByteArrayContent("{}"u8.ToArray()), finance)).ShouldBe(ProblemCode.UnsupportedMediaType);
    }

    private DecideCase Decided() => _host.Grains.Calls.Last(call => call.Method == nameof(IApplicationGrain.Decide)).Argument<DecideCase>();
}
